"""Keys that name their parents by number: any row may come first, and any number may be wrong."""

from __future__ import annotations

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.location import Location

from .errors import BrokenDatabase
from .faults import Fault
from .forms import ROW, TEXT, Misfit
from .gathering import ABOVE_ROOT, ROOT, Gathered

_UNKNOWN, _UNDER_WAY, _LOST = -1, -2, -3


class Tree:
    """Keys as they come, the root first; put in their places when all are there."""

    def __init__(self, gathered: Gathered) -> None:
        self._gathered = gathered
        self._rows: dict[int, int] = {}
        self._parents: list[int | None] = []

    def add(self, number: object, parent: object, name: object) -> int | None:
        """A key with its own number, that of its parent (None: no parent) and the cell of its name; gives its row.

        None if it is left out.
        """
        place = number if type(number) is int else None
        try:
            own = ROW.from_cell(number)
            above = None if parent is None else ROW.from_cell(parent)
            text = TEXT.from_cell(name)
        except Misfit as error:
            self._gathered.note(Fault.KEY, place, f"{error} is its number, its parent or its name")
            return None
        if own in self._rows:
            self._gathered.note(Fault.KEY, place, f"its number {own} is that of another key")
            return None
        self._parents.append(above)
        row = self._rows[own] = self._gathered.add_key(text, ABOVE_ROOT, own)
        return row

    def finished(self) -> dict[int, int]:
        """Put every key below its parent, note those that cannot be, and give the rows by number.

        Raises :class:`BrokenDatabase` where there is no root.
        """
        gathered, rows = self._gathered, self._rows
        if not self._parents:
            raise BrokenDatabase("there is not one key in this database", Location(offset=0))
        if self._parents[ROOT] is not None:
            raise BrokenDatabase("every key of this database has a parent, so none is the root", Location(offset=0))
        lost: list[tuple[Fault, int, str]] = []
        for row, number in enumerate(self._parents):
            if number is None:
                if row != ROOT:
                    lost.append((Fault.SECOND_ROOT, row, ""))
            elif number in rows:
                gathered.parents[row] = rows[number]
            else:
                lost.append((Fault.ORPHAN, row, str(number)))
        lost += self._astray()
        for fault, row, actual in lost:
            gathered.note(fault, gathered.key_places[row], actual)
        return rows

    def _astray(self) -> list[tuple[Fault, int, str]]:
        """Keys that are above themselves, or too deep; they are cut off their parents."""
        parents = self._gathered.parents
        levels = [_UNKNOWN] * len(parents)
        found: list[tuple[Fault, int, str]] = []
        for start in range(len(parents)):
            way: list[int] = []
            row = start
            while row != ABOVE_ROOT and levels[row] == _UNKNOWN:
                levels[row] = _UNDER_WAY
                way.append(row)
                row = parents[row]
            if row != ABOVE_ROOT and levels[row] == _UNDER_WAY:
                found.append((Fault.CYCLE, row, ""))
                parents[row] = ABOVE_ROOT
                row = ABOVE_ROOT
            level = 0 if row == ABOVE_ROOT else levels[row] + 1
            for each in reversed(way):
                if level > MOST_LEVELS:
                    found.append((Fault.DEPTH, each, ""))
                    parents[each] = ABOVE_ROOT
                    level = 0
                levels[each] = level
                level += 1
        return found
