from __future__ import annotations

import tracemalloc
from itertools import permutations

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.hive import Hive
from hivetool.regf import errors
from hivetool.regf.base_block import checksum
from hivetool.regf.layout import BASE_BLOCK
from hivetool.regf.log_file import base_fields
from hivetool.regf.marvin32 import marvin32
from hivetool.regf.reader import read_regf, survey
from hivetool.regf.records import stored_record
from hivetool.regf.replay import CLEAN, NO_HIVE, replayed
from tests.regf.images import HEADER, Image
from tests.regf.log_images import SECTOR, dirty, entry, log_base, new_log, old_log
from tests.shared import shared

CORPUS = shared() / "corpus"


def hive_with(name: str, more: int = 0, **fields: int) -> bytes:
    """A clean hive of one bin (or more) with one key below the root."""
    image = Image()
    data = image.file(image.key("root", image.leaf(image.key(name))), **fields)
    if not more:
        return data
    bins = data[HEADER:]
    extra = b"hbin" + len(bins).to_bytes(4, "little") + (more * HEADER).to_bytes(4, "little") + bytes(20)
    extra += (more * HEADER - 32).to_bytes(4, "little") + bytes(more * HEADER - 36)
    return dirty(data, 7, 7)[:40] + (len(bins) + len(extra)).to_bytes(4, "little") + data[44:] + extra


OLD, NEW = hive_with("before"), hive_with("afterw")
BINS = NEW[HEADER:]
DIRTY = dirty(OLD, 5, 4)
ROOT = int.from_bytes(NEW[36:40], "little")


def names(hive: Hive) -> list[str]:
    return [key.name for key in hive.root.subkeys]


def test_an_entry_brings_the_hive_to_what_it_says() -> None:
    hive = read_regf(DIRTY, [new_log(4, 4096, [(0, BINS)])], log_names=["CLUSDB.LOG1"])
    assert names(hive) == ["afterw"]
    assert (hive.source.dirty, hive.problems) == (False, ())
    (log,) = hive.source.logs
    assert (log.name, log.format, log.applied, log.entries, log.size) == ("CLUSDB.LOG1", "new", True, 1, 4096)
    assert (log.first_sequence, log.last_sequence, log.note) == (4, 4, "")
    base = stored_record(hive)
    assert (base["primary_sequence_number"], base["secondary_sequence_number"]) == (4, 4)
    assert base["checksum"] == checksum(hive.columns.buffers[0])


def test_without_logs_a_dirty_hive_is_read_as_it_is() -> None:
    hive = read_regf(DIRTY)
    assert (names(hive), hive.source.dirty) == (["before"], True)


def test_a_clean_hive_ignores_its_logs() -> None:
    hive = read_regf(OLD, [new_log(8, 4096, [(0, BINS)])])
    assert names(hive) == ["before"]
    assert [log.note for log in hive.source.logs] == [CLEAN]
    assert hive.problems == ()


def test_two_logs_are_applied_in_the_order_of_their_numbers_however_they_are_given() -> None:
    first, second = new_log(4, 4096, [(0, BINS)]), new_log(5, 4096, [(0, OLD[HEADER:])], [(0, BINS)])
    for logs in permutations([first, second]):
        found = replayed(DIRTY, logs)
        assert found.data[HEADER:] == BINS
        assert [log.applied for log in found.logs] == [True, True]
        assert max(log.last_sequence or 0 for log in found.logs) == 6


def test_a_log_that_does_not_follow_is_left_out() -> None:
    found = replayed(DIRTY, [new_log(4, 4096, [(0, BINS)]), new_log(6, 4096, [(0, OLD[HEADER:])])])
    assert found.data[HEADER:] == BINS
    assert [log.applied for log in found.logs] == [True, False]
    assert "do not follow" in found.logs[1].note


def test_entries_that_the_hive_has_already_are_skipped() -> None:
    log = new_log(3, 4096, [(0, b"old" * 512)], [(0, BINS)])
    (used,) = replayed(DIRTY, [log]).logs
    assert (used.entries, used.first_sequence) == (1, 4)
    assert replayed(DIRTY, [log]).data[HEADER:] == BINS
    (stale,) = read_regf(DIRTY, [new_log(2, 4096, [(0, BINS)])]).source.logs
    assert (stale.applied, stale.note) == (False, "its entries are older than the hive")


def test_a_log_may_begin_later_than_the_hive_ends() -> None:
    # a partial reconciliation writes the primary file but not its base block (regf project, "missing log entries")
    assert replayed(DIRTY, [new_log(90, 4096, [(0, BINS)])]).logs[0].applied


def test_after_a_torn_entry_nothing_is_applied() -> None:
    torn = new_log(4, 4096, [(0, BINS)], [(0, OLD[HEADER:])])[:-SECTOR]
    hive = read_regf(DIRTY, [torn, new_log(6, 4096, [(0, OLD[HEADER:])])])
    assert names(hive) == ["afterw"]
    assert [problem.code for problem in hive.problems] == ["regf-log-torn", "regf-log-refused"]
    assert [log.applied for log in hive.source.logs] == [True, False]
    assert hive.source.logs[0].note == "the entry 5 at offset 0x1400 is torn: 4096 of its 4608 bytes are there"
    assert hive.source.logs[1].note == "its entries 6 to 6 do not follow 4, the last applied"


def test_a_log_may_begin_with_the_entry_that_is_torn_in_the_other() -> None:
    # after an error Windows goes on in the other log
    torn = new_log(4, 4096, [(0, OLD[HEADER:])], [(0, BINS)])[:-SECTOR]
    for logs in permutations([torn, new_log(5, 4096, [(0, BINS)])]):
        hive = read_regf(DIRTY, logs)
        assert (names(hive), hive.problems) == (["afterw"], ())
        assert [log.applied for log in hive.source.logs] == [True, True]
        assert any("is torn" in log.note for log in hive.source.logs)


def test_a_log_whose_first_entry_is_torn_leaves_the_other_to_be_applied() -> None:
    # "recovery is resumed with the next transaction log file", whose first entry is "not less than" the hive's number
    torn = new_log(4, 4096, [(0, OLD[HEADER:])])[:-SECTOR]
    hive = read_regf(DIRTY, [torn, new_log(5, 4096, [(0, BINS)])])
    assert (names(hive), [problem.code for problem in hive.problems]) == (["afterw"], ["regf-log-refused"])
    assert [log.applied for log in hive.source.logs] == [False, True]


def test_a_log_cut_at_any_sector_gives_the_entries_that_are_whole() -> None:
    states = [hive_with(name)[HEADER:] for name in ("first ", "second", "third ")]
    whole = new_log(4, 4096, *([(0, state)] for state in states))
    size = len(entry(4, 4096, (0, BINS)))
    for end in range(0, len(whole) + 1, SECTOR):
        hive = read_regf(DIRTY, [whole[:end]])
        complete = max(0, (end - SECTOR) // size)
        assert names(hive) == ["before" if not complete else ("first ", "second", "third ")[complete - 1]]
        (log,) = hive.source.logs
        assert (log.entries, log.last_sequence) == (complete, 3 + complete if complete else None)
        torn = end > SECTOR and (end - SECTOR) % size > 0
        assert ("is torn" in log.note) == torn
        codes = {problem.code for problem in hive.problems}
        assert codes == ({"regf-log-torn"} if torn else set()) if complete else {"regf-dirty", "regf-log-refused"}


def test_numbers_may_go_on_from_zero_in_and_between_logs() -> None:
    primary = dirty(OLD, 0xFFFFFFFF, 0xFFFFFFFE)
    first = new_log(0xFFFFFFFE, 4096, [(0, OLD[HEADER:])], [(0, OLD[HEADER:])])
    second = new_log(0, 4096, [(0, OLD[HEADER:])], [(0, BINS)])
    for start in (primary, dirty(OLD, 0, 0xFFFFFFFF), bytes(512) + primary[512:]):
        for logs in permutations([first, second]):
            found = replayed(start, logs)
            assert found.data[HEADER:] == BINS
            assert [log.applied for log in found.logs] == [True, True]
            assert base_fields(found.data)["secondary_sequence_number"] == 1


def test_the_flags_of_the_base_block_follow_the_entries() -> None:
    primary = dirty(OLD, 5, 4)
    for flags, kept in ((1, 1), (0, 0), (6, 0)):
        log = log_base(4, 4096) + entry(4, 4096, (0, BINS), flags=flags)
        assert base_fields(replayed(primary, [log]).data)["flags"] == kept


def test_the_same_log_twice_is_applied_once_and_nothing_is_said() -> None:
    log = new_log(4, 4096, [(0, BINS)])
    hive = read_regf(DIRTY, [log, log])
    assert [used.applied for used in hive.source.logs] == [True, False]
    assert hive.problems == ()


def test_logs_as_they_often_are_are_worth_a_word_only_where_nothing_is_applied() -> None:
    good, older = new_log(4, 4096, [(0, BINS)]), new_log(2, 4096, [(0, BINS)])
    bad = good[:-1]
    cases: tuple[tuple[list[bytes], list[int]], ...] = (
        ([good, b"", bytes(65536), older], []),
        ([good, bad], [1]),
        ([b"", bad, older], [1, 2]),
        ([b"", bytes(65536)], [0, 1]),
    )
    for logs, told in cases:
        found = replayed(DIRTY, logs)
        assert [log.name for _, log in found.faults] == [f"log {number + 1}" for number in told]


def test_the_hive_shrinks_too() -> None:
    grown = dirty(hive_with("before", more=2), 5, 4)
    hive = read_regf(grown, [new_log(4, 4096, [(0, BINS)])])
    assert (names(hive), hive.problems, hive.source.size) == (["afterw"], (), len(grown))
    assert stored_record(hive)["hive_bins_data_size"] == 4096


def test_pages_far_out_are_left_out_and_take_no_memory() -> None:
    far = 0xFFFFE000
    pages = [(0, BINS), (far, BINS)]
    logs = [new_log(4, far + 4096, pages), log_base(4, far + 4096) + entry(4, far + 4096, *pages)]
    tracemalloc.start()
    for log in logs:
        found = replayed(DIRTY, [log])
        assert len(found.data) == len(DIRTY)
        assert found.logs[0].note == "1 of its pages lie beyond the end of the hive"
        assert [fault.code for fault, _ in found.faults] == ["regf-log-torn"]
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 1 << 20


def test_dirty_sectors_far_out_are_left_out_too() -> None:
    size = 1 << 28
    pages = [(at, BINS[at : at + 512]) for at in range(0, 4096, 512)]
    log = old_log(5, size, *pages, (size - 512, bytes(512)), root=ROOT)
    found = replayed(DIRTY, [log])
    assert found.logs[0].applied
    assert len(found.data) == len(DIRTY)
    assert names(read_regf(DIRTY, [log])) == ["afterw"]


def test_a_file_that_is_no_hive_takes_no_log() -> None:
    log = new_log(4, 4096, [(0, BINS)])
    for data in (b"", b"MZ" + bytes(9000), dirty(log.ljust(HEADER, b"\0"), 5, 4)[:512] + log[512:] * 3):
        found = replayed(data, [log])
        assert found.data == data
        assert [(used.format, used.note) for used in found.logs] == [("new", NO_HIVE)]
    with pytest.raises(errors.WrongSignature):
        read_regf(b"MZ" + bytes(9000), [log])


def test_the_hive_grows_and_the_base_block_says_so() -> None:
    grown = hive_with("grown ", more=2)
    bins = grown[HEADER:]
    hive = read_regf(DIRTY, [new_log(4, len(bins), [(0, bins[:4096]), (4096, bins[4096:])])])
    assert (names(hive), hive.problems) == (["grown "], ())
    assert stored_record(hive)["hive_bins_data_size"] == 3 * 4096


def test_a_size_that_no_page_accounts_for_makes_nothing() -> None:
    found = replayed(DIRTY, [new_log(4, 0xFFFFF000, [(0, BINS)])])
    assert len(found.data) == len(DIRTY)
    assert "regf-truncated" in {problem.code for problem in read_regf(found.data).problems}


def test_a_damaged_base_block_is_taken_from_the_log() -> None:
    damaged = DIRTY[:20] + b"\xff" * 16 + DIRTY[36:]
    old, new = new_log(4, 4096, [(0, OLD[HEADER:])], root=ROOT), new_log(5, 4096, [(0, BINS)])
    stale = new_log(1, 4096, [(0, b"z" * 4096)])
    hive = read_regf(damaged, [stale, new, old])
    assert (names(hive), hive.problems) == (["afterw"], ())
    assert [log.applied for log in hive.source.logs] == [False, True, True]
    assert hive.source.version == "1.5"


def test_a_log_of_another_hive_is_refused() -> None:
    mine, other = bytes(range(16)), bytes(range(1, 17))
    pages = [(at, BINS[at : at + SECTOR]) for at in range(0, 4096, SECTOR)]
    for log in (new_log(4, 4096, [(0, BINS)]), old_log(5, 4096, *pages, root=ROOT)):
        for hive_id, log_id, applied in ((mine, mine, True), (mine, other, False), (mine, bytes(16), True)):
            found = read_regf(with_id(DIRTY, hive_id), [with_id(log, log_id)])
            assert (names(found) == ["afterw"], found.source.logs[0].applied) == (applied, applied)
            assert ("belongs to another hive: its RmId is 04030201-" in found.source.logs[0].note) is not applied
            assert [problem.code for problem in found.problems] == ["regf-dirty", "regf-log-refused"] * (not applied)
    assert read_regf(with_id(DIRTY, bytes(16)), [with_id(new_log(4, 4096, [(0, BINS)]), other)]).source.logs[0].applied


def with_id(data: bytes, rm_id: bytes) -> bytes:
    """A base block, or what begins with one, with another RmId and a right checksum."""
    assert BASE_BLOCK.fields is not None
    at = BASE_BLOCK.fields["rm_id"][1]
    changed = data[:at] + rm_id + data[at + 16 :]
    return changed[:508] + checksum(changed).to_bytes(4, "little") + changed[512:]


def test_an_old_log_is_applied_if_it_was_written_for_this_hive() -> None:
    pages = [(at, BINS[at : at + 512]) for at in range(0, 4096, 512)]
    primary = dirty(hive_with("before", last_written_timestamp=77), 5, 4)
    other, right = old_log(5, 4096, *pages, root=ROOT, time=78), old_log(5, 4096, *pages, root=ROOT, time=77)
    hive = read_regf(primary, [b"", other, right])
    assert (names(hive), hive.problems, hive.source.dirty) == (["afterw"], (), False)
    empty, stranger, log = hive.source.logs
    assert (log.format, log.applied, log.entries, log.size, log.last_sequence) == ("old", True, 1, 4096, None)
    assert (empty.note, stranger.note) == ("it is empty", "it was written for another state of the hive")


def test_of_two_old_logs_the_later_is_applied() -> None:
    pages = [(at, BINS[at : at + 512]) for at in range(0, 4096, 512)]
    before = [(at, OLD[HEADER + at :][:512]) for at in range(0, 4096, 512)]
    for logs in permutations([old_log(5, 4096, *before, root=ROOT), old_log(6, 4096, *pages, root=ROOT)]):
        hive = read_regf(DIRTY, logs)
        assert names(hive) == ["afterw"]
        assert hive.problems == ()


def test_an_old_log_whose_page_begins_no_bin_is_refused() -> None:
    hive = read_regf(DIRTY, [old_log(5, 4096, (0, b"gbin" + BINS[4:512]), root=ROOT)])
    assert (names(hive), hive.source.dirty) == (["before"], True)
    assert hive.source.logs[0].note == "its page for offset 0x0 does not begin a hive bin as it should"


def test_an_old_log_goes_by_the_first_bin_where_the_base_block_is_damaged() -> None:
    bins = bytearray(BINS)
    bins[20:28] = (77).to_bytes(8, "little")
    pages = [(at, bytes(bins[at : at + 512])) for at in range(512, 4096, 512)]
    damaged = bytes(512) + OLD[512:HEADER] + bytes(bins[:512]) + OLD[HEADER + 512 :]
    assert names(read_regf(damaged, [old_log(5, 4096, *pages, root=ROOT, time=77)])) == ["afterw"]
    assert not replayed(damaged, [old_log(5, 4096, *pages, root=ROOT, time=76)]).logs[0].applied


def test_names_are_made_up_for_logs_without() -> None:
    assert [log.name for log in replayed(DIRTY, [b"", b"x", b"y"], ["A.LOG"]).logs] == ["A.LOG", "log 2", "log 3"]


@pytest.mark.parametrize("form", ["old", "new"])
def test_logs_that_leave_nothing_to_be_read_are_put_aside(form: str) -> None:
    ruined = BINS.replace(b"nk", b"no")
    pages = [(at, ruined[at : at + 512]) for at in range(0, 4096, 512)]
    log = old_log(5, 4096, *pages, root=ROOT) if form == "old" else new_log(4, 4096, [(0, ruined)])
    stale = new_log(1, 4096, [(0, BINS)])
    hive = read_regf(DIRTY, [stale, log, log[:-1]])
    assert (names(hive), hive.source.dirty) == (["before"], True)
    assert [problem.code for problem in hive.problems] == ["regf-dirty", "regf-log-refused", "regf-log-refused"]
    note = "after it the hive cannot be read: the root cell holds no key node: it begins with b'no', not with b'nk'"
    assert (hive.source.logs[1].applied, hive.source.logs[1].entries, hive.source.logs[1].note) == (False, 0, note)
    assert len(survey(DIRTY, [log]).hive) == 2


@given(st.lists(st.tuples(st.integers(0, 5200), st.binary(max_size=16)), max_size=8), st.sampled_from(["old", "new"]))
def test_damaged_logs_give_a_hive_all_the_same(damage: list[tuple[int, bytes]], form: str) -> None:
    pages = [(page, BINS[page : page + 512]) for page in range(0, 4096, 512)]
    whole = old_log(5, 4096, *pages, root=ROOT) if form == "old" else new_log(4, 4096, [(0, BINS)])
    log = bytearray(whole)
    for at, content in damage:
        log[at : at + len(content)] = content
    for primary in (DIRTY, DIRTY[:508] + bytes(4) + DIRTY[512:]):
        hive = read_regf(primary, [bytes(log)])
        assert hive.source.dirty == (not hive.source.logs[0].applied)
        assert len(hive.table().key_names) == len(hive) >= 1


@given(st.lists(st.tuples(st.integers(0, 9), st.sampled_from([0, 1, 511, 512, 4096, 1 << 31, 0xFFFFF000, 0xFFFFFFFF]))))
def test_wild_numbers_in_entries_with_right_hashes_give_a_hive(fields: list[tuple[int, int]]) -> None:
    """Whoever writes a hostile log can reckon hashes, too."""
    rest = bytearray(new_log(4, 4096, [(0, BINS[:512]), (512, BINS[512:1024])])[SECTOR + 40 :])
    header = bytearray(entry(4, 4096, (0, BINS))[:40])
    header[4:8], header[20:24] = (40 + len(rest)).to_bytes(4, "little"), (2).to_bytes(4, "little")
    for field, number in fields:
        part, at = (header, 4 + field * 4) if field < 5 else (rest, (field - 5) * 4)
        part[at : at + 4] = number.to_bytes(4, "little")
    header[24:32] = marvin32(bytes(rest)).to_bytes(8, "little")
    header[32:40] = marvin32(bytes(header[:32])).to_bytes(8, "little")
    hive = read_regf(DIRTY, [log_base(4, 4096) + bytes(header) + bytes(rest)])
    assert hive.source.size <= len(DIRTY) + len(rest)
    assert len(hive) >= 1


def test_a_file_too_short_for_a_base_block_takes_no_log() -> None:
    assert replayed(b"regf", [log_base(4, 4096) + entry(4, 4096, (0, BINS))]).data == b"regf"
