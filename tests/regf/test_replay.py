from __future__ import annotations

import hashlib
import json
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.hive import Hive
from hivetool.regf.base_block import checksum
from hivetool.regf.reader import read_regf
from hivetool.regf.records import stored_record
from hivetool.regf.replay import CLEAN, replayed
from tests.regf.images import HEADER, Image
from tests.regf.log_images import SECTOR, dirty, entry, log_base, new_log, old_log
from tests.regf.test_corpus import canonical
from tests.shared import has_shared, needs_shared, shared

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
    assert [problem.code for problem in hive.problems] == ["regf-log-torn"]
    assert [log.applied for log in hive.source.logs] == [True, False]


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


def test_an_old_log_is_applied_if_it_was_written_for_this_hive() -> None:
    pages = [(at, BINS[at : at + 512]) for at in range(0, 4096, 512)]
    primary = dirty(hive_with("before", last_written_timestamp=77), 5, 4)
    other, right = old_log(5, 4096, *pages, root=ROOT, time=78), old_log(5, 4096, *pages, root=ROOT, time=77)
    hive = read_regf(primary, [b"", other, right])
    assert (names(hive), hive.problems, hive.source.dirty) == (["afterw"], (), False)
    empty, stranger, log = hive.source.logs
    assert (log.format, log.applied, log.entries, log.size, log.last_sequence) == ("old", True, 1, 4096, None)
    assert (empty.note, stranger.note) == ("it is empty", "it was written for another state of the hive")


def test_an_old_log_goes_by_the_first_bin_where_the_base_block_is_damaged() -> None:
    bins = bytearray(BINS)
    bins[20:28] = (77).to_bytes(8, "little")
    pages = [(at, bytes(bins[at : at + 512])) for at in range(512, 4096, 512)]
    damaged = bytes(512) + OLD[512:HEADER] + bytes(bins[:512]) + OLD[HEADER + 512 :]
    assert names(read_regf(damaged, [old_log(5, 4096, *pages, root=ROOT, time=77)])) == ["afterw"]
    assert not replayed(damaged, [old_log(5, 4096, *pages, root=ROOT, time=76)]).logs[0].applied


def test_names_are_made_up_for_logs_without() -> None:
    assert [log.name for log in replayed(DIRTY, [b"", b"x", b"y"], ["A.LOG"]).logs] == ["A.LOG", "log 2", "log 3"]


@given(st.binary(max_size=64), st.integers(0, 5200), st.booleans())
def test_damaged_logs_give_a_hive_all_the_same(content: bytes, at: int, old: bool) -> None:
    pages = [(page, BINS[page : page + 512]) for page in range(0, 4096, 512)]
    whole = old_log(5, 4096, *pages, root=ROOT) if old else new_log(4, 4096, [(0, BINS)])
    damaged = whole[:at] + content + whole[at + len(content) :]
    hive = read_regf(DIRTY, [damaged])
    assert names(hive) in (["before"], ["afterw"])
    assert hive.source.dirty == (not hive.source.logs[0].applied)


def test_a_file_too_short_for_a_base_block_takes_no_log() -> None:
    assert replayed(b"regf", [log_base(4, 4096) + entry(4, 4096, (0, BINS))]).data == b"regf"


def replays() -> list[Any]:
    if not has_shared():
        return []
    found = json.loads((CORPUS / "MANIFEST.json").read_text("utf-8"))
    return [pytest.param(each, id=Path(each["file"]).name) for each in found if "replay" in each]


@needs_shared
@pytest.mark.parametrize("found", replays())
def test_real_logs_bring_real_hives_to_what_two_other_readers_make_of_them(found: dict[str, Any]) -> None:
    folder, known = (CORPUS / found["file"]).parent, found["replay"]
    data = (CORPUS / found["file"]).read_bytes()
    for names in permutations(known["logs"]):
        hive = read_regf(data, [(folder / name).read_bytes() for name in names], log_names=names)
        applied = [log for log in hive.source.logs if log.applied]
        assert {log.name for log in applied} == set(known["applied"])
        assert hive.source.dirty == (not applied)
        if not applied:
            assert all(log.note for log in hive.source.logs)
            continue
        after = known["after"]
        assert canonical(hive) == (after["keys"], after["values"], after["sha256"])
        assert hive.problems == ()
        assert max((log.last_sequence or 0) for log in applied) == (known["last_seq"] or 0)
        size = stored_record(hive)["hive_bins_data_size"]
        assert isinstance(size, int)
        bins = hive.columns.buffers[0][HEADER : HEADER + size]
        assert hashlib.sha256(bins).hexdigest() == after["hbins_sha256"]


@needs_shared
def test_what_another_projects_tests_say_of_its_dirty_hives() -> None:
    folder = CORPUS / "hives/yarp/hives_for_tests"
    first = folder / "NewDirtyHive1"
    logs = [(first / f"NewDirtyHive.LOG{number}").read_bytes() for number in (1, 2)]
    hive = read_regf((first / "NewDirtyHive").read_bytes(), logs)
    assert sum(log.entries for log in hive.source.logs) == 4
    recovered = (first / "RecoveredHive_Windows10").read_bytes()
    assert hive.columns.buffers[0][HEADER:] == recovered[HEADER:]
    assert [key.name for key in hive.key("Key3").subkeys] == ["Key3_1", "Key3_2", "Key3_3"]
    before = read_regf((first / "NewDirtyHive").read_bytes())
    assert stored_record(before.key("Key2\\Key2_2"))["access_bits"] == 2
    bad = folder / "BadBaseBlockHive"
    hive = read_regf((bad / bad.name).read_bytes(), [(bad / f"{bad.name}.LOG1").read_bytes()])
    assert hive.source.version == "1.3"
    assert hive.find("key_with_many_subkeys\\5000\\find_me_in_log")


@needs_shared
def test_entries_of_two_logs_of_one_machine_are_numbered_through() -> None:
    from hivetool.regf.log_file import read_log

    folder = CORPUS / "hives/python-registry/testing/reg_samples/new_log_1"
    first, second = (read_log(name, (folder / name).read_bytes()) for name in ("SYSTEM.LOG1", "SYSTEM.LOG2"))
    assert first.entries[-1].sequence + 1 == second.entries[0].sequence == 186
