"""Applying transaction logs to a dirty hive, in memory and in the order Windows does it.

New format: of all logs together the entries numbered from the primary file's secondary sequence number on, without
a gap; what an entry says of the size of the hive bins data counts. Old format: the log written with the base block
of the primary file, as a whole. A base block that is damaged is taken from the log. Source: M. Suhanov, "Windows
registry file format specification", sections "Dirty state of a hive" and "Multiple transaction log files".
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from uuid import UUID

import numpy as np

from hivetool.hive.hive import Log

from .base_block import checksum
from .constants import BASE_BLOCK_SIZE, CHECKSUM_OFFSET, SECTOR_SIZE
from .faults import Fault
from .layout import BASE_BLOCK, HIVE_BIN
from .log_file import NUMBERS, LogFile, Pages, bad_bin, base_fields, is_before, log_format, read_log

CLEAN = "the hive is clean and needs no log"
NO_HIVE = "there is no hive to apply it to"

_ENTRY_FLAGS = 1
"""The bits of the base block's flags that a log entry carries."""


@dataclass(frozen=True, eq=False)
class Replayed:
    """The bytes of a primary file after its logs, and what became of each log, in the order they were given.

    ``faults`` are the logs that were needed and were of no use, or not to their end.
    """

    data: bytes
    logs: tuple[Log, ...]
    faults: tuple[tuple[Fault, Log], ...] = ()


def replayed(data: bytes, logs: Sequence[bytes], names: Sequence[str] = ()) -> Replayed:
    """Apply what can be applied of the logs; ``names`` are for the result. Never raises.

    The result is no larger than the primary file and the pages of the logs together: pages that lie further out,
    which no sound log has, are left out.
    """
    called = [*names, *(f"log {number}" for number in range(len(names) + 1, len(logs) + 1))][: len(logs)]
    given = list(zip(called, logs, strict=True))
    if not given or not _is_hive(data):
        return Replayed(data, tuple(Log(name, log_format(log), False, note=NO_HIVE) for name, log in given))
    base = base_fields(data)
    sound = bool(base["signature"] == b"regf" and checksum(data) == base["checksum"])
    floor = int(base["secondary_sequence_number"]) if sound else None
    if floor == base["primary_sequence_number"]:
        return Replayed(data, tuple(Log(name, log_format(log), False, note=CLEAN) for name, log in given))
    files = [_matched(data, read_log(name, log, floor), sound) for name, log in given]
    chain = _chain([file for file in files if file.entries], floor)
    if chain:
        return _with_entries(data, files, chain, sound)
    fitting = [file for file in files if not file.reason]
    if fitting:
        return _with_pages(data, files, max(fitting, key=lambda file: int(file.base["primary_sequence_number"])))
    return _result(data, files, {})


def put_aside(given: Replayed, data: bytes, reason: str) -> Replayed:
    """The primary file as it was, where it can be read no more (``reason``) after the logs that were applied."""
    note = f"after it the hive cannot be read: {reason}"
    logs = tuple(Log(log.name, log.format, False, note=note) if log.applied else log for log in given.logs)
    refused = [(Fault.LOG_REFUSED, log) for log, before in zip(logs, given.logs, strict=True) if before.applied]
    return Replayed(data, logs, (*refused, *(told for told in given.faults if not told[1].applied)))


def _is_hive(data: bytes) -> bool:
    """Whether these are the bytes of a primary file, be its base block damaged or not."""
    begins = data[:4] == b"regf" or data[BASE_BLOCK_SIZE : BASE_BLOCK_SIZE + 4] == b"hbin"
    return len(data) >= BASE_BLOCK_SIZE and begins and data[SECTOR_SIZE : SECTOR_SIZE + 4] not in (b"HvLE", b"DIRT")


def _chain(files: list[LogFile], floor: int | None) -> list[LogFile]:
    """The logs to apply, in order. ``floor`` is the first number that is not in the primary file.

    The first may begin later than that: Windows can write the primary file without its base block. Without a floor,
    where the base block is damaged, the newest entries count and all that lead to them.
    """
    if not files:
        return []
    origin = files[0].entries[0].sequence - NUMBERS // 2 if floor is None else floor
    ordered = sorted(files, key=lambda file: (file.entries[0].sequence - origin) % NUMBERS)
    if floor is not None:
        chain = ordered[:1]
        for file in ordered[1:]:
            if _follows(file, chain[-1]):
                chain.append(file)
        return chain
    backwards = ordered[-1:]
    for file in reversed(ordered[:-1]):
        if _follows(backwards[-1], file):
            backwards.append(file)
    return backwards[::-1]


def _follows(file: LogFile, other: LogFile) -> bool:
    return file.entries[0].sequence == (other.entries[-1].sequence + 1) % NUMBERS


def _matched(data: bytes, log: LogFile, sound: bool) -> LogFile:
    """A log with the reason why it is not one of this hive, or (in the old format) of this state of it, if so.

    Hive and log carry the same number of the resource manager, if any: Windows goes by the name of the log alone, but
    here anybody may give any. In the old format both carry the same time. That of a damaged base block may be right
    all the same; if not, that of the first hive bin decides.
    """
    own, other = base_fields(data)["rm_id"].item(), log.base["rm_id"].item()
    if not log.reason and sound and any(own) and any(other) and own != other:
        whose = f"its RmId is {UUID(bytes_le=other)}, that of the hive {UUID(bytes_le=own)}"
        return replace(log, entries=(), vector=None, reason=f"it belongs to another hive: {whose}")
    if log.vector is None:
        return log
    times = [base_fields(data)["last_written_timestamp"]]
    if not sound:
        head = data[BASE_BLOCK_SIZE : BASE_BLOCK_SIZE + HIVE_BIN.itemsize].ljust(HIVE_BIN.itemsize, b"\0")
        times.append(np.frombuffer(head, HIVE_BIN)[0]["timestamp"])
    if log.base["last_written_timestamp"] not in times:
        return replace(log, reason="it was written for another state of the hive", usual=True)
    return replace(log, reason=bad_bin(data, log))


def _with_entries(data: bytes, files: list[LogFile], chain: list[LogFile], sound: bool) -> Replayed:
    whole = bytearray(data)
    if not sound:
        whole[:SECTOR_SIZE] = chain[0].data[:SECTOR_SIZE]
    room = len(data)
    used: dict[LogFile, int] = {}
    for file in chain:
        used[file] = 0
        for entry in file.entries:
            room += int(entry.pages.size.sum())
            used[file] += _put(whole, file.data, entry.pages, room)
    last = chain[-1].entries[-1]
    flags = int(base_fields(bytes(whole[:SECTOR_SIZE]))["flags"]) & ~_ENTRY_FLAGS | last.flags & _ENTRY_FLAGS
    return _result(_sealed(whole, last.hive_bins_data_size, last.sequence, flags), files, used)


def _with_pages(data: bytes, files: list[LogFile], log: LogFile) -> Replayed:
    assert log.vector is not None
    whole = bytearray(data)
    whole[:SECTOR_SIZE] = log.data[:SECTOR_SIZE]
    lost = _put(whole, log.data, log.vector, len(data) + int(log.vector.size.sum()))
    base = log.base
    sealed = _sealed(whole, int(base["hive_bins_data_size"]), int(base["primary_sequence_number"]), int(base["flags"]))
    return _result(sealed, files, {log: lost})


def _put(whole: bytearray, log: bytes, pages: Pages, room: int) -> int:
    """Copy pages of a log to their places, up to ``room`` bytes into the file; how many lie further out."""
    at, view = BASE_BLOCK_SIZE + pages.offset, memoryview(log)
    inside = at + pages.size <= room
    end = int((at + pages.size)[inside].max(initial=0))
    if end > len(whole):
        whole.extend(bytes(end - len(whole)))
    rows = zip(at[inside].tolist(), pages.start[inside].tolist(), pages.size[inside].tolist(), strict=True)
    for place, start, size in rows:
        whole[place : place + size] = view[start : start + size]
    return len(at) - int(inside.sum())


def _sealed(whole: bytearray, hive_bins_data_size: int, sequence: int, flags: int) -> bytes:
    """With the base block of a clean primary file."""
    block = np.frombuffer(whole, BASE_BLOCK, 1)
    block["file_type"] = 0
    block["hive_bins_data_size"] = hive_bins_data_size
    block["primary_sequence_number"] = block["secondary_sequence_number"] = sequence
    block["flags"] = flags
    block["checksum"] = checksum(bytes(whole[:CHECKSUM_OFFSET]))
    return bytes(whole)


def _result(data: bytes, files: list[LogFile], used: dict[LogFile, int]) -> Replayed:
    """``used`` are the logs that were applied, in order, with the number of their pages that were left out."""
    order = list(used)
    judged = [file if file in used or file.reason else _passed_over(file, order) for file in files]
    all_blank = all(file.blank for file in judged)
    faults: list[tuple[Fault, Log]] = []
    logs: list[Log] = []
    for file in judged:
        if file in used:
            log = _applied(file, used[file])
            # what is torn here may stand whole in the log that goes on
            told = used[file] > 0 or (file.torn != "" and file is order[-1])
            fault = Fault.LOG_TORN
        else:
            log = Log(file.name, file.format, False, note=file.reason)
            # a log that is as logs often are is worth a word only where nothing could be applied
            told = not file.usual if used else all_blank or not file.blank
            fault = Fault.LOG_REFUSED
        logs.append(log)
        faults += [(fault, log)] * told
    return Replayed(data, tuple(logs), tuple(faults))


def _passed_over(file: LogFile, used: list[LogFile]) -> LogFile:
    """A sound log with the reason why others were applied instead."""
    if file.entries and used[-1].entries:
        first, last, reached = file.entries[0].sequence, file.entries[-1].sequence, used[-1].entries[-1].sequence
        if is_before(reached, first):
            return replace(file, reason=f"its entries {first} to {last} do not follow {reached}, the last applied")
    return replace(file, reason="it is no newer than what was applied", usual=True)


def _applied(file: LogFile, lost: int) -> Log:
    beyond = f"{lost} of its pages lie beyond the end of the hive" if lost else ""
    note = "; ".join(filter(None, (beyond, file.torn)))
    if file.vector is not None:
        return Log(file.name, "old", True, 1, int(file.vector.size.sum()), note=note)
    size = sum(int(entry.pages.size.sum()) for entry in file.entries)
    first, last = file.entries[0].sequence, file.entries[-1].sequence
    return Log(file.name, "new", True, len(file.entries), size, first, last, note)
