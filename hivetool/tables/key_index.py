"""Where the keys of a document are: found by path as it is written, and without case where that fails."""

from __future__ import annotations

from collections.abc import Sequence

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.upcase import upcase

from .gathering import ABOVE_ROOT, ROOT, Gathered

Handle = str | tuple[str, ...]
"""A path, or the names where a path would not tell them apart."""


def handle(names: Sequence[str]) -> Handle:
    """What a key with these names (below the root) is found by."""
    plain = all(name and "\\" not in name for name in names)
    return "\\".join(names) if plain else tuple(names)


class KeyIndex:
    """Rows of keys by their paths. Of keys with one path the last counts: what is below it comes after it."""

    def __init__(self, gathered: Gathered, place: int) -> None:
        self._gathered = gathered
        self._rows: dict[Handle, int] = {"": gathered.add_key("", ABOVE_ROOT, place)}
        self._levels = [0]
        self._children: dict[tuple[int, str], int] | None = None
        self._made: set[int] = set()

    def get(self, where: Handle) -> int | None:
        """The row of a key by its path exactly as it was written."""
        return self._rows.get(where)

    def is_deepest(self, row: int) -> bool:
        """Whether no key can be below this one."""
        return self._levels[row] >= MOST_LEVELS

    def add(self, where: Handle, name: str, parent: int, place: int) -> int:
        """A new key; gives its row."""
        row = self._of_made(name, parent, place)
        if row is None:
            row = self._new(name, parent, place)
        self._rows[where] = row
        return row

    def reached(self, names: Sequence[str], place: int) -> tuple[int, bool]:
        """The row of the key with these names, found without case, and whether keys had to be made for it."""
        children = self._by_name()
        row, made = ROOT, False
        for name in names:
            child = children.get((row, upcase(name)))
            if child is None:
                child = self._new(name, row, place)
                self._made.add(child)
                made = True
            row = child
        return row, made

    def _new(self, name: str, parent: int, place: int) -> int:
        row = self._gathered.add_key(name, parent, place)
        self._levels.append(self._levels[parent] + 1)
        if self._children is not None:
            self._children[parent, upcase(name)] = row
        return row

    def _of_made(self, name: str, parent: int, place: int) -> int | None:
        """The row of a key that was made for one below it, now that its own turn has come."""
        row = self._by_name().get((parent, upcase(name))) if self._made else None
        if row is None or row not in self._made:
            return None
        self._made.discard(row)
        self._gathered.names[row] = name
        self._gathered.key_places[row] = place
        return row

    def _by_name(self) -> dict[tuple[int, str], int]:
        """Children by their key's row and upper-case name; made when first needed, for few documents need it."""
        if self._children is None:
            names, parents = self._gathered.names, self._gathered.parents
            self._children = {
                (parent, upcase(name)): row for row, (parent, name) in enumerate(zip(parents, names, strict=True))
            }
        return self._children
