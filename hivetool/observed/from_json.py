"""JSON: a list of objects, one object, or one object after the other (JSON lines); each with its line."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hivetool.hive.location import Location
from hivetool.regtext.decoding import place

from .errors import UnreadableStates
from .faults import Fault, Faults, snippet
from .records import Record

_BLANK = re.compile(r"[ \t\n\r]*")
_DECODER = json.JSONDecoder()
_WRAPPED = frozenset({"value", "Count"})
"""Windows PowerShell writes a list that it has looked at before as ``{"value": [...], "Count": 2}``."""


def from_json(text: str, faults: Faults) -> Iterator[Record]:
    """The objects of a text. Raises :class:`UnreadableStates` where it is no JSON."""
    line, last = 1, 0
    for value, start in _values(text):
        line, last = line + text.count("\n", last, start), start
        yield from _records(value, Location(line=line), faults)


def _records(value: Any, at: Location, faults: Faults) -> Iterator[Record]:
    if isinstance(value, dict) and value.keys() == _WRAPPED and isinstance(value["value"], list):
        for each in value["value"]:
            yield from _one(each, at, faults)
    else:
        yield from _one(value, at, faults)


def _one(value: Any, at: Location, faults: Faults) -> Iterator[Record]:
    if isinstance(value, dict):
        yield Record(value, at)
    else:
        faults.add(Fault.ENTRY, at, snippet(json.dumps(value)[:200]))


def _values(text: str) -> Iterator[tuple[Any, int]]:
    """The values of the list that the text is, or the values that follow each other in it, and where each begins."""
    at = _skipped(text, 0)
    is_list = text.startswith("[", at)
    if is_list:
        at = _skipped(text, at + 1)
        if text.startswith("]", at):
            _check_end(text, at + 1)
            return
    while at < len(text):
        value, end = _value(text, at)
        yield value, at
        at = _skipped(text, end)
        if is_list and text.startswith("]", at):
            _check_end(text, at + 1)
            return
        if is_list and not text.startswith(",", at):
            raise UnreadableStates("not JSON: a comma or ] is missing", place(text, at))
        at = _skipped(text, at + 1) if is_list else at
    if is_list:
        raise UnreadableStates("not JSON: the list has no end", place(text, at))


def _value(text: str, at: int) -> tuple[Any, int]:
    try:
        return _DECODER.raw_decode(text, at)
    except json.JSONDecodeError as error:
        raise UnreadableStates(f"not JSON: {error.msg[:1].lower()}{error.msg[1:]}", place(text, error.pos)) from None
    except (RecursionError, ValueError) as error:
        raise UnreadableStates("not JSON: nested too deeply, or a number too long", place(text, at)) from error


def _check_end(text: str, at: int) -> None:
    at = _skipped(text, at)
    if at < len(text):
        raise UnreadableStates("not JSON: something follows the list", place(text, at))


def _skipped(text: str, at: int) -> int:
    """The place of the next character that is no blank."""
    found = _BLANK.match(text, at)
    return found.end() if found else at
