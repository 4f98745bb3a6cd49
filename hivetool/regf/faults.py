"""Everything that can be wrong with a primary file and be survived: one table, and the list that a reading fills.

A fault loses as little as possible: what it concerns is left out or cut, everything else is read.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field
from typing import Any, Protocol

import numpy as np
import numpy.typing as npt

from hivetool.hive.columns import NO_PLACE
from hivetool.hive.errors import Problem, Severity
from hivetool.hive.faults import MOST_OF_A_KIND, FaultRow
from hivetool.hive.location import Location
from hivetool.hive.spans import Bools, Ints

_Fact = str | npt.NDArray[Any] | Callable[[int], str] | None


class Kind(Protocol):
    """What can be noted: a row of :class:`Fault`, or of :class:`hivetool.regf.checks.table.Check`."""

    @property
    def code(self) -> str:
        """Stable and short."""

    @property
    def severity(self) -> Severity:
        """``error`` or ``warning``."""

    @property
    def message(self) -> str:
        """What is wrong; ``{what}`` is the record concerned."""

    @property
    def counted(self) -> bool:
        """Whether its facts are numbers of things; others are offsets, sizes of cells and masks, shown in hex."""

    @property
    def whole_file(self) -> bool:
        """Whether it concerns the whole file, which is said before what is wrong in it."""


class Fault(FaultRow):
    """The rows; ``{what}`` in a message is the record concerned."""

    CHECKSUM = (
        "regf-checksum",
        "error",
        "the checksum of the base block is wrong",
        "the hive is read as far as the file reaches",
    )
    DIRTY = (
        "regf-dirty",
        "warning",
        "the hive is dirty: its sequence numbers differ, the last write is in its transaction logs",
        "the primary file is read as it is",
    )
    LOG_REFUSED = (
        "regf-log-refused",
        "warning",
        "the transaction log {what} is of no use to the dirty hive",
        "it is left out",
    )
    LOG_TORN = (
        "regf-log-torn",
        "warning",
        "the transaction log {what} could not be applied to its end",
        "what is sound of it is applied, as Windows does",
    )
    VERSION = (
        "regf-version",
        "error",
        "the version of the format is unknown",
        "the hive is read as the nearest known version",
    )
    FILE_TYPE = (
        "regf-file-type",
        "error",
        "the base block is not that of a primary file",
        "the hive is read all the same",
    )
    BINS_SIZE = (
        "regf-bins-size",
        "error",
        "the size of the hive bins data is impossible",
        "the hive is read as far as the file reaches",
    )
    TRUNCATED = (
        "regf-truncated",
        "error",
        "the file ends before its hive bins data does",
        "what is in the file is read",
    )
    BIN = (
        "regf-bad-bin",
        "error",
        "the header of a hive bin is wrong",
        "the cells up to the next sound bin are read as one bin",
    )
    MISSING = (
        "regf-missing",
        "error",
        "a {what} is counted, but its offset points nowhere",
        "it is left out",
    )
    OUTSIDE = (
        "regf-outside",
        "error",
        "the offset of a {what} points outside the hive bins data",
        "it is left out",
    )
    UNALIGNED = (
        "regf-unaligned",
        "error",
        "the offset of a {what} is not a multiple of 8",
        "it is left out",
    )
    CELL_SIZE = (
        "regf-cell-size",
        "error",
        "the cell of a {what} reaches beyond its hive bin",
        "the cell is cut at the end of the bin",
    )
    CELL_SMALL = (
        "regf-cell-small",
        "error",
        "the cell of a {what} is too small for it",
        "it is left out",
    )
    FREE_CELL = (
        "regf-free-cell",
        "error",
        "the cell of a {what} is marked as free",
        "it is read all the same",
    )
    SIGNATURE = (
        "regf-signature",
        "error",
        "a {what} does not begin with its signature",
        "it is left out",
    )
    USED_TWICE = (
        "regf-used-twice",
        "error",
        "the bytes of a {what} are already in use by another record",
        "they count for the record that came first, the other is left out",
    )
    NAME_CUT = (
        "regf-name-cut",
        "error",
        "the name of a {what} reaches beyond its cell",
        "the name is cut at the end of the cell",
    )
    NAME_EMPTY = (
        "regf-name-empty",
        "error",
        "a subkey has an empty name",
        "it is read with that name",
    )
    TOO_DEEP = (
        "regf-too-deep",
        "error",
        "a key has subkeys more than 512 levels below the root",
        "the subkeys are left out",
    )
    LIST_CUT = (
        "regf-list-cut",
        "error",
        "a {what} has more elements than its cell holds",
        "the elements that are in the cell are read",
    )
    SUBKEY_COUNT = (
        "regf-subkey-count",
        "error",
        "a key's number of subkeys is not that of its subkeys list",
        "the list counts",
    )
    NESTED_ROOT = (
        "regf-nested-index-root",
        "warning",
        "an index root points to another index root, which Windows does not write",
        "it is read in its place",
    )
    NESTED_TOO_DEEP = (
        "regf-index-too-deep",
        "error",
        "a leaf lies under more than 8 index roots",
        "it is left out",
    )
    INLINE_SIZE = (
        "regf-inline-size",
        "error",
        "data said to stand in the key value itself is larger than 4 bytes",
        "4 bytes are read",
    )
    DATA_CUT = (
        "regf-data-cut",
        "error",
        "the data of a value is larger than what is there",
        "the bytes that are there are read",
    )
    SEGMENT_COUNT = (
        "regf-segment-count",
        "error",
        "the number of segments of a big data record does not fit the size of the data",
        "as many segments as there are and as the size needs are read",
    )
    CLASS_CUT = (
        "regf-class-cut",
        "error",
        "the class name of a key reaches beyond its cell",
        "it is cut at the end of the cell",
    )
    SECURITY_CUT = (
        "regf-security-cut",
        "error",
        "a security descriptor reaches beyond its cell",
        "the key is read without one",
    )

    @property
    def counted(self) -> bool:
        """See :class:`Kind`."""
        return self in _COUNTED

    @property
    def whole_file(self) -> bool:
        """See :class:`Kind`."""
        return self in _OF_THE_FILE


@dataclass(frozen=True, slots=True)
class _Case:
    at: int
    what: str
    key: int
    expected: str | None
    actual: str | None


@dataclass(eq=False)
class Faults:
    """What a reading has found so far: the one thing in this package that is filled while it is used."""

    _cases: dict[Kind, list[_Case]] = field(default_factory=dict)
    _more: dict[Kind, int] = field(default_factory=dict)

    def add(
        self,
        fault: Kind,
        at: npt.ArrayLike,
        what: str = "",
        key: npt.ArrayLike = -1,
        expected: _Fact = None,
        actual: _Fact = None,
    ) -> None:
        """Note one fault a place.

        ``at`` are file offsets (``NO_PLACE`` for none), ``key`` rows of keys (-1: unknown), ``what`` the record;
        ``expected`` and ``actual`` are one text for all, an array with an item for each, or what gives the text of
        the i-th.
        """
        places = np.atleast_1d(np.asarray(at, np.int64))
        cases = self._cases.setdefault(fault, [])
        kept = min(len(places), MOST_OF_A_KIND - len(cases))
        self._more[fault] = self._more.get(fault, 0) + len(places) - kept
        keys = np.broadcast_to(np.asarray(key, np.int64), places.shape)
        for i in range(kept):
            texts = _text(fault, expected, i), _text(fault, actual, i)
            cases.append(_Case(int(places[i]), what, int(keys[i]), *texts))

    def where(
        self,
        wrong: Bools,
        fault: Kind,
        at: Ints,
        key: Ints,
        what: str = "",
        expected: _Fact = None,
        actual: _Fact = None,
    ) -> bool:
        """Note the fault for the rows of a table where it is, and say whether there are any.

        ``at``, ``key`` and those of ``expected`` and ``actual`` that are arrays have an item for every row.
        """
        if not np.count_nonzero(wrong):
            return False
        expected = expected[wrong] if isinstance(expected, np.ndarray) else expected
        actual = actual[wrong] if isinstance(actual, np.ndarray) else actual
        self.add(fault, at[wrong], what, key[wrong], expected, actual)
        return True

    def problems(self, path_of: Callable[[int], str | None]) -> tuple[Problem, ...]:
        """Those of the whole file first, then by offset, with the path of the key concerned where it is known."""
        found = [(case, fault) for fault, cases in self._cases.items() for case in cases]
        found.sort(key=lambda pair: (not pair[1].whole_file, pair[0].at == NO_PLACE, pair[0].at))
        return (
            *(_problem(fault, case, path_of(case.key)) for case, fault in found),
            *(
                Problem(fault.code, f"{fault.message.format(what='record')}: {more} more", Location(), fault.severity)
                for fault, more in self._more.items()
                if more
            ),
        )


def _problem(fault: Kind, case: _Case, path: str | None) -> Problem:
    expected = f"expected {case.expected}" if case.expected is not None else ""
    facts = ", ".join(filter(None, (case.actual, expected)))
    return Problem(
        fault.code,
        fault.message.format(what=case.what) + (f" ({facts})" if facts else ""),
        Location(path, offset=None if case.at == NO_PLACE else case.at),
        fault.severity,
        case.expected,
        case.actual,
    )


def _text(fault: Kind, fact: _Fact, i: int) -> str | None:
    if fact is None or isinstance(fact, str):
        return fact
    if callable(fact):
        return fact(i)
    item = fact[i]
    if isinstance(item, bytes):
        return repr(bytes(item))
    return str(item) if fault.counted else f"0x{int(item):x}"


_OF_THE_FILE = frozenset(
    {
        Fault.TRUNCATED,
        Fault.BINS_SIZE,
        Fault.VERSION,
        Fault.CHECKSUM,
        Fault.DIRTY,
        Fault.LOG_REFUSED,
        Fault.LOG_TORN,
    }
)

_COUNTED = frozenset(
    {Fault.LIST_CUT, Fault.SUBKEY_COUNT, Fault.SEGMENT_COUNT, Fault.DATA_CUT, Fault.NAME_CUT, Fault.CLASS_CUT}
)
