from __future__ import annotations

import struct

import pytest

from hivetool.regf.check import check_regf
from hivetool.regf.checks import block
from hivetool.regf.checks.table import Check
from hivetool.regf.constants import BASE_BLOCK_SIZE, KEY_COMP_NAME
from tests.regf.checks.breaking import SOUND, broken
from tests.regf.images import HEADER, Image


def test_fields_of_the_base_block() -> None:
    assert broken().base(file_format=2).codes() == {Check.FORMAT.code}
    assert broken().base(clustering_factor=8).codes() == {Check.CLUSTERING.code}
    assert broken().key("", flags=KEY_COMP_NAME).codes() == {Check.ROOT_FLAG.code}


def test_bytes_after_the_last_bin() -> None:
    hive = broken()
    hive.data += bytes(100)
    (problem,) = hive.problems()
    assert (problem.code, problem.at.offset, problem.actual) == (Check.TRAILING.code, len(SOUND), "100 bytes")


def test_a_cell_of_impossible_size_breaks_the_chain() -> None:
    hive = broken()
    cell = hive.start("key node", 1)
    hive.put(cell, struct.pack("<i", -12))
    assert Check.CELL_CHAIN.code in hive.codes()
    assert Check.CELL_REFERENCE.code not in hive.codes()


def test_a_cell_that_swallows_another_leaves_a_reference_into_its_middle() -> None:
    hive = broken()
    first, second = sorted(hive.survey.claims.of().start.tolist())[:2]
    (size,) = struct.unpack_from("<i", hive.data, second)
    hive.put(first, struct.pack("<i", -(second - first - size)))
    (problem,) = (found for found in hive.problems() if found.code == Check.CELL_REFERENCE.code)
    assert problem.at.offset == second


def test_a_cell_in_use_that_nothing_refers_to() -> None:
    hive = broken()
    free = SOUND.index(struct.pack("<i", 16), BASE_BLOCK_SIZE) if struct.pack("<i", 16) in SOUND else None
    hive.key("alpha", class_name_offset=0xFFFFFFFF, class_name_length=0)
    (problem,) = hive.problems()
    assert (problem.code, problem.at.offset) == (Check.CELL_LEAK.code, hive.start("class name"))
    assert free is None or free > 0


@pytest.mark.parametrize("at_a_time", [1, 2, 3, 1 << 16])
def test_free_cells_side_by_side(at_a_time: int, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(block, "_AT_A_TIME", at_a_time)
    image = Image()
    root = image.key("root")
    first = image.cell(bytes(4), free=True)
    image.cell(bytes(12), free=True)
    used = image.cell(b"used")
    found = [each for each in check_regf(image.file(root)).problems if each.code == Check.FREE_CELLS.code]
    assert [(each.at.offset, each.actual) for each in found] == [(HEADER + first + 8, "0x10")]
    assert used > first


def test_facts_of_a_chain_that_breaks() -> None:
    image = Image()
    root = image.key("root")
    last = image.cell(bytes(12))
    image.patch(last, struct.pack("<i", -20))
    (problem,) = (each for each in check_regf(image.file(root)).problems if each.code == Check.CELL_CHAIN.code)
    assert (problem.at.offset, problem.actual) == (HEADER + last, "0x14")
    assert problem.expected == f"a size in steps of 8, 0x{HEADER - last:x} at most"
