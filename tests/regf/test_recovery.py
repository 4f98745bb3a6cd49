from __future__ import annotations

import json
import struct
import time
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf import structs
from hivetool.regf.errors import NoRecord
from hivetool.regf.reader import read_regf
from hivetool.regf.recovery import Recovered, RecoveredKey, recover
from hivetool.source.opening import open_hive
from tests.regf.checks.breaking import SOUND
from tests.regf.images import Image, sample
from tests.regf.test_remnants import TIME, freed
from tests.shared import needs_shared, shared


def recovered(image: Image, root: int) -> Recovered:
    return recover(read_regf(image.file(root)))


def deleted_key(image: Image, name: str, parent: int, **fields: Any) -> int:
    cell = image.key(name, parent=parent, last_written_timestamp=TIME, **fields)
    freed(image, cell)
    return cell


def test_a_chain_of_deleted_keys_leads_to_the_key_that_is_still_there() -> None:
    image = Image()
    live = image.key("live")
    first = deleted_key(image, "first", live)
    second = deleted_key(image, "second", first)
    deleted_key(image, "lost", 0x7FFFFFF8)
    found = recovered(image, image.key("root", image.leaf(live)))
    assert [found.path(key) for key in found.keys] == [
        ("live\\first", True),
        ("live\\first\\second", True),
        ("lost", False),
    ]
    assert found.keys[1].deleted_parent == 0
    assert (found.keys[1].offset, found.keys[1].last_written) == (second + 4096, TIME)


def test_keys_that_are_each_others_parents_end() -> None:
    image = Image()
    first = deleted_key(image, "a", 0)
    second = deleted_key(image, "b", first)
    image.patch(first + 4 + 16, struct.pack("<I", second))
    own = deleted_key(image, "self", 0)
    image.patch(own + 4 + 16, struct.pack("<I", own))
    found = recovered(image, image.key("root"))
    assert sorted(found.path(key)[0] for key in found.keys) == ["a", "a\\b", "self"] or sorted(
        found.path(key)[0] for key in found.keys
    ) == ["b", "b\\a", "self"]
    assert not any(found.path(key)[1] for key in found.keys)


def test_a_deleted_key_has_the_values_that_its_list_names() -> None:
    image = Image()
    inline, apart = image.value("inline", b"data"), image.value("apart", b"more than four")
    for cell in (inline, apart):
        freed(image, cell)
    (place,) = struct.unpack_from("<I", image.cells, apart + 4 + 8)
    freed(image, place)
    listed = image.cell(structs.KeyValuesList.build([apart, inline, inline]), free=True)
    root = image.key("root")
    deleted_key(image, "gone", root, number_of_key_values=3, key_values_list_offset=listed)
    (key,) = recovered(image, root).keys
    assert [(value.name, value.type, value.data) for value in key.values] == [
        ("apart", 3, b"more than four"),
        ("inline", 3, b"data"),
    ]
    assert {value.found for value in key.values} == {"free cell"}


def test_a_value_behind_those_that_a_key_has_now_was_its() -> None:
    image = Image()
    kept, gone = image.value("kept"), image.value("gone")
    freed(image, gone)
    live = image.key("live", values=(kept, gone), number_of_key_values=1)
    found = recovered(image, image.key("root", image.leaf(live)))
    assert [(found.live_path(row), value.name) for row, value in found.values] == [("live", "gone")]
    assert (found.keys, found.orphans) == ((), ())


def test_a_value_that_no_list_names_is_an_orphan() -> None:
    image = Image()
    freed(image, image.value("alone"))
    (orphan,) = recovered(image, image.key("root")).orphans
    assert (orphan.name, orphan.data) == ("alone", b"data")


def test_data_that_was_written_over_is_gone() -> None:
    image = Image()
    live = image.value("live", b"in use by now")
    (place,) = struct.unpack_from("<I", image.cells, live + 4 + 8)
    freed(image, image.value("gone", data_size=13, data_offset=place))
    freed(image, image.value("nowhere", data_size=13, data_offset=0x7FFFFFF8))
    found = recovered(image, image.key("root", values=(live,)))
    assert [(value.name, value.data) for value in found.orphans] == [("gone", None), ("nowhere", None)]


@pytest.mark.parametrize("size", [16345, 40_000])
def test_big_data_comes_back_if_all_of_it_is_left(size: int) -> None:
    data = bytes(range(256)) * (size // 256) + bytes(size % 256)
    image = Image()
    first = len(image.cells)
    image.big(data)
    at = first
    while at < len(image.cells):
        (length,) = struct.unpack_from("<i", image.cells, at)
        freed(image, at)
        at += abs(length)
    (orphan,) = recovered(image, image.key("root")).orphans
    assert orphan.data == data


def test_only_hives_hold_what_was_deleted() -> None:
    with pytest.raises(NoRecord, match="comes from: reg"):
        recover(open_hive(b"Windows Registry Editor Version 5.00\n[HKEY_LOCAL_MACHINE\\C]\n"))


@given(st.integers(4096, len(sample()) - 1), st.binary(min_size=1, max_size=90))
def test_damage_of_any_kind_ends_in_a_result(at: int, content: bytes) -> None:
    whole = sample()
    data = whole[:at] + content + whole[at + len(content) :]
    try:
        hive = read_regf(data)
    except Exception:  # the reader's own tests say which
        return
    found = recover(hive)
    assert all(isinstance(found.path(key)[0], str) for key in found.keys)


@pytest.mark.parametrize("rest", range(1, 40, 3))
def test_a_file_that_ends_within_the_header_of_a_bin(rest: int) -> None:  # found by fuzzing
    last_bin = max(at for at in range(4096, len(SOUND), 4096) if SOUND.startswith(b"hbin", at))
    assert recover(read_regf(SOUND[: last_bin + rest])).more == 0


def test_a_file_of_nothing_but_remnants_is_read_in_linear_time() -> None:
    image = Image()
    root = image.key("root")
    record = structs.KeyNode.build(
        {"flags": 0x20, "last_written_timestamp": TIME, "parent": len(image.cells), "key_name_string": b"1234"}
    )
    image.cell((bytes(4) + record) * 40_000, free=True)
    begin = time.process_time()
    found = recovered(image, root)
    assert len(found.keys) > 10_000
    assert time.process_time() - begin < 10


CORPUS = shared() / "corpus/hives/yarp/hives_for_tests"


def paths(name: str) -> list[tuple[str, bool]]:
    found = recover(open_hive(CORPUS / name))
    return sorted(found.path(key) for key in found.keys)


def told(key: RecoveredKey) -> dict[str, bytes | None]:
    return {value.name: value.data for value in key.values}


@needs_shared
def test_what_another_projects_tests_recover() -> None:
    tree = ["1\\2\\3", "1\\2\\3\\4", "1\\2\\3\\4\\5", "1\\2\\3\\4\\New Key #1"]
    assert paths("DeletedTreeHive") == paths("DeletedTreeNoRootFlagHive") == [(path, True) for path in tree]
    assert paths("DeletedTreePartialPathHive") == [(path.removeprefix("1\\2\\"), False) for path in tree]

    data = recover(open_hive(CORPUS / "DeletedDataHive"))
    (key,) = data.keys
    assert (data.path(key), told(key)) == (("456", True), {"v": "123456\0".encode("utf-16-le")})
    ((row, value),) = data.values
    assert (data.live_path(row), value.name, value.data) == ("123", "v2", "456\0".encode("utf-16-le"))

    (key,) = recover(open_hive(CORPUS / "HealedHive")).keys
    assert (key.name, key.found, told(key)) == ("cccc", "unreferenced cell", {"123": "test\0".encode("utf-16-le")})

    (orphan,) = recover(open_hive(CORPUS / "RemnantsHive")).orphans
    assert (orphan.name, orphan.type, orphan.data) == ("", 4, b"\1\0\0\0")


@needs_shared
def test_every_real_and_every_damaged_hive_ends_in_time() -> None:
    mutants = json.loads((shared() / "corpus/mutants/MUTANTS.json").read_text("utf-8"))
    files = [path for path in CORPUS.rglob("*") if path.is_file()]
    files += [shared() / "corpus/mutants" / mutant["file"] for mutant in mutants]
    for path in files:
        begin = time.process_time()
        _attempt(path)
        assert time.process_time() - begin < 5, path


def _attempt(path: Path) -> None:
    try:
        hive = read_regf(path.read_bytes())
    except Exception:
        return
    live = {key.location.offset for key in hive.walk()}
    assert not live & {key.offset for key in recover(hive).keys}
