"""TOML: ``[[report]]`` tables, as a person writes down what was seen when."""

from __future__ import annotations

import re
from collections.abc import Iterator

from hivetool.hive.location import Location
from hivetool.scenario.errors import BadToml
from hivetool.scenario.toml import parsed

from .errors import UnreadableStates
from .faults import Fault, Faults, snippet
from .records import Record

TABLE = "report"
LONGEST_LINE = 4096
"""Characters: no report is longer, and the time that dotted names take grows with the square of their length."""

_BEGINS = re.compile(r"^[ \t]*\[\[[ \t]*report[ \t]*\]\]", re.MULTILINE)


def from_toml(text: str, faults: Faults) -> Iterator[Record]:
    """The reports of a text. Raises :class:`UnreadableStates` where it is no TOML, or has no list of reports."""
    for number, line in enumerate(text.split("\n"), 1):
        if len(line) > LONGEST_LINE:
            raise UnreadableStates(f"a line has more than {LONGEST_LINE:,} characters", Location(line=number))
    try:
        found = parsed(text)
    except BadToml as error:
        raise UnreadableStates(error.reason, error.at) from None
    reports = found.pop(TABLE, [])
    if found or not isinstance(reports, list):
        other = next(iter(found), TABLE)
        raise UnreadableStates(f"write [[{TABLE}]] above each report, not {snippet(other)}", Location(line=1))
    places = _lines(text, len(reports))
    for report, at in zip(reports, places, strict=True):
        if isinstance(report, dict):
            yield Record(report, at)
        else:
            faults.add(Fault.ENTRY, at, snippet(str(report)))


def _lines(text: str, count: int) -> list[Location]:
    """Where each report begins; nowhere if that cannot be told."""
    line, last, found = 1, 0, []
    for begin in _BEGINS.finditer(text):
        line, last = line + text.count("\n", last, begin.start()), begin.start()
        found.append(Location(line=line))
    return found if len(found) == count else [Location()] * count
