"""Replaying real logs into real hives: what Windows and other readers made of them, and what damage does to it."""

from __future__ import annotations

import hashlib
import json
import random
from itertools import permutations
from pathlib import Path
from typing import Any

import pytest

from hivetool.regf.log_file import read_log
from hivetool.regf.reader import read_regf
from hivetool.regf.records import stored_record
from hivetool.regf.replay import CLEAN
from tests.regf.images import HEADER
from tests.regf.test_corpus import canonical
from tests.shared import has_shared, needs_shared, shared

pytestmark = needs_shared

CORPUS = shared() / "corpus"
YARP = CORPUS / "hives/yarp/hives_for_tests"


def replays() -> list[Any]:
    if not has_shared():
        return []
    found = json.loads((CORPUS / "MANIFEST.json").read_text("utf-8"))
    return [pytest.param(each, id=Path(each["file"]).name) for each in found if "replay" in each]


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


def test_what_another_projects_tests_say_of_its_dirty_hives() -> None:
    first = YARP / "NewDirtyHive1"
    logs = [(first / f"NewDirtyHive.LOG{number}").read_bytes() for number in (1, 2)]
    hive = read_regf((first / "NewDirtyHive").read_bytes(), logs)
    assert sum(log.entries for log in hive.source.logs) == 4
    recovered = (first / "RecoveredHive_Windows10").read_bytes()
    assert hive.columns.buffers[0][HEADER:] == recovered[HEADER:]
    assert [key.name for key in hive.key("Key3").subkeys] == ["Key3_1", "Key3_2", "Key3_3"]
    before = read_regf((first / "NewDirtyHive").read_bytes())
    assert stored_record(before.key("Key2\\Key2_2"))["access_bits"] == 2
    bad = YARP / "BadBaseBlockHive"
    hive = read_regf((bad / bad.name).read_bytes(), [(bad / f"{bad.name}.LOG1").read_bytes()])
    assert hive.source.version == "1.3"
    assert hive.find("key_with_many_subkeys\\5000\\find_me_in_log")


def test_entries_of_two_logs_of_one_machine_are_numbered_through() -> None:
    folder = CORPUS / "hives/python-registry/testing/reg_samples/new_log_1"
    first, second = (read_log(name, (folder / name).read_bytes()) for name in ("SYSTEM.LOG1", "SYSTEM.LOG2"))
    assert first.entries[-1].sequence + 1 == second.entries[0].sequence == 186


WHY_NOT = (
    ("BadLogHive1", ["the checksum of its base block is wrong"]),
    ("BadLogHive2", ["b'INVL' stands where its dirty vector should begin"]),
    ("BadLogHive3", ["the checksum of its base block is wrong"] * 2),
)


@pytest.mark.parametrize(("name", "notes"), WHY_NOT)
def test_bad_logs_are_refused_for_what_was_done_to_them(name: str, notes: list[str]) -> None:
    folder = YARP / name
    logs = [path.read_bytes() for path in sorted(folder.glob("*.LOG?"))]
    hive = read_regf((folder / "BadLogHive").read_bytes(), logs)
    assert [log.note for log in hive.source.logs] == notes
    assert [problem.code for problem in hive.problems] == ["regf-dirty"] + ["regf-log-refused"] * len(notes)


def test_clean_hives_ignore_their_logs_and_those_of_others() -> None:
    folder = YARP / "NewDirtyHive1"
    logs = [path.read_bytes() for path in sorted(folder.glob("*.LOG?"))]
    for path in (folder / "RecoveredHive_Windows10", CORPUS / "hives/nt-hive/testdata/testhive"):
        hive = read_regf(path.read_bytes(), logs)
        assert canonical(hive) == canonical(read_regf(path.read_bytes()))
        assert hive.problems == ()
        assert [(log.format, log.applied, log.note) for log in hive.source.logs] == [("new", False, CLEAN)] * 2


@pytest.mark.parametrize("found", replays())
def test_damage_to_real_logs_gives_a_hive(found: dict[str, Any]) -> None:
    folder = (CORPUS / found["file"]).parent
    data = (CORPUS / found["file"]).read_bytes()
    whole = [(folder / name).read_bytes() for name in found["replay"]["logs"]]
    chance = random.Random(20240607)
    for _ in range(10):
        logs = [bytearray(log) for log in whole]
        for log in filter(None, logs):
            for _ in range(chance.choice((1, 3, 30))):
                log[chance.randrange(len(log))] ^= 1 << chance.randrange(8)
            del log[chance.choice((len(log), chance.randrange(len(log)))) :]
        hive = read_regf(data, [bytes(log) for log in logs])
        assert len(hive) >= 1
        assert hive.source.dirty == (not any(log.applied for log in hive.source.logs))
        assert all(log.note for log in hive.source.logs if not log.applied)


@pytest.mark.parametrize("number", [1, 2])
def test_a_real_log_cut_at_any_sector_goes_as_far_as_its_whole_entries(number: int) -> None:
    folder = YARP / f"NewDirtyHive{number}"
    data, log = (folder / "NewDirtyHive").read_bytes(), (folder / "NewDirtyHive.LOG2").read_bytes()
    ends = {3: 0x2000, 4: 0x8000, 5: 0xA000}
    for cut in range(0, len(log) + 1, 512):
        hive = read_regf(data, [log[:cut]])
        reached = max((sequence for sequence, end in ends.items() if end <= cut), default=None)
        assert hive.source.logs[0].last_sequence == reached
        torn = reached != 5 and cut > ends.get(reached or 0, 512)
        assert ("is torn" in hive.source.logs[0].note) == torn
