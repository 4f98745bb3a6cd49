"""Key security items: one ring of them, each counted by the keys that use it."""

from __future__ import annotations

import numpy as np

from hivetool.hive.errors import BadSecurityDescriptor
from hivetool.hive.sddl import sddl
from hivetool.regf.constants import BASE_BLOCK_SIZE
from hivetool.regf.faults import Faults
from hivetool.regf.layout import KEY_SECURITY

from .subject import Records, Subject
from .table import Check


def check_ring(subject: Subject, faults: Faults) -> None:
    """Following the forward links from any item leads through all of them and back; backward links undo them.

    Items that no key uses any more may be part of the ring.
    """
    found = subject.claims("key security item")
    if not len(found.start):
        return
    on_ring, wrong = _ring(subject, int(found.start[0]))
    if wrong is not None:
        faults.add(Check.RING, wrong)
        return
    off = ~np.isin(found.start, np.array(sorted(on_ring), np.int64))
    faults.where(off, Check.RING, found.start, found.key)


def _ring(subject: Subject, first: int) -> tuple[set[int], int | None]:
    """The items on the ring from this one on, and the item whose forward link does not lead on."""
    window, cells = subject.survey.window, subject.cells
    seen: set[int] = set()
    at = first
    while at not in seen:
        seen.add(at)
        after = int(window.records(KEY_SECURITY, np.array([at]))[0]["flink"]) + BASE_BLOCK_SIZE
        cell = int(cells.rows(np.array([after]))[0])
        if cell < 0 or not cells.allocated[cell] or after + KEY_SECURITY.itemsize > len(window.data):
            return seen, at
        record = window.records(KEY_SECURITY, np.array([after]))[0]
        if record["signature"] != b"sk" or int(record["blink"]) + BASE_BLOCK_SIZE != at:
            return seen, at
        at = after
    return seen, None if at == first else at


def check_references(subject: Subject, faults: Faults) -> None:
    """The reference count is the number of keys that use the item."""
    found, items = subject.claims("key security item"), _items(subject)
    used = np.sort(subject.keys["key_security_offset"])
    place = found.start - BASE_BLOCK_SIZE
    actual = np.searchsorted(used, place, "right") - np.searchsorted(used, place)
    said = items["reference_count"]
    faults.where(said != actual, Check.REFERENCES, found.start, found.key, expected=actual, actual=said)


def check_descriptors(subject: Subject, faults: Faults) -> None:
    """What an item holds can be read as a security descriptor."""
    found, data = subject.claims("key security item"), subject.survey.window.data
    begin = found.start + KEY_SECURITY.itemsize
    for row, (first, end) in enumerate(zip(begin.tolist(), (found.start + found.size).tolist(), strict=True)):
        try:
            sddl(data[first:end])
        except BadSecurityDescriptor as error:
            faults.add(Check.DESCRIPTOR, found.start[row], key=found.key[row], actual=str(error))


def _items(subject: Subject) -> Records:
    return subject.survey.window.records(KEY_SECURITY, subject.claims("key security item").start)
