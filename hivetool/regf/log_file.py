"""Transaction logs: what one file holds, and whether it can be relied on.

Both formats begin with a copy of the primary file's base block. The old one (Windows up to 8) goes on with a
dirty vector and the dirty pages, the new one with log entries, each guarded by two hashes. Source: M. Suhanov,
"Windows registry file format specification", section "Format of transaction log files".
"""

from __future__ import annotations

from dataclasses import dataclass
from typing import Any, Literal

import numpy as np
import numpy.typing as npt

from hivetool.hive.spans import Ints

from .base_block import checksum
from .constants import HIVE_BIN_ALIGNMENT, LOG_FILE_TYPES, NEW_LOG_FILE_TYPE, SECTOR_SIZE
from .layout import BASE_BLOCK, DIRTY_PAGE_REFERENCE, LOG_ENTRY
from .marvin32 import marvin32

_NUMBERS = 1 << 32


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
    hive_bins_data_size: int
    pages: Pages
    end: int


@dataclass(frozen=True, eq=False)
class LogFile:
    """A log as it lies there.

    ``base`` are the fields of its base block; ``reason`` says why none of it can be used, if so. ``entries`` are
    those of the new format in their order, numbered without a gap; ``torn`` says what is wrong with the one after
    the last, if it seems to have been meant to follow. ``vector`` are the dirty pages of the old format.
    """

    name: str
    data: bytes
    format: Literal["old", "new", "unknown"]
    base: Any
    reason: str = ""
    entries: tuple[LogEntry, ...] = ()
    torn: str = ""
    vector: Pages | None = None


def read_log(name: str, data: bytes) -> LogFile:
    """What a transaction log holds; never raises."""
    base = base_fields(data)
    kind = int(base["file_type"])
    form: Literal["old", "new", "unknown"] = (
        "new" if kind == NEW_LOG_FILE_TYPE else "old" if kind in LOG_FILE_TYPES else "unknown"
    )
    reason = _base_reason(data, base, form)
    if reason:
        return LogFile(name, data, form, base, reason)
    return _new_log(name, data, base) if form == "new" else _old_log(name, data, base)


def base_fields(data: bytes) -> Any:
    """The fields of a base block of which perhaps only the first sector is there."""
    return np.frombuffer(data[: BASE_BLOCK.itemsize].ljust(BASE_BLOCK.itemsize, b"\0"), BASE_BLOCK)[0]


def _base_reason(data: bytes, base: Any, form: str) -> str:
    """Why the base block of a log is not to be relied on."""
    if not data:
        return "it is empty"
    if base["signature"] != b"regf" or len(data) < SECTOR_SIZE:
        return "it does not begin with a base block"
    if checksum(data) != base["checksum"]:
        return "the checksum of its base block is wrong"
    if form == "unknown":
        return f"its file type is {base['file_type']}, which is not that of a transaction log"
    first, second = int(base["primary_sequence_number"]), int(base["secondary_sequence_number"])
    return f"it was not completely written, its sequence numbers are {first} and {second}" if first != second else ""


def _new_log(name: str, data: bytes, base: Any) -> LogFile:
    entries: list[LogEntry] = []
    at, torn = SECTOR_SIZE, ""
    while data[at : at + 4] == b"HvLE":
        header = np.frombuffer(data[at : at + LOG_ENTRY.itemsize].ljust(LOG_ENTRY.itemsize, b"\0"), LOG_ENTRY)[0]
        sequence = int(header["sequence_number"])
        if entries and sequence != (entries[-1].sequence + 1) % _NUMBERS:
            break  # what an earlier use of the file has left
        entry = _entry(data, at, header)
        if isinstance(entry, str):
            torn = f"the entry {sequence} at offset 0x{at:x} {entry}"
            break
        entries.append(entry)
        at = entry.end
    reason = "" if entries else torn or "it has no log entry"
    return LogFile(name, data, "new", base, reason, tuple(entries), torn)


def _entry(data: bytes, at: int, header: Any) -> LogEntry | str:
    """The entry at ``at``, or what is wrong with it."""
    size, count = int(header["size"]), int(header["dirty_pages_count"])
    bins = int(header["hive_bins_data_size"])
    first, end = at + LOG_ENTRY.itemsize, at + size
    pages_at = first + count * DIRTY_PAGE_REFERENCE.itemsize
    if size % SECTOR_SIZE or pages_at > end:
        return f"has an impossible size of {size} bytes for {count} pages"
    if end > len(data):
        return f"is torn: {len(data) - at} of its {size} bytes are there"
    if marvin32(data[at : at + 32]) != header["hash_2"] or marvin32(data[first:end]) != header["hash_1"]:
        return "has a wrong hash"
    if bins == 0 or bins % HIVE_BIN_ALIGNMENT:
        return f"has an impossible size of the hive bins data, {bins} bytes"
    references = np.frombuffer(data, DIRTY_PAGE_REFERENCE, count, first)
    offset, sizes = references["offset"].astype(np.int64), references["size"].astype(np.int64)
    start = pages_at + np.cumsum(sizes) - sizes
    if (offset + sizes > bins).any() or (start + sizes > end).any():
        return "has a page that reaches beyond the hive bins data or beyond the entry"
    return LogEntry(int(header["sequence_number"]), bins, Pages(offset, start, sizes), end)


def _old_log(name: str, data: bytes, base: Any) -> LogFile:
    """A log whose dirty vector has one bit for each 512 bytes of hive bins data; set bits have their page."""
    sector = SECTOR_SIZE * max(1, int(base["clustering_factor"]) % 16)
    if data[sector : sector + 4] != b"DIRT":
        reason = f"{data[sector : sector + 4]!r} stands where its dirty vector should begin"
        return LogFile(name, data, "old", base, reason)
    length = int(base["hive_bins_data_size"]) // SECTOR_SIZE // 8
    vector = np.frombuffer(data[sector + 4 : sector + 4 + length], np.uint8)
    dirty = np.flatnonzero(np.unpackbits(vector, bitorder="little")).astype(np.int64)
    first = -(-(sector + 4 + length) // sector) * sector
    missing = first + len(dirty) * SECTOR_SIZE - len(data)
    if len(vector) < length or missing > 0:
        return LogFile(
            name, data, "old", base, f"it is cut short, {max(missing, 1)} bytes of its dirty pages are missing"
        )
    start = first + np.arange(len(dirty), dtype=np.int64) * SECTOR_SIZE
    pages = Pages(dirty * SECTOR_SIZE, start, np.full(len(dirty), SECTOR_SIZE))
    reason = _bins_reason(data, pages) or ("" if len(dirty) else "it has no dirty page")
    return LogFile(name, data, "old", base, reason, vector=pages)


def _bins_reason(data: bytes, pages: Pages) -> str:
    """Why the dirty pages cannot be right: a page that begins a hive bin says where it belongs."""
    every: npt.NDArray[Any] = np.ndarray((len(data) - 7,), "V8", data, strides=(1,))
    heads = every[pages.start].view([("signature", "S4"), ("offset", "<u4")])
    wrong = np.flatnonzero((heads["signature"] == b"hbin") & (heads["offset"] != pages.offset))
    if not len(wrong):
        return ""
    at = int(pages.offset[wrong[0]])
    return f"its page for offset 0x{at:x} begins a hive bin of offset 0x{int(heads['offset'][wrong[0]]):x}"
