"""Everything that can be wrong with observed states and be survived."""

from __future__ import annotations

from hivetool.hive.faults import FaultList, FaultRow, in_marks

LONGEST_SNIPPET = 60
"""Characters of the input that a message shows."""


class Fault(FaultRow):
    """The rows."""

    EMPTY = ("observed-empty", "warning", "nothing was observed: there is no entry", "the other inputs count")
    ENCODING = (
        "observed-encoding",
        "warning",
        "the text is not UTF-8",
        "it is read as cp1252; --encoding says what it is",
    )
    ROW = (
        "observed-row",
        "warning",
        "the row has {actual} fields, the header {expected}",
        "missing ones are empty, more are left out",
    )
    ENTRY = ("observed-entry", "error", "{actual} is no object with properties", "it is left out")
    REFERENCE = ("observed-reference", "warning", "RefId {actual} refers to nothing before it", "it counts as empty")
    KIND = (
        "observed-kind",
        "error",
        "nothing tells which cmdlet made this entry: {actual}",
        "it is left out; export ResourceType, GroupType, NodeWeight or VMId too",
    )
    NAME = ("observed-name", "error", "the entry has neither a name nor an id", "it is left out")
    STATE = ("observed-state", "error", "{actual} is no state of {kind}", "it is left out")
    NO_STATE = ("observed-no-state", "error", "the entry has neither a state nor an owner", "it is left out")
    REPORT = ("observed-report", "error", "the report is not understood: {actual}", "it is left out")
    UNMATCHED = ("observed-unmatched", "warning", "the database has no {kind} {actual}", "it is not compared")
    OTHER_ID = (
        "observed-other-id",
        "warning",
        "the database has no {kind} with the id {actual}; {name} there has another id",
        "it is not compared",
    )
    AMBIGUOUS = ("observed-ambiguous", "warning", "{actual} fits several {kind}s: {name}", "it is not compared")
    RENAMED = ("observed-renamed", "warning", "{actual} is called {name} in the database", "the id counts")
    TWICE = (
        "observed-twice",
        "warning",
        "{actual} was observed before, and not the same",
        "the first counts; give times to tell what came later",
    )


Faults = FaultList[Fault]
"""The faults of one input."""


def snippet(text: str) -> str:
    """The first characters of a text in quotation marks, escaped where it is not printable."""
    marked = in_marks(text[:LONGEST_SNIPPET])
    return marked if len(text) <= LONGEST_SNIPPET else f"{marked}…"
