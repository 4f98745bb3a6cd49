"""Rows to a hive: keys merge without case, missing parents are made, what comes later counts."""

from __future__ import annotations

from array import array

import numpy as np

from hivetool.hive.columns import NO_PLACE, arranged
from hivetool.hive.hive import Hive, Source
from hivetool.hive.upcase import upcase

from .growing import ROOT, Grown, grown
from .reader import RegText
from .rows import Op, RegRows

GONE = -1
"""The key of a value that was deleted, and the parent of a key that was."""


def hive_from_reg(text: RegText) -> Hive:
    """The hive that importing the file into an empty registry would make, rooted at ``text.root``.

    A key's place is the line that first made it, a value's the line that counts. There are no times, classes
    and security descriptors.
    """
    root = text.root.rpartition("\\")[2]
    line = int(text.rows.line[0]) if text.root and len(text.rows) else NO_PLACE
    only_grows = bool(((text.rows.op == Op.CREATE_KEY) | (text.rows.op == Op.SET_VALUE)).all())
    tree = grown(text.rows, root, line) if only_grows else grown_and_cut(text.rows, root, line)
    source = Source(
        text.kind, text.version, "line", size=text.size, encoding=text.encoding, lossy=text.kind == "reg-query"
    )
    return Hive(arranged(tree.rows(text.rows), ROOT), source, text.problems)


def grown_and_cut(rows: RegRows, root_name: str, root_line: int) -> Grown:
    """The tree of any rows, applied one after the other."""
    tree = _Tree(root_name, root_line)
    tree.apply(rows)
    return tree.grown()


class _Names:
    """Names by number; names equal without case share a number in ``folded``."""

    def __init__(self, names: tuple[str, ...] = ()) -> None:
        self.numbers: dict[str, int] = {}
        self.folded = array("q")
        self._upper: dict[str, int] = {}
        for name in names:
            self.number(name)

    def number(self, name: str) -> int:
        found = self.numbers.get(name)
        if found is None:
            found = self.numbers[name] = len(self.numbers)
            self.folded.append(self._upper.setdefault(upcase(name), len(self._upper)))
        return found


class _Tree:
    """Keys and values while the rows are applied, as flat tables: a malicious file makes millions of keys.

    A value keeps its first name and position: ``value_name`` is the row that named it, ``value_row`` the one
    that counts. What belongs to a key is found under the key's number and a folded name, both in one integer.
    """

    def __init__(self, root_name: str, root_line: int) -> None:
        self.names = _Names()
        self.key_name = array("q")
        self.parent = array("q")
        self.line = array("q")
        self.value_key = array("q")
        self.value_name = array("q")
        self.value_row = array("q")
        self._keys: dict[int, int] = {}
        self._values: dict[int, int] = {}
        self._known: dict[str, int] = {}
        self._cleared = (1, 0)
        self._add(self.names.number(root_name), GONE, root_line)

    def apply(self, rows: RegRows) -> None:
        folded = _Names(rows.names).folded
        columns = (rows.op.tolist(), rows.path.tolist(), rows.name.tolist(), rows.line.tolist())
        for row, (op, number, name, line) in enumerate(zip(*columns, strict=True)):
            path = rows.paths[number]
            if op == Op.SET_VALUE:
                self._set(self._made(path, line), folded[name], row)
            elif op == Op.CREATE_KEY:
                self._made(path, line)
            elif op == Op.DELETE_KEY:
                self._delete(path)
            else:
                self._unset(path, folded[name])

    def grown(self) -> Grown:
        """The tree after the rows."""
        key = np.array(self.value_key, np.int64)
        kept = np.flatnonzero(key != GONE)
        words = tuple(self.names.numbers)
        return Grown(
            [words[number] for number in self.key_name],
            np.array(self.parent, np.int64),
            np.array(self.line, np.int64),
            key[kept],
            np.array(self.value_name, np.int64)[kept],
            np.array(self.value_row, np.int64)[kept],
        )

    def _add(self, name: int, parent: int, line: int) -> int:
        self.key_name.append(name)
        self.parent.append(parent)
        self.line.append(line)
        return len(self.parent) - 1

    def _made(self, path: str, line: int) -> int:
        known = self._known.get(path)
        if known is not None:
            return known
        key = ROOT
        for name in path.split("\\") if path else ():
            number = self.names.number(name)
            slot = key << 32 | self.names.folded[number]
            child = self._keys.get(slot)
            if child is None:
                child = self._keys[slot] = self._add(number, key, line)
            key = child
        self._known[path] = key
        return key

    def _slot(self, path: str) -> tuple[int, int]:
        """The slot and number of the key at ``path``; the number is ``GONE`` if there is none."""
        slot, key = GONE, ROOT
        for name in path.split("\\") if path else ():
            slot = key << 32 | self.names.folded[self.names.number(name)]
            key = self._keys.get(slot, GONE)
            if key == GONE:
                break
        return slot, key

    def _delete(self, path: str) -> None:
        slot, key = self._slot(path)
        if key == GONE:
            return
        self._known.clear()
        if key != ROOT:
            del self._keys[slot]
            self.parent[key] = GONE
            return
        keys, values = self._cleared
        for lost in range(keys, len(self.parent)):
            self.parent[lost] = GONE
        for lost in range(values, len(self.value_key)):
            self.value_key[lost] = GONE
        self._cleared = len(self.parent), len(self.value_key)
        self._keys.clear()
        self._values.clear()

    def _set(self, key: int, name: int, row: int) -> None:
        value = self._values.setdefault(key << 32 | name, len(self.value_key))
        if value < len(self.value_key):
            self.value_row[value] = row
            return
        self.value_key.append(key)
        self.value_name.append(row)
        self.value_row.append(row)

    def _unset(self, path: str, name: int) -> None:
        _, key = self._slot(path)
        value = self._values.pop(key << 32 | name, GONE) if key != GONE else GONE
        if value != GONE:
            self.value_key[value] = GONE
