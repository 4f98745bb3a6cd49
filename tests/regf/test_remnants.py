from __future__ import annotations

import struct
from typing import Any

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.regf import remnants
from hivetool.regf.reader import survey
from hivetool.regf.remnants import BEHIND, FREE, SLACK, UNREFERENCED, Ground, find_remnants
from tests.regf.images import Image, sample

TIME = 132_514_164_000_000_000


def ground(image: Image, root: int, behind: bytes = b"") -> Ground:
    return Ground.of(survey(image.file(root) + behind))


def found(where: Ground) -> tuple[list[int], list[int]]:
    left = find_remnants(where)
    return left.keys.tolist(), left.values.tolist()


def freed(image: Image, cell: int) -> int:
    """Mark a cell as free and say where it is in the file."""
    (size,) = struct.unpack_from("<i", image.cells, cell)
    image.patch(cell, struct.pack("<i", -size))
    return cell + 4096


def test_a_live_record_is_no_remnant() -> None:
    assert found(Ground.of(survey(sample()))) == ([], [])


def test_remnants_are_found_in_every_kind_of_place() -> None:
    image = Image()
    free = freed(image, image.key("free", last_written_timestamp=TIME))
    lost = image.value("lost") + 4096
    record = bytes(image.cells[image.key("slack", last_written_timestamp=TIME) + 4 :])
    unreferenced = len(image.cells) - len(record) - 4 + 4096
    slack = image.value("v", bytes(16) + b"\0\0\0\0" + record) + 4096
    image.patch(slack - 4096 + 8, struct.pack("<I", 12))  # the value says it has 12 bytes
    root = image.key("root", values=(slack - 4096,))
    where = ground(image, root, bytes(4) + record)
    keys, values = found(where)
    kinds = dict(zip(where.places(np.array(keys)), keys, strict=True))
    assert set(kinds) == {FREE, UNREFERENCED, SLACK, BEHIND}
    assert (kinds[FREE], kinds[UNREFERENCED]) == (free, unreferenced)
    assert values == [lost]
    assert where.places(np.array(values)) == [UNREFERENCED]


def test_data_in_use_that_looks_like_a_key_is_data() -> None:
    image = Image()
    record = bytes(image.cells[image.key("x", last_written_timestamp=TIME) :])
    image.cells[:] = image.cells[: len(image.cells) - len(record)]
    root = image.key("root", values=(image.value("v", bytes(4) + record * 5),))
    assert found(ground(image, root)) == ([], [])


@pytest.mark.parametrize(
    "fields",
    [
        {"last_written_timestamp": 1 << 63},
        {"key_name_string": b""},
        {"flags": 0x8020},
        {"flags": 0, "key_name_string": b"odd"},
        {"number_of_key_values": 3, "key_values_list_offset": 0x21},
        {"number_of_subkeys": 0xFFFFFF},
    ],
)
def test_a_key_with_one_impossible_field_is_none(fields: dict[str, Any]) -> None:
    image = Image()
    freed(image, image.key("good", last_written_timestamp=TIME))
    freed(image, image.key("x", **{"last_written_timestamp": TIME, **fields}))
    keys, _ = found(ground(image, image.key("root")))
    assert len(keys) == 1


@pytest.mark.parametrize("fields", [{"flags": 4}, {"data_size": 0x80000005}, {"data_size": 9, "data_offset": 3}])
def test_a_value_with_one_impossible_field_is_none(fields: dict[str, Any]) -> None:
    image = Image()
    freed(image, image.value("good"))
    freed(image, image.value("x", **fields))
    _, values = found(ground(image, image.key("root")))
    assert len(values) == 1


def test_a_name_may_not_reach_beyond_its_cell() -> None:
    image = Image()
    cell = image.value("name")
    image.patch(cell + 6, struct.pack("<H", 5000))
    freed(image, cell)
    assert found(ground(image, image.key("root"))) == ([], [])


@given(st.binary(min_size=200, max_size=2000))
def test_noise_holds_no_keys(noise: bytes) -> None:
    image = Image()
    image.cell(noise, free=True)
    keys, _ = found(ground(image, image.key("root")))
    assert keys == []


def test_of_very_many_remnants_so_many_are_taken(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(remnants, "MOST_ENTRIES", 3)
    image = Image()
    for number in range(5):
        freed(image, image.value(f"v{number}"))
    left = find_remnants(ground(image, image.key("root")))
    assert (len(left.values), left.more) == (3, 2)
