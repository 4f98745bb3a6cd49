"""The reader against hives that nobody here made: ground truth where several readers agree, survival elsewhere."""

from __future__ import annotations

import hashlib
import json
import time
from collections import Counter
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.regf.errors import IsTransactionLog
from hivetool.regf.reader import read_regf
from tests.shared import has_shared, needs_shared, shared

pytestmark = needs_shared

CORPUS = shared() / "corpus"
SLOWEST_S = 5


def manifest() -> list[dict[str, Any]]:
    entries: list[dict[str, Any]] = json.loads((CORPUS / "MANIFEST.json").read_text("utf-8")) if has_shared() else []
    return entries


def primaries(confidence: str) -> list[Any]:
    found = [entry for entry in manifest() if entry["kind"] == "primary"]
    chosen = [entry for entry in found if entry["ground_truth"]["confidence"] == confidence]
    return [pytest.param(entry, id=entry["file"].removeprefix("hives/")) for entry in chosen]


def canonical(hive: Hive) -> tuple[int, int, str]:
    """Keys, values and the hash of the content as the corpus defines it."""
    table = hive.table()
    paths: list[list[str]] = [[]]
    for parent, name in zip(table.key_parents[1:], table.key_names[1:], strict=True):
        paths.append([*paths[parent], name])
    values = zip(table.value_keys, table.value_names, table.value_types, table.value_data, strict=True)
    lines = [json.dumps(["K", path]) for path in paths]
    lines += [json.dumps(["V", paths[key], name, kind, data.hex()]) for key, name, kind, data in values]
    text = "\n".join(sorted(lines)) + "\n"
    return len(paths), len(table.value_names), hashlib.sha256(text.encode()).hexdigest()


def truth(entry: dict[str, Any]) -> tuple[int, int, str]:
    known = entry["ground_truth"]
    return known["keys"], known["values"], known["sha256"]


def read(path: Path) -> Hive:
    with np.errstate(all="raise"):
        return read_regf(path.read_bytes())


def codes(hive: Hive) -> set[str]:
    return {problem.code for problem in hive.problems}


CUT_SHORT_BY_NOTHING = frozenset({"regf-dirty", "regf-checksum"})
"""What may be wrong with a hive that several readers read alike."""


@pytest.mark.parametrize("entry", primaries("high"))
def test_content_is_what_independent_readers_agree_on(entry: dict[str, Any]) -> None:
    hive = read(CORPUS / entry["file"])
    assert canonical(hive) == truth(entry)
    assert codes(hive) <= CUT_SHORT_BY_NOTHING
    header = entry["header"]
    assert (hive.source.version, hive.source.dirty) == (header["version"], header["dirty"])
    assert ("regf-checksum" in codes(hive)) == (not header["checksum_ok"])


REASONS = {
    "BadListHive": {"regf-used-twice"},  # one subkey named by two lists: the key counts once
    "BadSubkeyHive": {"regf-used-twice"},  # a subkeys list names the same key twice
    "DeletedDataHiveTruncated": {"regf-outside"},  # the root's values list was cut off with the end of the file
    "SAMBadHBinHeader": {"regf-bad-bin"},  # "gbin" for "hbin"; its cells are sound
    "System_Delta": set(),  # version 1.6, layered keys: nothing is wrong with it
    "TruncatedDirtyHive": {"regf-dirty", "regf-outside", "regf-truncated"},
    "TruncatedHive": {"regf-outside", "regf-truncated"},
    "TruncatedNameHive": {"regf-name-cut"},  # 22 bytes of a name in a cell with room for 16
    "TruncatedPairHive": set(),  # names end in half a surrogate pair, which Windows allows
    "TruncatedPairHive2": set(),
}
"""Hives with a truth of lower confidence that this reader confirms, and what it finds wrong with them."""


@pytest.mark.parametrize("name", REASONS)
def test_damaged_hives_lose_only_what_is_damaged(name: str) -> None:
    entry = entry_of(name)
    hive = read(CORPUS / entry["file"])
    assert canonical(hive) == truth(entry)
    assert codes(hive) == REASONS[name]


def entry_of(name: str) -> dict[str, Any]:
    return next(entry for entry in manifest() if Path(entry["file"]).name == name)


def test_a_hive_with_a_ruined_half_gives_the_other_half() -> None:
    entry = entry_of("corrupted_system_hive")  # sectors of something else lie all over it
    hive = read(CORPUS / entry["file"])
    assert canonical(hive) == truth(entry)
    assert {"regf-bad-bin", "regf-signature", "regf-outside"} < codes(hive)
    assert all(problem.at.offset is not None for problem in hive.problems)


def test_a_ruined_base_block_does_not_hide_the_tree() -> None:
    # the oracle refuses the version 1.1 of this base block; two other readers read what is there, as we do
    entry = entry_of("BadBaseBlockHive")
    others = [found for found in entry["ground_truth"]["disagree"].values() if found.get("keys") == 5003]
    assert len(others) == 2
    hive = read(CORPUS / entry["file"])
    assert {canonical(hive)} == {(found["keys"], found["values"], found["sha256"]) for found in others}
    assert codes(hive) == {"regf-dirty", "regf-checksum"}


def test_every_damaged_hive_has_its_test() -> None:
    names = {Path(entry.values[0]["file"]).name for entry in primaries("medium") + primaries("oracle only")}
    assert names == REASONS.keys() | {"corrupted_system_hive", "BadBaseBlockHive"}


def everything() -> list[Path]:
    return sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.suffix not in (".json", ".md"))


def test_every_file_ends_in_a_hive_or_a_typed_error_in_time() -> None:
    hives, refusals = 0, []
    for path in everything():
        begin = time.perf_counter()
        try:
            hives += canonical(read(path))[0] > 0
        except HivetoolError as error:
            refusals.append(error)
        assert time.perf_counter() - begin < SLOWEST_S, path
    assert hives > 200
    assert all("offset 0x" in str(error) for error in refusals)
    assert Counter(type(error) for error in refusals)[IsTransactionLog] == 18


ROOTLESS = (
    "root offset",
    "root cell size 0",
    "truncated to 3 bytes",
    "truncated to 512",
    "to 4095",
    "to 4096",
    "to 4129",
)
"""What costs a mutant its root key."""


def test_a_mutant_is_unreadable_only_without_its_root() -> None:
    for mutant in json.loads((CORPUS / "mutants" / "MUTANTS.json").read_text("utf-8")):
        rootless = any(damage in mutant["desc"] for damage in ROOTLESS)
        try:
            hive = read(CORPUS / "mutants" / mutant["file"])
        except HivetoolError:
            assert rootless, mutant["desc"]
        else:
            assert not rootless, mutant["desc"]
            assert len(hive) >= 1


SILENT = frozenset({"bitflip", "bitflip-struct", "name", "badtype", "cycle-parent", "header", "cellsize"})
"""Damage that may leave the tree sound: what no reading of it needs, and names and types that are merely odd."""


def test_damage_to_the_tree_is_reported() -> None:
    for mutant in json.loads((CORPUS / "mutants" / "MUTANTS.json").read_text("utf-8")):
        if mutant["cls"] in SILENT:
            continue
        try:
            hive = read(CORPUS / "mutants" / mutant["file"])
        except HivetoolError:
            continue
        assert hive.problems, mutant["desc"]
