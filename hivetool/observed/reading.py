"""One input of observed states: which format it is, told by its content, and what it says."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass

from hivetool.hive.location import Location
from hivetool.source.sniff import Signature, sniff

from .cmdlets import sighting_of
from .decoding import decoded
from .errors import EXPORT, ClusterLog, NotStates
from .faults import Fault, Faults
from .from_clixml import from_clixml
from .from_csv import from_csv, header_of
from .from_json import from_json
from .from_toml import from_toml
from .model import Observed, Sighting
from .records import Record
from .reports import is_report, sighting_of_report

OURS = frozenset({"json-hive", "json-report", "dump"})
"""JSON that hivetool itself writes: never what was observed."""


@dataclass(frozen=True, eq=False)
class Format:
    """A format: ``begins`` is matched with the first line that says something, ``fits`` is asked where none is."""

    name: str
    read: Callable[[str, Faults], Iterator[Record]]
    begins: re.Pattern[str]
    fits: Callable[[str], bool] = lambda text: True


FORMATS: tuple[Format, ...] = (
    Format(
        "clixml", from_clixml, re.compile(r"#< CLIXML|<!DOCTYPE\s+Objs\b|<\?xml[^>]{0,200}>\s*(?:<Objs\b|\Z)|<Objs\b")
    ),
    Format("toml", from_toml, re.compile(r"\[\[?\s*[A-Za-z_][\w.-]*\s*\]\]?\s*(?:#|\Z)|[A-Za-z_][\w-]*\s*=")),
    Format("json", from_json, re.compile(r'\{\s*(?:["}]|\Z)|\[\s*(?:["{\]\d-]|true\b|false\b|null\b|\Z)')),
    Format("csv", from_csv, re.compile(r"#TYPE\b|."), lambda text: header_of(text) is not None),
)
"""The first that fits counts."""

_SAYS = re.compile(r"[ \t]*(?:[^\s#][^\n]*|#(?:TYPE\b|< CLIXML)[^\n]*)")
"""A line that says something: no comment of TOML, but the ``#`` lines of PowerShell."""


def read_observed(data: bytes, input: str = "input", encoding: str | None = None) -> Observed:  # noqa: A002
    """What was observed, from what PowerShell exports (CSV, JSON, CLIXML) or from reports (TOML, JSON lines).

    ``input`` is what to call it; ``encoding`` is that of a text without a byte order mark. Raises
    :class:`~hivetool.observed.errors.NotStates` for something else,
    :class:`~hivetool.observed.errors.UnreadableStates` for a broken text and
    :class:`~hivetool.observed.errors.ClusterLog` for a cluster log.
    """
    faults, signature = Faults(), sniff(data, encoding)
    is_binary = isinstance(signature.pattern.pattern, bytes) and signature.kind not in ("empty", "unknown")
    if is_binary or signature.kind in OURS:
        raise _something_else(signature)
    text, name = decoded(data, encoding, faults)
    if not text.strip():
        faults.add(Fault.EMPTY, Location(line=1))
        return Observed(input, "empty", name, (), faults.problems())
    format = _format(text, signature)  # noqa: A001
    sightings = tuple(
        found for record in format.read(text, faults) if (found := _sighting(record, input, faults)) is not None
    )
    problems = faults.problems()
    if not sightings and not problems:
        problems = (Fault.EMPTY.problem(Location(line=1)),)
    return Observed(input, format.name, name, sightings, problems)


def _sighting(record: Record, input: str, faults: Faults) -> Sighting | None:  # noqa: A002
    if is_report(record.values):
        return sighting_of_report(record, input, faults)
    return sighting_of(record, input, faults)


def _format(text: str, signature: Signature) -> Format:
    line = _first_line(text)
    for row in FORMATS:
        if row.begins.match(line) and row.fits(text):
            return row
    raise _something_else(signature)


def _first_line(text: str) -> str:
    """The first line that says something, without the blanks before it."""
    start = 0
    while start < len(text):
        end = text.find("\n", start)
        end = len(text) if end < 0 else end
        if _SAYS.match(text, start, end):
            return text[start:end].strip()
        start = end + 1
    return ""


def _something_else(signature: Signature) -> NotStates | ClusterLog:
    if signature.kind == "cluster-log":
        return ClusterLog()
    advice = EXPORT
    if signature.door is not None:
        packed = signature.door in ("packed", "archive")
        advice = (
            "unpack it and give what is in it" if packed else "the hive comes first: hivetool replay INPUT OBSERVED"
        )
    return NotStates(f"this is {signature.what}, not observed states; {advice}", signature.start)
