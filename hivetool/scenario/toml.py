"""TOML of a person's hand: the fields of a text, or where it is none."""

from __future__ import annotations

import re
import tomllib
from typing import Any

from hivetool.hive.location import Location

from .errors import BadToml

_AT_LINE = re.compile(r"\(at line (\d+), column (\d+)\)|\(at end of document\)")


def parsed(text: str) -> dict[str, Any]:
    """The fields of a TOML text. Raises :class:`BadToml` with line and column."""
    try:
        return tomllib.loads(text)
    except tomllib.TOMLDecodeError as error:
        place = _AT_LINE.search(str(error))
        line, column = (int(place[1]), int(place[2])) if place and place[1] else (text.count("\n") + 1, None)
        reason = str(error).partition(" (at ")[0]
        raise BadToml(f"not TOML: {reason}", Location(line=line, column=column)) from None
    except (RecursionError, ValueError) as error:
        raise BadToml("not TOML: nested too deeply, or a number too long", Location(line=1)) from error
