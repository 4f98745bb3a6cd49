"""Transaction logs: what one file holds, and whether it can be relied on.

Both formats begin with a copy of the primary file's base block. The old one (Windows up to 8) goes on with a
dirty vector and the dirty pages, the new one with log entries, each guarded by two hashes. Source: M. Suhanov,
"Windows registry file format specification", section "Format of transaction log files".
"""

from __future__ import annotations

from dataclasses import dataclass, replace
from typing import Any, Literal

import numpy as np

from hivetool.hive.spans import Ints

from .base_block import checksum
from .constants import BASE_BLOCK_SIZE, HIVE_BIN_ALIGNMENT, LOG_FILE_TYPES, NEW_LOG_FILE_TYPE, SECTOR_SIZE
from .layout import BASE_BLOCK, DIRTY_PAGE_REFERENCE, HIVE_BIN, LOG_ENTRY
from .marvin32 import marvin32

NUMBERS = 1 << 32
"""Sequence numbers go on from 0 after the last of so many."""

Format = Literal["old", "new", "unknown"]

EMPTY = "it is empty"
ZEROS = "it holds nothing but zeros"
OLDER = "its entries are older than the hive"


@dataclass(frozen=True, eq=False)
class Pages:
    """Dirty pages: page i belongs at ``offset[i]`` of the hive bins data and stands at ``start[i]`` of the log."""

    offset: Ints
    start: Ints
    size: Ints


@dataclass(frozen=True, eq=False)
class LogEntry:
    """One sound entry of the new format; ``end`` is where it ends in the log."""

    sequence: int
    flags: int
    hive_bins_data_size: int
    pages: Pages
    end: int


@dataclass(frozen=True, eq=False)
class LogFile:
    """A log as it lies there.

    ``base`` are the fields of its base block; ``reason`` says why none of it can be used, if so, and ``usual`` that
    this is how logs often are: empty, not used yet, older than the hive. ``entries`` are those of the new format that
    the hive may want, numbered without a gap; ``torn`` says what is wrong with the one after the last, if it was
    meant to follow. ``vector`` are the dirty pages of the old format.
    """

    name: str
    data: bytes
    format: Format
    base: Any
    reason: str = ""
    usual: bool = False
    entries: tuple[LogEntry, ...] = ()
    torn: str = ""
    vector: Pages | None = None

    @property
    def blank(self) -> bool:
        """True for a file that Windows made and has not written to."""
        return self.reason in (EMPTY, ZEROS)


def read_log(name: str, data: bytes, floor: int | None = None) -> LogFile:
    """What a transaction log holds; never raises.

    Log entries numbered before ``floor`` are passed over, and their pages are not hashed.
    """
    base = base_fields(data)
    log = LogFile(name, data, _format(base), base)
    if data.count(0) == len(data):
        return replace(log, reason=ZEROS if data else EMPTY, usual=True)
    reason = _base_reason(data, base, log.format)
    if reason:
        return replace(log, reason=reason)
    return _with_entries(log, floor) if log.format == "new" else _with_vector(log)


def log_format(data: bytes) -> Format:
    """The format that the base block of a log names."""
    return _format(base_fields(data))


def base_fields(data: bytes) -> Any:
    """The fields of a base block of which perhaps only the first sector is there."""
    return np.frombuffer(data[: BASE_BLOCK.itemsize].ljust(BASE_BLOCK.itemsize, b"\0"), BASE_BLOCK)[0]


def is_before(sequence: int, other: int) -> bool:
    """Whether a sequence number comes before another, also where the numbers have gone on from 0 in between."""
    return (sequence - other) % NUMBERS >= NUMBERS // 2


def bad_bin(primary: bytes, log: LogFile) -> str:
    """What is wrong with the hive bins that the dirty pages of the old format begin; "" if nothing.

    Windows verifies the signature, size and offset of each; where a bin begins the primary file says, or the page.
    """
    pages = log.vector
    assert pages is not None
    first = pages.offset % HIVE_BIN_ALIGNMENT == 0
    dirty = dict(zip(pages.offset[first].tolist(), pages.start[first].tolist(), strict=True))
    at, end = 0, int(log.base["hive_bins_data_size"])
    while at < end:
        start = dirty.get(at)
        file, place = (primary, BASE_BLOCK_SIZE + at) if start is None else (log.data, start)
        head = np.frombuffer(file[place : place + HIVE_BIN.itemsize].ljust(HIVE_BIN.itemsize, b"\0"), HIVE_BIN)[0]
        size = int(head["size"])
        if head["signature"] != b"hbin" or head["offset"] != at or size == 0 or size % HIVE_BIN_ALIGNMENT:
            return "" if start is None else f"its page for offset 0x{at:x} does not begin a hive bin as it should"
        at += size
    return ""


def _format(base: Any) -> Format:
    kind = int(base["file_type"])
    return "new" if kind == NEW_LOG_FILE_TYPE else "old" if kind in LOG_FILE_TYPES else "unknown"


def _base_reason(data: bytes, base: Any, form: Format) -> str:
    """Why the base block of a log is not to be relied on."""
    if base["signature"] != b"regf" or len(data) < SECTOR_SIZE:
        return "it does not begin with a base block"
    if checksum(data) != base["checksum"]:
        return "the checksum of its base block is wrong"
    if form == "unknown":
        return f"its file type is {base['file_type']}, which is not that of a transaction log"
    first, second = int(base["primary_sequence_number"]), int(base["secondary_sequence_number"])
    return f"it was not completely written, its sequence numbers are {first} and {second}" if first != second else ""


def _with_entries(log: LogFile, floor: int | None) -> LogFile:
    """The entries that are numbered on from the number of the log's base block."""
    entries: list[LogEntry] = []
    data, at, torn = log.data, SECTOR_SIZE, ""
    begin = expected = int(log.base["primary_sequence_number"])
    while data[at : at + 4] == b"HvLE":
        header = np.frombuffer(data[at : at + LOG_ENTRY.itemsize].ljust(LOG_ENTRY.itemsize, b"\0"), LOG_ENTRY)[0]
        if header["sequence_number"] != expected and marvin32(data[at : at + 32]) == header["hash_2"]:
            break  # what an earlier use of the file has left
        wanted = floor is None or not is_before(expected, floor)
        entry = _entry(data, at, header, wanted)
        if isinstance(entry, str):
            torn = f"the entry {expected} at offset 0x{at:x} {entry}" if wanted else ""
            break
        if wanted:
            entries.append(entry)
        at, expected = entry.end, (expected + 1) % NUMBERS
    if entries or torn:
        return replace(log, reason="" if entries else torn, entries=tuple(entries), torn=torn)
    return replace(log, reason=OLDER if expected != begin else f"it has no log entry numbered {begin}", usual=True)


def _entry(data: bytes, at: int, header: Any, wanted: bool) -> LogEntry | str:
    """The entry at ``at``, or what is wrong with it; of one that is not wanted the pages are taken on trust."""
    size, count = int(header["size"]), int(header["dirty_pages_count"])
    bins = int(header["hive_bins_data_size"])
    first, end = at + LOG_ENTRY.itemsize, at + size
    pages_at = first + count * DIRTY_PAGE_REFERENCE.itemsize
    if size % SECTOR_SIZE or pages_at + count * SECTOR_SIZE > end:
        return f"has an impossible size of {size} bytes for {count} pages"
    if end > len(data):
        return f"is torn: {len(data) - at} of its {size} bytes are there"
    if marvin32(data[at : at + 32]) != header["hash_2"] or (wanted and marvin32(data[first:end]) != header["hash_1"]):
        return "has a wrong hash"
    if bins == 0 or bins % HIVE_BIN_ALIGNMENT:
        return f"has an impossible size of the hive bins data, {bins} bytes"
    references = np.frombuffer(data, DIRTY_PAGE_REFERENCE, count, first)
    offset, sizes = references["offset"].astype(np.int64), references["size"].astype(np.int64)
    start = pages_at + np.cumsum(sizes) - sizes
    if ((offset | sizes) % SECTOR_SIZE != 0).any() or (sizes == 0).any():
        return "has a page that does not consist of whole sectors"
    if (offset + sizes > bins).any() or (start + sizes > end).any():
        return "has a page that reaches beyond the hive bins data or beyond the entry"
    return LogEntry(int(header["sequence_number"]), int(header["flags"]), bins, Pages(offset, start, sizes), end)


def _with_vector(log: LogFile) -> LogFile:
    """The dirty pages: the dirty vector has one bit for each 512 bytes of hive bins data, and set bits their page."""
    data, base = log.data, log.base
    sector = SECTOR_SIZE * max(1, int(base["clustering_factor"]) % 16)
    if data[sector : sector + 4] != b"DIRT":
        return replace(log, reason=f"{data[sector : sector + 4]!r} stands where its dirty vector should begin")
    length = int(base["hive_bins_data_size"]) // SECTOR_SIZE // 8
    vector = data[sector + 4 : sector + 4 + length]
    count = int.from_bytes(vector, "little").bit_count()
    first = -(-(sector + 4 + length) // sector) * sector
    missing = first + count * SECTOR_SIZE - len(data)
    if len(vector) < length or missing > 0:
        return replace(log, reason=f"it is cut short, {max(missing, 1)} bytes of its dirty pages are missing")
    if not count:
        return replace(log, reason="it has no dirty page", usual=True)
    dirty = np.flatnonzero(np.unpackbits(np.frombuffer(vector, np.uint8), bitorder="little"))
    start = first + np.arange(count, dtype=np.int64) * SECTOR_SIZE
    return replace(log, vector=Pages(dirty * SECTOR_SIZE, start, np.full(count, SECTOR_SIZE)))
