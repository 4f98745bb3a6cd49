from __future__ import annotations

import json
import time
from collections import Counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf.check import UNREADABLE, check_regf
from hivetool.regf.writer import write_regf
from tests.regf.checks.breaking import SOUND
from tests.regf.images import sample
from tests.regf.log_images import new_log
from tests.regf.test_corpus import CORPUS, manifest
from tests.regf.test_replay import BINS, DIRTY, ROOT
from tests.shared import needs_shared
from tests.trees import PlainKey, hive_of, trees


def codes(data: bytes) -> Counter[str]:
    return Counter(problem.code for problem in check_regf(data).problems)


def test_a_sound_hive_has_no_problem() -> None:
    report = check_regf(SOUND)
    assert (report.problems, report.ok, report.readable) == ((), True, True)
    assert (report.keys, report.values) == (605, 5)


@given(trees())
def test_what_we_write_is_sound(tree: PlainKey) -> None:
    assert check_regf(write_regf(hive_of(tree))).problems == ()


def test_without_a_root_key_there_is_one_problem() -> None:
    for data in (b"", b"regf", SOUND[:4096], SOUND[:36] + b"\0\0\1\0" + SOUND[40:]):
        report = check_regf(data)
        assert [problem.code for problem in report.problems] == [UNREADABLE]
        assert (report.ok, report.readable, report.keys, report.values) == (False, False, 0, 0)


def test_a_hive_can_be_checked_after_its_logs() -> None:
    assert "regf-dirty" in codes(DIRTY)
    after = check_regf(DIRTY, [new_log(4, 4096, [(0, BINS)], root=ROOT)])
    assert "regf-dirty" not in {problem.code for problem in after.problems}


def test_problems_stand_in_the_order_of_the_file_and_one_fault_is_said_once() -> None:
    report = check_regf(sample()[:508] + b"\0" * 4 + sample()[512:])
    offsets = [problem.at.offset or 0 for problem in report.problems]
    assert offsets == sorted(offsets)
    assert Counter(problem.code for problem in report.problems)["regf-checksum"] == 1


@given(st.integers(0, len(sample()) - 1), st.binary(min_size=1, max_size=6))
def test_any_damage_ends_in_a_report(at: int, content: bytes) -> None:
    whole = sample()
    report = check_regf(whole[:at] + content + whole[at + len(content) :])
    assert all(str(problem) for problem in report.problems)


ERRORS: dict[str, dict[str, int]] = {
    "DuplicateSubkeysHive": {"regf-duplicate-subkey": 1},
    "EffectiveSizeHive": {"regf-checksum": 1},  # the size in its base block was changed, and the checksum not
    "GarbageHive": {"regf-checksum": 1},
    "HealedHive": {"regf-security-references": 1},  # Windows healed it and left the count
    "InvalidParentHive": {"regf-parent": 1},
    "SAN(OTHER)": {"regf-checksum": 1},
    "WrongOrderHive": {"regf-subkey-order": 2},
}
"""The hives that several readers read alike and that are not sound, and why: each was made so on purpose."""

COUNTED = {
    "volatile_count_nonzero": "regf-volatile-count",
    "unreferenced_allocated_cells": "regf-cell-leak",
    "sk_refcount_mismatch": "regf-security-references",
    "parent_mismatch": "regf-parent",
    "wrong_order": "regf-subkey-order",
    "duplicate_subkey": "regf-duplicate-subkey",
    "maxnamelen_too_small": "regf-largest-subkey-name",
}
"""What an independent census of the corpus has counted, and our code for it."""


def high() -> list[Any]:
    found = [each for each in manifest() if each["kind"] == "primary" and each["ground_truth"]["confidence"] == "high"]
    return [pytest.param(each, id=each["file"].removeprefix("hives/")) for each in found]


@needs_shared
@pytest.mark.parametrize("entry", high())
def test_real_hives_are_sound_unless_somebody_broke_them(entry: dict[str, Any]) -> None:
    report = check_regf((CORPUS / entry["file"]).read_bytes())
    errors = Counter(problem.code for problem in report.problems if problem.severity == "error")
    assert errors == ERRORS.get(entry["file"].rpartition("/")[2], {})


@needs_shared
def test_an_independent_census_counts_the_same() -> None:
    compared = Counter[str]()
    for entry in manifest():
        census = {**entry.get("census", {}), **entry.get("census", {}).get("misc", {})}
        if entry["kind"] != "primary" or entry["ground_truth"]["confidence"] == "oracle only":
            continue
        found = codes((CORPUS / entry["file"]).read_bytes())
        notes = dict(part.rsplit("×", 1) for part in entry["notes"].split("anomalies: ")[-1].split(", ") if "×" in part)
        for name, code in COUNTED.items():
            said = int(notes.get(name, census.get(name, 0)))
            if code == "regf-cell-leak" and name not in census:
                continue
            assert found[code] == min(said, 1001), (entry["file"], name)
            compared[name] += said > 0
    assert all(compared[name] for name in COUNTED)


@needs_shared
def test_every_mutant_ends_in_a_report_in_time() -> None:
    for mutant in json.loads((CORPUS / "mutants" / "MUTANTS.json").read_text("utf-8")):
        begin = time.process_time()
        report = check_regf((CORPUS / "mutants" / mutant["file"]).read_bytes())
        assert time.process_time() - begin < 2, mutant["desc"]
        assert report.readable or [problem.code for problem in report.problems] == [UNREADABLE]
