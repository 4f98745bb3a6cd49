"""Key security items: one ring of them, each counted by the keys that use it."""

from __future__ import annotations

import numpy as np

from hivetool.hive.errors import BadSecurityDescriptor
from hivetool.hive.sddl import sddl
from hivetool.hive.spans import Ints
from hivetool.regf.constants import BASE_BLOCK_SIZE, CELL_HEADER_SIZE
from hivetool.regf.faults import Faults
from hivetool.regf.layout import KEY_SECURITY

from .subject import Records, Subject
from .table import Check

_SIGNATURE = int.from_bytes(b"sk", "little")


def check_ring(subject: Subject, faults: Faults) -> None:
    """Following the forward links from any item leads through all of them and back; backward links undo them.

    Items that no key uses any more may be part of the ring.
    """
    found = subject.claims("key security item")
    if not len(found.start):
        return
    on_ring, wrong = _ring(subject, int(found.start[0]))
    if wrong is not None:
        link = subject.survey.window.records(KEY_SECURITY, np.array([wrong]))["flink"]
        faults.add(Check.RING, wrong, actual=link)
        return
    nearest = np.minimum(np.searchsorted(on_ring, found.start), len(on_ring) - 1)
    faults.where(on_ring[nearest] != found.start, Check.RING, found.start, found.key)


def _ring(subject: Subject, first: int) -> tuple[Ints, int | None]:
    """The items on the ring from this one on, and the item whose forward link does not lead on.

    One by one only numbers are followed: a file may have an item for every 32 bytes.
    """
    at = _on_disk(subject, first)
    items = subject.survey.window.records(KEY_SECURITY, at)
    forward, back = (items[link].astype(np.int64) + BASE_BLOCK_SIZE for link in ("flink", "blink"))
    after = np.searchsorted(at, forward)
    after[after == len(at)] = 0
    leads = (at[after] == forward) & (back[after] == at)
    steps = np.where(leads, after, -1).data
    begin = row = int(np.searchsorted(at, first))
    seen = bytearray(len(at))
    while row >= 0 and not seen[row]:
        seen[row], last, row = 1, row, steps[row]
    on_ring = at[np.frombuffer(seen, np.bool_)]
    return on_ring, None if row == begin else int(at[last if row < 0 else row])


def _on_disk(subject: Subject, first: int) -> Ints:
    """The file offsets of all cells in use that hold an item, ascending, and of this one wherever it is."""
    cells, window = subject.cells, subject.survey.window
    at = cells.start[cells.allocated & (cells.size >= KEY_SECURITY.itemsize)]
    at = at[window.words(at + CELL_HEADER_SIZE) & 0xFFFF == _SIGNATURE]
    row = int(np.searchsorted(at, first))
    return at if row < len(at) and at[row] == first else np.insert(at, row, first)


def check_references(subject: Subject, faults: Faults) -> None:
    """The reference count is the number of keys that use the item."""
    found, items = subject.claims("key security item"), _items(subject)
    used = np.sort(subject.keys["key_security_offset"])
    place = found.start - BASE_BLOCK_SIZE
    actual = np.searchsorted(used, place, "right") - np.searchsorted(used, place)
    said = items["reference_count"]
    faults.where(said != actual, Check.REFERENCES, found.start, found.key, expected=actual, actual=said)


def check_descriptors(subject: Subject, faults: Faults) -> None:
    """What an item holds can be read as a security descriptor, and is held by no other item."""
    found, data = subject.claims("key security item"), subject.survey.window.data
    begin = found.start + KEY_SECURITY.itemsize
    first_with: dict[int, int] = {}
    for row, (first, end) in enumerate(zip(begin.tolist(), (found.start + found.size).tolist(), strict=True)):
        known = first_with.setdefault(hash(data[first:end]), row)
        if known != row and data[begin[known] : found.start[known] + found.size[known]] == data[first:end]:
            faults.add(
                Check.SECURITY_TWICE, found.start[row], key=found.key[row], actual=found.start[known : known + 1]
            )
        try:
            sddl(data[first:end])
        except BadSecurityDescriptor as error:
            faults.add(Check.DESCRIPTOR, found.start[row], key=found.key[row], actual=str(error))


def _items(subject: Subject) -> Records:
    return subject.survey.window.records(KEY_SECURITY, subject.claims("key security item").start)
