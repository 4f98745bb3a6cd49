"""What can be wrong with the files around a hive: one table, as :mod:`hivetool.regf.faults` for the hive itself."""

from __future__ import annotations

from collections.abc import Sequence

from hivetool.hive.errors import Problem
from hivetool.hive.faults import FaultRow
from hivetool.hive.location import Location

from .errors import EXPORT, shown


class Fault(FaultRow):
    """The rows."""

    CLFS = (
        "source-clfs",
        "warning",
        "the hive is dirty, and what lies beside it is a CLFS log, which cannot be replayed here: {actual}",
        "the hive is read without it",
    )


def clfs_beside(names: Sequence[str]) -> Problem:
    """The problem of a dirty hive with the parts of a CLFS log beside it."""
    fault = Fault.CLFS
    listed = ", ".join(map(shown, names))
    message = f"{fault.message.format(actual=listed)}; the last changes may be missing, {EXPORT}"
    return Problem(fault.code, message, Location(), fault.severity, actual=listed)
