"""A primary file becomes a hive: the rooms of this package called in their order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hivetool.hive.columns import NO_PLACE, KeyRows, Rows, arranged
from hivetool.hive.errors import check_none
from hivetool.hive.hive import Hive, Source
from hivetool.hive.location import Location
from hivetool.hive.spans import Ints
from hivetool.hive.views import Key

from .base_block import BaseBlock, read_base_block
from .cells import Cells
from .claims import Claims
from .constants import BASE_BLOCK_SIZE, CELL_ALIGNMENT
from .data import DataReader
from .errors import NoRootKey, RootCellTooSmall, RootOutside, UnreadableHive
from .faults import Faults
from .hive_bins import bin_ends
from .keys import KeyNodes, read_keys
from .layout import KEY_NODE
from .ledger import CarefulLedger, Doubt, Ledger, TrustingLedger
from .old_cells import LAST_MINOR, with_new_cells
from .replay import Replayed, put_aside, replayed
from .security import read_class_names, read_security
from .values import read_values
from .window import Window

_LONGEST_PATH = 4096
"""Problems name the key they concern unless its path is longer than this many bytes."""


def read_regf(data: bytes, logs: Sequence[bytes] = (), *, log_names: Sequence[str] = (), strict: bool = False) -> Hive:
    """Read a primary file in the regf format, versions 1.0 to 1.6.

    ``logs`` are the contents of transaction logs, in any order; a dirty hive is read as it is after them (see
    :mod:`hivetool.regf.replay`), and ``source.logs`` says what became of each. Logs that would leave nothing to be
    read are put aside.
    The place of a key or value is the file offset of its cell (of the size the cell begins with). Damage costs
    what it touches and is listed in the hive's problems (codes: :class:`hivetool.regf.faults.Fault`). Raises a
    subclass of :class:`hivetool.regf.errors.UnreadableHive` when the base block or the root key cannot be read,
    with ``strict`` :class:`hivetool.hive.errors.Damaged` for the first problem of any kind.
    """
    hive = _with_logs(data, logs, log_names, account=False).hive
    if strict:
        check_none(hive.problems)
    return hive


@dataclass(frozen=True, eq=False)
class Survey:
    """A hive, and what its reading found out on the way: see :func:`survey`.

    ``hive`` has its rows in level order, ``claims`` numbers keys by those rows. ``ends`` has for each 4096 bytes
    of the file the file offset where the hive bin they belong to ends. ``window`` is on the bytes that were read.
    """

    hive: Hive
    base: BaseBlock
    window: Window
    ends: Ints
    claims: Claims


def survey(data: bytes, logs: Sequence[bytes] = (), *, log_names: Sequence[str] = ()) -> Survey:
    """Read a primary file as :func:`read_regf` does and keep account of every byte that is in use."""
    return _with_logs(data, logs, log_names, account=True)


def _with_logs(data: bytes, logs: Sequence[bytes], names: Sequence[str], account: bool) -> Survey:
    given = replayed(data, logs, names)
    try:
        return _checked(given, Claims() if account else None)
    except UnreadableHive as error:
        if given.data is data:
            raise
        return _checked(put_aside(given, data, error.reason), Claims() if account else None)


def _checked(given: Replayed, claims: Claims | None) -> Survey:
    """Read on trust that the file is sound and uses no byte twice, and with care if that was wrong."""
    size = len(given.data)
    try:
        return _read(given, TrustingLedger(size), claims)
    except Doubt:
        pass  # only behind this block is what was read so far given up
    return _read(given, CarefulLedger(size), None if claims is None else Claims())


def _read(given: Replayed, ledger: Ledger, claims: Claims | None) -> Survey:
    faults, data = Faults(), given.data
    base = read_base_block(data, faults)
    if base.minor_version <= LAST_MINOR:
        data = with_new_cells(data, base.end, base.sure)
    window = Window(data)
    ends = bin_ends(window, base.end, base.sure, faults)
    _check_root(window, base.root, int(ends[-1]))
    cells = Cells(window, ends, ledger, faults, claims)
    keys = read_keys(cells, base.root)
    finder = DataReader(cells, base.minor_version)
    values = read_values(cells, keys, finder)
    rows = Rows(_key_rows(cells, keys), values, (data, finder.joined.whole()))
    ledger.close()
    for fault, log in given.faults:
        faults.add(fault, NO_PLACE, log.name, actual=log.note)
    saved = base.written or None
    source = Source("regf", base.version, "offset", len(data), logs=given.logs, dirty=base.dirty, saved=saved)
    hive = Hive(arranged(rows), source)
    problems = faults.problems(lambda row: path_of(hive, row))
    return Survey(Hive(hive.columns, source, problems), base, window, ends, claims or Claims())


def _check_root(window: Window, root: int, end: int) -> None:
    """Raise unless a key node stands where the root cell should be."""
    start = BASE_BLOCK_SIZE + root
    if root % CELL_ALIGNMENT or start + KEY_NODE.itemsize > end:
        raise RootOutside(Location(offset=36), root, end - BASE_BLOCK_SIZE)
    node = window.records(KEY_NODE, np.array([start]))[0]
    if node["signature"] != b"nk":
        raise NoRootKey(Location(offset=start), bytes(node["signature"]))
    size = abs(int(node["cell_size"]))
    if size < KEY_NODE.itemsize:
        raise RootCellTooSmall(Location(offset=start), size)


def _key_rows(cells: Cells, keys: KeyNodes) -> KeyRows:
    return KeyRows(
        parent=keys.parent,
        name=keys.names(),
        last_written=keys.column("last_written_timestamp"),
        class_name=read_class_names(cells, keys),
        security=read_security(cells, keys),
        flags=keys.column("flags").astype(np.uint32),
        place=keys.start,
    )


def path_of(hive: Hive, row: int) -> str | None:
    """The path of a key; None for no key, or where the path is too long to be worth its bytes."""
    if row < 0:
        return None
    keys = hive.columns.keys
    length, above = 0, row
    while above > 0 and length <= _LONGEST_PATH:
        length += int(keys.name.size[above])
        above = int(keys.parent[above])
    return Key(hive, row).path if length <= _LONGEST_PATH else None
