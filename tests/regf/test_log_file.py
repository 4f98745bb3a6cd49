from __future__ import annotations

import struct
import tracemalloc

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf import structs
from hivetool.regf.log_file import OLDER, LogFile, bad_bin, is_before, log_format, read_log
from tests.regf.images import HEADER
from tests.regf.log_images import SECTOR, entry, log_base, new_log, old_log

PAGE = bytes(range(256)) * 16
NEW = new_log(5, 8192, [(0, PAGE)], [(4096, PAGE), (0, b"x" * 512)])
OLD = old_log(5, 8192, (512, b"a" * 512), (4608, b"b" * 512))


def test_entries_of_the_new_format() -> None:
    log = read_log("L", NEW)
    assert (log.format, log.reason, log.torn) == ("new", "", "")
    assert [(found.sequence, found.hive_bins_data_size) for found in log.entries] == [(5, 8192), (6, 8192)]
    pages = log.entries[1].pages
    assert pages.offset.tolist() == [4096, 0]
    assert [NEW[a : a + n] for a, n in zip(pages.start.tolist(), pages.size.tolist(), strict=True)] == [
        PAGE,
        b"x" * 512,
    ]


def test_dirty_pages_of_the_old_format() -> None:
    log = read_log("L", OLD)
    assert (log.format, log.reason) == ("old", "")
    assert log.vector is not None
    assert log.vector.offset.tolist() == [512, 4608]
    assert [OLD[at : at + 512] for at in log.vector.start.tolist()] == [b"a" * 512, b"b" * 512]


def patched(data: bytes, at: int, content: bytes) -> bytes:
    return data[:at] + content + data[at + len(content) :]


@pytest.mark.parametrize(
    ("data", "reason"),
    [
        (b"", "it is empty"),
        (bytes(1024), "it holds nothing but zeros"),
        (b"regs" + bytes(1024), "it does not begin with a base block"),
        (b"regf", "it does not begin with a base block"),
        (patched(NEW, 508, b"\0\0\0\0"), "the checksum of its base block is wrong"),
        (log_base(5, 4096, kind=0), "its file type is 0, which is not that of a transaction log"),
        (
            log_base(5, 4096, primary_sequence_number=6),
            "it was not completely written, its sequence numbers are 6 and 5",
        ),
        (log_base(5, 4096), "it has no log entry numbered 5"),
        (log_base(6, 4096) + entry(5, 4096), "it has no log entry numbered 6"),
        (patched(OLD, SECTOR, b"INVL"), "b'INVL' stands where its dirty vector should begin"),
        (OLD[:-1], "it is cut short, 1 bytes of its dirty pages are missing"),
        (OLD[: SECTOR + 5], "it is cut short, 1019 bytes of its dirty pages are missing"),
        (old_log(5, 8192), "it has no dirty page"),
    ],
)
def test_a_log_that_cannot_be_used_says_why(data: bytes, reason: str) -> None:
    log = read_log("L", data)
    assert log.reason == reason
    assert log.entries == ()


def test_an_entry_that_was_not_completely_written_ends_the_log() -> None:
    second = len(NEW) - len(entry(6, 8192, (4096, PAGE), (0, b"x" * 512)))
    for end in range(second + SECTOR, len(NEW), SECTOR):
        log = read_log("L", NEW[:end])
        assert [found.sequence for found in log.entries] == [5]
        assert log.torn == f"the entry 6 at offset 0x{second:x} is torn: {end - second} of its 5120 bytes are there"
    assert read_log("L", NEW[:second]).torn == ""


@pytest.mark.parametrize(
    ("size", "pages", "torn"),
    [
        (8192, [(8192, PAGE)], "has a page that reaches beyond the hive bins data or beyond the entry"),
        (8192, [(0, b"x" * 700)], "has a page that does not consist of whole sectors"),
        (8192, [(7, PAGE)], "has a page that does not consist of whole sectors"),
        (8192, [(0, PAGE), (0, b"")], "has a page that does not consist of whole sectors"),
        (4095, [], "has an impossible size of the hive bins data, 4095 bytes"),
        (0, [], "has an impossible size of the hive bins data, 0 bytes"),
    ],
)
def test_an_entry_that_cannot_be_is_refused(size: int, pages: list[tuple[int, bytes]], torn: str) -> None:
    log = read_log("L", log_base(5, 8192) + entry(5, size, *pages))
    assert log.reason == f"the entry 5 at offset 0x200 {torn}"


def test_a_changed_byte_is_a_wrong_hash() -> None:
    for at in (SECTOR + 8, SECTOR + 24, SECTOR + 33, SECTOR + 40, SECTOR + 600):
        log = read_log("L", patched(NEW, at, bytes([NEW[at] ^ 1])))
        assert log.reason == "the entry 5 at offset 0x200 has a wrong hash"


def test_what_an_earlier_use_of_the_file_left_is_not_read() -> None:
    log = read_log("L", new_log(5, 8192, [(0, PAGE)]) + entry(3, 8192, (0, b"old" + bytes(509))))
    assert ([found.sequence for found in log.entries], log.torn) == ([5], "")


def test_an_entry_with_a_damaged_number_is_not_taken_for_an_earlier_one() -> None:
    second = SECTOR + len(entry(5, 8192, (0, PAGE)))
    log = read_log("L", patched(NEW, second + 12, b"\x03"))
    assert log.torn == f"the entry 6 at offset 0x{second:x} has a wrong hash"


def test_numbers_go_on_from_zero() -> None:
    log = read_log("L", new_log(0xFFFFFFFF, 8192, [], []), floor=0xFFFFFFFE)
    assert [found.sequence for found in log.entries] == [0xFFFFFFFF, 0]
    assert is_before(0xFFFFFFFF, 0)
    assert not is_before(0, 0xFFFFFFFF)
    assert not is_before(5, 5)


def test_entries_that_are_not_wanted_are_passed_over() -> None:
    log = read_log("L", NEW, floor=6)
    assert ([found.sequence for found in log.entries], log.reason) == ([6], "")
    log = read_log("L", NEW, floor=7)
    assert (log.entries, log.reason, log.usual, log.blank) == ((), OLDER, True, False)


def test_a_log_without_content_is_blank() -> None:
    assert read_log("L", b"").blank
    assert read_log("L", bytes(65536)).blank
    assert not read_log("L", b"\1").blank


@pytest.mark.parametrize(
    ("at", "content", "wrong"),
    [
        (0, b"gbin", "0x0"),
        (4, struct.pack("<I", 4096), "0x0"),
        (8, struct.pack("<I", 0), "0x0"),
        (8, struct.pack("<I", 512), "0x0"),
        (8, struct.pack("<I", 4096), "0x1000"),  # then a bin begins where the log has a page without a header
    ],
)
def test_a_dirty_page_that_begins_a_bin_must_say_so(at: int, content: bytes, wrong: str) -> None:
    bins = structs.HiveBin.build({"offset": 0, "size": 8192}).ljust(4096, b"\0") + b"hbin" + bytes(4092)
    pages = [(at, bins[at : at + 512]) for at in (0, 4096)]
    primary = bytes(HEADER) + bins
    assert bad_bin(primary, read_log("L", old_log(5, 8192, *pages))) == ""  # 4096 is in the midst of a bin
    log = read_log("L", old_log(5, 8192, (0, patched(pages[0][1], at, content)), pages[1]))
    assert log.reason == ""
    assert bad_bin(primary, log) == f"its page for offset {wrong} does not begin a hive bin as it should"


def test_bins_that_are_not_dirty_are_not_verified() -> None:
    log = read_log("L", old_log(5, 8192, (4096, b"hbin" + bytes(508))))
    assert bad_bin(bytes(3 * HEADER), log) == ""
    assert bad_bin(b"", log) == ""


@given(st.sampled_from([NEW, OLD]), st.integers(0, 6000), st.binary(min_size=1, max_size=8))
def test_any_damage_gives_a_log_or_a_reason(data: bytes, at: int, content: bytes) -> None:
    damaged = patched(data, at, content)
    log = read_log("L", damaged)
    assert isinstance(log, LogFile)
    assert all((found.pages.start + found.pages.size <= len(damaged)).all() for found in log.entries)


def test_the_format_is_told_without_reading_more() -> None:
    found = [log_format(data) for data in (NEW[:40], OLD[:40], log_base(1, 4096, kind=2), b"", b"regf")]
    assert found == ["new", "old", "old", "unknown", "unknown"]


def test_a_vector_of_more_bits_than_pages_is_refused_before_anything_is_made_of_it() -> None:
    size = 0xFFFFF000
    data = log_base(5, size, kind=1) + b"DIRT" + b"\xff" * (size // 4096)
    tracemalloc.start()
    log = read_log("L", data)
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert "cut short" in log.reason
    assert peak < 4 * len(data)


@pytest.mark.parametrize("count", [1 << 29, 0xFFFFFFFF])
def test_counts_beyond_the_entry_are_refused_before_anything_is_made_of_them(count: int) -> None:
    data = patched(NEW, SECTOR + 20, struct.pack("<I", count))
    assert "impossible size" in read_log("L", data).reason
