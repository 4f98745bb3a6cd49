"""CSV as Export-Csv writes it: with ``#TYPE`` line or without, any list separator, quoted line ends."""

from __future__ import annotations

import csv
import io
import re
from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hivetool.hive.location import Location

from .cmdlets import COLUMNS, NAMES
from .errors import EXPORT, NotStates, UnreadableStates
from .faults import Fault, Faults
from .records import Record

SEPARATORS = (",", ";", "\t", "|")
"""What may stand between fields, besides any sign behind the first field in quotation marks."""

_HEAD = re.compile(r"(?:#TYPE[ \t]+([^\n]*)\n)?(?:sep=.\n)?")
_BEHIND_FIRST = re.compile(r'"[A-Za-z]{1,60}"([^"\s\w])"')


class Header(NamedTuple):
    """The head of a CSV text: ``names`` of the columns, where the rows begin, and on which line."""

    names: tuple[str, ...]
    separator: str
    types: tuple[str, ...]
    rows: int
    line: int


def header_of(text: str) -> Header | None:
    """The header if it has columns that say what was observed, else None."""
    head = _HEAD.match(text)
    start = head.end() if head else 0
    types = (head[1].strip(),) if head and head[1] else ()
    first = _BEHIND_FIRST.match(text, start)
    found = [_header(text, start, separator) for separator in (*SEPARATORS, *((first[1],) if first else ()))]
    names, separator, end = max(found, key=lambda each: _known(each[0]))
    if not NAMES & {name.lower() for name in names} or _known(names) < 2:
        return None
    return Header(names, separator, types, end, text.count("\n", 0, end) + 1)


def _header(text: str, start: int, separator: str) -> tuple[tuple[str, ...], str, int]:
    """The first row with anything in it, and where it ends; a header has no line end in a name."""
    while text.startswith("\n", start):
        start += 1
    end = text.find("\n", start)
    line = text[start : end if end >= 0 else len(text)]
    try:
        names = next(csv.reader([line], delimiter=separator, strict=True), [])
    except csv.Error:
        names = []
    return tuple(name.strip() for name in names), separator, len(text) if end < 0 else end + 1


def _known(names: Sequence[str]) -> int:
    return len(COLUMNS & {name.lower() for name in names})


def from_csv(text: str, faults: Faults) -> Iterator[Record]:
    """The rows of a text. Raises :class:`NotStates` without a header, :class:`UnreadableStates` for broken quoting."""
    header = header_of(text)
    if header is None:
        raise NotStates(f"no column says what was observed; {EXPORT}", Location(line=1))
    width, places = len(header.names), _places(header)
    for row, at in _rows(text, header):
        if len(row) != width:
            faults.add(Fault.ROW, at, str(len(row)), str(width))
        cells = {name: row[place] if place < len(row) else None for name, place in places.items()}
        yield Record(cells, at, header.types)


def _places(header: Header) -> dict[str, int]:
    """The places of the columns that are looked at; of equal names the first counts."""
    places: dict[str, int] = {}
    for place, name in enumerate(header.names):
        if name.lower() in COLUMNS:
            places.setdefault(name.lower(), place)
    return places


def _rows(text: str, header: Header) -> Iterator[tuple[list[str], Location]]:
    """The rows with anything in them, and where each begins; a line end in quotation marks is part of a field."""
    rest = io.StringIO(text, newline="\n")
    rest.seek(header.rows)
    reader = csv.reader(rest, delimiter=header.separator, strict=True)
    at = Location(line=header.line)
    try:
        for row in reader:
            if row:
                yield row, at
            at = Location(line=header.line + reader.line_num)
    except csv.Error as error:
        raise UnreadableStates(f"not CSV: {error}", at) from None
