"""The structural validator: is this primary file as Windows would have written it?"""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from hivetool.hive.errors import Problem

from .checks.block import check_base_block, check_cells
from .checks.keys import check_counts, check_key_names, check_largest, check_links
from .checks.lists import check_elements, check_lists, check_order
from .checks.security import check_descriptors, check_references, check_ring
from .checks.subject import Subject
from .checks.values import check_data, check_value_names
from .errors import UnreadableHive
from .faults import Faults
from .reader import path_of, survey

CHECKS: tuple[Callable[[Subject, Faults], None], ...] = (
    check_base_block,
    check_cells,
    check_links,
    check_key_names,
    check_counts,
    check_largest,
    check_order,
    check_elements,
    check_lists,
    check_value_names,
    check_data,
    check_ring,
    check_references,
    check_descriptors,
)
"""Each goes over the whole file once, in bulk, for a few rows of :class:`hivetool.regf.checks.table.Check`."""

UNREADABLE = "regf-unreadable"
"""The code of the one problem of a file without a root key."""


@dataclass(frozen=True, eq=False)
class Report:
    """What the validator has to say: ``problems`` in the order of the file, and how much was read.

    ``readable`` is false for a file without a root key, of which nothing else is known.
    """

    problems: tuple[Problem, ...]
    keys: int
    values: int
    readable: bool = True

    @property
    def ok(self) -> bool:
        """Whether there is no error; warnings are not."""
        return not any(problem.severity == "error" for problem in self.problems)


def check_regf(data: bytes, logs: Sequence[bytes] = (), *, log_names: Sequence[str] = ()) -> Report:
    """Check every invariant of a primary file, after its transaction logs if some are given.

    Never raises for what is in the file. The codes are those of :class:`hivetool.regf.faults.Fault` and
    :class:`hivetool.regf.checks.table.Check`.
    """
    try:
        read = survey(data, logs, log_names=log_names)
    except UnreadableHive as error:
        return Report((Problem(UNREADABLE, error.reason, error.at),), 0, 0, readable=False)
    subject, faults = Subject.of(read), Faults()
    for check in CHECKS:
        check(subject, faults)
    hive = read.hive
    found = (*hive.problems, *faults.problems(lambda row: path_of(hive, row)))
    return Report(tuple(sorted(found, key=_place)), len(hive), len(hive.columns.values))


def _place(problem: Problem) -> int:
    return -1 if problem.at.offset is None else problem.at.offset
