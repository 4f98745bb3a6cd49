from __future__ import annotations

import struct

import numpy as np

from hivetool.hive.errors import Problem
from hivetool.regf.cells import Cells, Found, References
from hivetool.regf.faults import Faults
from hivetool.regf.layout import DATA, KEY_VALUE
from hivetool.regf.ledger import CarefulLedger, TrustingLedger
from hivetool.regf.window import Window
from tests.regf.images import HEADER, NOWHERE, Image

OWNER = 0x7000  # where the references are said to stand


def follow(image: Image, *offsets: int, signed: bool = False) -> tuple[Found, list[Problem]]:
    cells = cells_of(image)
    found = cells.follow(to(*offsets), KEY_VALUE if signed else DATA, "thing", b"vk" if signed else b"")
    return found, list(cells.faults.problems(lambda row: f"key {row}"))


def cells_of(image: Image) -> Cells:
    data = image.file(32)
    ends = np.array([HEADER, *[len(data)] * (len(data) // HEADER - 1)])
    return Cells(Window(data), ends, CarefulLedger(len(data)), Faults())


def to(*offsets: int) -> References:
    count = len(offsets)
    return References(np.array(offsets, np.uint32), np.arange(count), np.full(count, OWNER), np.arange(count))


def test_references_lead_to_cells() -> None:
    image = Image()
    first, second = image.cell(b"0123"), image.cell(b"a" * 20)
    found, problems = follow(image, second, first)
    assert found.start.tolist() == [HEADER + second, HEADER + first]
    assert found.room.tolist() == [20, 4]
    assert found.record["cell_size"].tolist() == [-24, -8]
    assert (found.row.tolist(), found.key.tolist()) == ([0, 1], [0, 1])
    assert problems == []


def test_references_that_lead_nowhere() -> None:
    image = Image()
    good = image.cell(b"0123")
    found, problems = follow(image, NOWHERE, good, 4096, good + 4, 4092)
    assert (found.row.tolist(), found.key.tolist()) == ([1], [1])
    assert [(p.code, p.at.offset, p.at.path, p.actual) for p in problems] == [
        ("regf-missing", OWNER, "key 0", "0xffffffff"),
        ("regf-outside", OWNER, "key 2", "0x1000"),
        ("regf-unaligned", OWNER, "key 3", hex(good + 4)),
        ("regf-unaligned", OWNER, "key 4", "0xffc"),
    ]


def test_a_record_must_fit_before_the_end() -> None:
    image = Image()
    image.cell(bytes(4096 - 32 - 8 - 4))
    last = image.cell(b"last")
    assert follow(image, last)[1] == []
    (problem,) = follow(image, last, signed=True)[1]
    assert (problem.code, problem.expected) == ("regf-outside", "at most 0xfe8")


def test_a_cell_is_cut_at_the_end_of_its_bin() -> None:
    image = Image()
    cell = image.cell(b"0123")
    for size in (-0x80000000, -5000, 5000):
        image.patch(cell, struct.pack("<i", size))
        found, problems = follow(image, cell)
        assert found.room.tolist() == [4096 - cell - 4]
        cut = problems[0]
        assert (cut.code, cut.at.offset, cut.actual) == ("regf-cell-size", HEADER + cell, hex(abs(size)))


def test_a_cell_too_small_for_its_record_is_left_out() -> None:
    image = Image()
    value = image.value()
    for size in (0, -4, 16):
        image.patch(value, struct.pack("<i", size))
        found, (problem,) = follow(image, value, signed=True)
        assert len(found) == 0
        assert (problem.code, problem.actual) == ("regf-cell-small", hex(abs(size)))


def test_a_free_cell_is_read_with_a_problem() -> None:
    image = Image()
    found, (problem,) = follow(image, image.cell(b"0123", free=True))
    assert found.room.tolist() == [4]
    assert problem.code == "regf-free-cell"


def test_a_wrong_signature_is_the_only_problem_of_what_may_be_anything() -> None:
    image = Image()
    found, (problem,) = follow(image, image.cell(b"nk" + bytes(26), free=True), image.value(), signed=True)
    assert found.row.tolist() == [1]
    assert (problem.code, problem.expected, problem.actual) == ("regf-signature", "b'vk'", "b'nk'")


def test_a_cell_is_used_once() -> None:
    image = Image()
    first, second = image.cell(b"0123"), image.cell(b"4567")
    cells = cells_of(image)
    found = cells.follow(to(first, second, first), DATA, "thing")
    granted = cells.claim(found, np.array([8, 8, 8]), "thing")
    assert found.take(granted).row.tolist() == [0, 1]
    (problem,) = cells.faults.problems(lambda row: f"key {row}")
    assert (problem.code, problem.at.offset, problem.at.path) == ("regf-used-twice", HEADER + first, "key 2")


def test_a_trusting_ledger_takes_everything_as_it_is() -> None:
    image = Image()
    cells = Cells(Window(image.file(32)), np.array([HEADER, 2 * HEADER]), TrustingLedger(2 * HEADER), Faults())
    found = cells.follow(to(image.cell(b"")), DATA, "thing")
    assert cells.claim(found, np.array([8]), "thing") == slice(None)
