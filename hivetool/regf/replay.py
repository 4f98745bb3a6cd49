"""Applying transaction logs to a dirty hive, in memory and in the order Windows does it.

New format: of all logs together the entries numbered from the primary file's secondary sequence number on, without
a gap; what an entry says of the size of the hive bins data counts. Old format: the log written with the base block
of the primary file, as a whole. A base block that is damaged is taken from the log. Source: M. Suhanov, "Windows
registry file format specification", sections "Dirty state of a hive" and "Multiple transaction log files".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from hivetool.hive.hive import Log

from .base_block import checksum
from .constants import BASE_BLOCK_SIZE, CHECKSUM_OFFSET, HIVE_BIN_ALIGNMENT, SECTOR_SIZE
from .layout import BASE_BLOCK, HIVE_BIN
from .log_file import LogEntry, LogFile, base_fields, read_log

CLEAN = "the hive is clean and needs no log"


@dataclass(frozen=True, eq=False)
class Replayed:
    """The bytes of a primary file after its logs, and what became of each log, in the order they were given."""

    data: bytes
    logs: tuple[Log, ...]


def replayed(data: bytes, logs: Sequence[bytes], names: Sequence[str] = ()) -> Replayed:
    """Apply what can be applied of the logs; ``names`` are for the result. Never raises."""
    called = [*names, *(f"log {number}" for number in range(len(names) + 1, len(logs) + 1))]
    if len(data) < BASE_BLOCK_SIZE or not logs:
        return Replayed(data, tuple(_unused(read_log(*pair)) for pair in zip(called, logs, strict=False)))
    base = base_fields(data)
    sound = bool(base["signature"] == b"regf" and checksum(data) == base["checksum"])
    if sound and base["primary_sequence_number"] == base["secondary_sequence_number"]:
        return Replayed(
            data, tuple(Log(name, "unknown", False, note=CLEAN) for name, _ in zip(called, logs, strict=False))
        )
    files = [read_log(name, log) for name, log in zip(called, logs, strict=False)]
    chain = _chain(files, int(base["secondary_sequence_number"]) if sound else None)
    if chain:
        return Replayed(_with_entries(data, chain, sound), tuple(_told(file, chain) for file in files))
    old = next((file for file in files if not file.reason and file.vector and _belongs(data, file, sound)), None)
    if old is None:
        return Replayed(data, tuple(map(_unused, files)))
    used = Log(old.name, "old", True, 1, int(old.vector.size.sum()) if old.vector else 0)
    return Replayed(_with_pages(data, old), tuple(used if file is old else _unused(file) for file in files))


_Chain = list[tuple[LogFile, tuple[LogEntry, ...]]]


def _chain(files: list[LogFile], floor: int | None) -> _Chain:
    """The logs with the entries to apply, in order. ``floor`` is the first number that is not in the primary file.

    Without one, where the primary file's base block is damaged, the newest entries count and all that lead to them.
    """
    usable = [
        (file, tuple(entry for entry in file.entries if floor is None or entry.sequence >= floor))
        for file in files
        if not file.reason and file.format == "new"
    ]
    ordered = sorted((pair for pair in usable if pair[1]), key=lambda pair: pair[1][0].sequence)
    if floor is not None:
        return _connected(ordered)
    backwards = [ordered[-1]] if ordered else []
    for pair in reversed(ordered[:-1]):
        if pair[1][-1].sequence + 1 == backwards[-1][1][0].sequence:
            backwards.append(pair)
    return backwards[::-1]


def _connected(ordered: _Chain) -> _Chain:
    chain = ordered[:1]
    for pair in ordered[1:]:
        whole = not chain[-1][0].torn
        if whole and pair[1][0].sequence == chain[-1][1][-1].sequence + 1:
            chain.append(pair)
    return chain


def _belongs(data: bytes, log: LogFile, sound: bool) -> bool:
    """Whether a log of the old format was written for this state of the hive: both carry the same time.

    The time of a damaged base block may be right all the same; if it is not, that of the first bin decides.
    """
    times = [base_fields(data)["last_written_timestamp"]]
    if not sound:
        head = data[BASE_BLOCK_SIZE : BASE_BLOCK_SIZE + HIVE_BIN.itemsize].ljust(HIVE_BIN.itemsize, b"\0")
        times.append(np.frombuffer(head, HIVE_BIN)[0]["timestamp"])
    return log.base["last_written_timestamp"] in times


def _with_entries(data: bytes, chain: _Chain, sound: bool) -> bytes:
    whole = bytearray(data)
    if not sound:
        whole[:SECTOR_SIZE] = chain[0][0].data[:SECTOR_SIZE]
    for file, entries in chain:
        view = memoryview(file.data)
        for entry in entries:
            pages = entry.pages
            _grow(whole, BASE_BLOCK_SIZE + int((pages.offset + pages.size).max(initial=0)))
            rows = zip(pages.offset.tolist(), pages.start.tolist(), pages.size.tolist(), strict=True)
            for offset, start, size in rows:
                whole[BASE_BLOCK_SIZE + offset : BASE_BLOCK_SIZE + offset + size] = view[start : start + size]
    last = chain[-1][1][-1]
    return _sealed(whole, last.hive_bins_data_size, last.sequence)


def _with_pages(data: bytes, log: LogFile) -> bytes:
    pages = log.vector
    assert pages is not None
    whole = bytearray(data)
    whole[:SECTOR_SIZE] = log.data[:SECTOR_SIZE]
    _grow(
        whole, BASE_BLOCK_SIZE + -(-int((pages.offset + pages.size).max()) // HIVE_BIN_ALIGNMENT) * HIVE_BIN_ALIGNMENT
    )
    sectors = np.frombuffer(whole, f"V{SECTOR_SIZE}", len(whole) // SECTOR_SIZE)
    rows = np.frombuffer(log.data, f"V{SECTOR_SIZE}", len(log.data) // SECTOR_SIZE)
    sectors[(BASE_BLOCK_SIZE + pages.offset) // SECTOR_SIZE] = rows[pages.start // SECTOR_SIZE]
    base = log.base
    return _sealed(whole, int(base["hive_bins_data_size"]), int(base["primary_sequence_number"]))


def _grow(whole: bytearray, end: int) -> None:
    if end > len(whole):
        whole.extend(bytes(end - len(whole)))


def _sealed(whole: bytearray, hive_bins_data_size: int, sequence: int) -> bytes:
    """With the base block of a clean primary file."""
    block = np.frombuffer(whole, BASE_BLOCK, 1)
    block["file_type"] = 0
    block["hive_bins_data_size"] = hive_bins_data_size
    block["primary_sequence_number"] = block["secondary_sequence_number"] = sequence
    del block
    whole[CHECKSUM_OFFSET : CHECKSUM_OFFSET + 4] = checksum(bytes(whole[:CHECKSUM_OFFSET])).to_bytes(4, "little")
    return bytes(whole)


def _told(file: LogFile, chain: _Chain) -> Log:
    """What became of a log while entries were applied."""
    entries = next((entries for used, entries in chain if used is file), ())
    if not entries:
        return _unused(file, "its entries are older than the hive, or do not follow those that were applied")
    size = sum(int(entry.pages.size.sum()) for entry in entries)
    first, last = entries[0].sequence, entries[-1].sequence
    return Log(file.name, "new", True, len(entries), size, first, last, file.torn)


def _unused(file: LogFile, otherwise: str = "") -> Log:
    if file.reason:
        return Log(file.name, file.format, False, note=file.reason)
    default = (
        "its entries are older than the hive"
        if file.format == "new"
        else "it was written for another state of the hive"
    )
    return Log(file.name, file.format, False, note=otherwise or default)
