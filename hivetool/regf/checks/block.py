"""The base block, and the bins as rows of cells."""

from __future__ import annotations

import numpy as np

from hivetool.hive.spans import Ints
from hivetool.regf.constants import BASE_BLOCK_SIZE, KEY_HIVE_ENTRY
from hivetool.regf.faults import Faults
from hivetool.regf.layout import BASE_BLOCK

from .subject import Subject
from .table import Check


def check_base_block(subject: Subject, faults: Faults) -> None:
    """Fields that the reader does not need."""
    data = subject.survey.window.data
    fields = np.frombuffer(data, BASE_BLOCK, 1)[0]
    for name, check in (("file_format", Check.FORMAT), ("clustering_factor", Check.CLUSTERING)):
        if fields[name] != 1:
            faults.add(check, _offset(name), expected="1", actual=str(fields[name]))
    end = subject.survey.base.end
    if BASE_BLOCK_SIZE < end < len(data):
        faults.add(Check.TRAILING, end, actual=f"{len(data) - end} bytes")
    if not subject.keys["flags"][0] & KEY_HIVE_ENTRY:
        faults.add(Check.ROOT_FLAG, subject.columns.keys.place[0], key=0)


def check_cells(subject: Subject, faults: Faults) -> None:
    """Every byte of every bin in one cell, every cell in use referred to, every reference to a cell."""
    cells = subject.cells
    faults.add(Check.CELL_CHAIN, cells.broken)
    limits = _limits(subject)
    for kind in subject.survey.claims.kinds():
        found = subject.claims(kind)
        known = found.start < limits[np.searchsorted(cells.bins, found.start, "right") - 1]
        faults.where(known & (cells.rows(found.start) < 0), Check.CELL_REFERENCE, found.start, found.key, kind)
    leaked = cells.start[cells.allocated & ~cells.claimed(subject.survey.claims)]
    faults.add(Check.CELL_LEAK, leaked)


def _limits(subject: Subject) -> Ints:
    """Where in each bin the cells end that are known: at its end, or where they no longer lead on."""
    cells = subject.cells
    limits = cells.bin_ends.copy()
    limits[np.searchsorted(cells.bins, cells.broken, "right") - 1] = cells.broken
    return limits


def _offset(field: str) -> int:
    assert BASE_BLOCK.fields is not None
    return BASE_BLOCK.fields[field][1]
