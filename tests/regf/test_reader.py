from __future__ import annotations

import struct
import sys

import numpy as np
import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from hivetool.hive.errors import Damaged, HivetoolError
from hivetool.hive.hive import Hive, Source
from hivetool.regf import errors, reader
from hivetool.regf.ledger import CarefulLedger
from hivetool.regf.reader import read_regf
from tests.regf.images import HEADER, NOWHERE, Image, base_block, sample

SAMPLE = sample()
LONG = bytes(range(256)) * 130


def everything(hive: Hive) -> None:
    """Look at all there is, in every way."""
    table = hive.table()
    assert len(table.key_names) == len(hive)
    for key in hive.walk():
        assert isinstance(key.path, str)
        assert key.security is None or len(key.security) < len(SAMPLE)
        assert key.class_name is None or key.location.offset is not None
        for value in key.values:
            assert value.data == table.value_data[value.row]
            assert value.name == table.value_names[value.row]
    assert all(str(problem) for problem in hive.problems)


def test_a_hive_with_everything_in_it() -> None:
    hive = read_regf(SAMPLE)
    paths = ["", "first", "Zweiter€", "third", "third\\x", "third\\y"]
    assert [key.path for key in hive.walk()] == paths
    assert hive.table().key_parents == [-1, 0, 0, 0, 3, 3]
    assert [(value.name, value.data) for value in hive.key("FIRST").values] == [("a", b"data"), ("v", LONG)]
    assert [(value.name, value.data) for value in hive.key("zweiter€").values] == [("", b"long enough")]
    assert hive.root.name == "root"
    assert hive.root.class_name == "Class"
    assert {key.security for key in hive.walk()} == {b"descriptor of twenty"}
    assert hive.problems == ()
    assert hive.source == Source("regf", "1.5", "offset", len(SAMPLE))
    everything(hive)


@pytest.mark.parametrize(("stored", "saved"), [(132514164000000000, 132514164000000000), (0, None)])
def test_when_it_was_saved(stored: int, saved: int | None) -> None:
    image = Image()
    assert read_regf(image.file(image.key("r"), last_written_timestamp=stored)).source.saved == saved


def test_places_are_file_offsets_of_cells() -> None:
    hive = read_regf(SAMPLE)
    for key in hive.walk():
        assert key.location.offset is not None
        assert SAMPLE[key.location.offset + 4 :][:2] == b"nk"
        for value in key.values:
            assert value.location.offset is not None
            assert SAMPLE[value.location.offset + 4 :][:2] == b"vk"


def test_times_and_flags_are_kept() -> None:
    image = Image()
    child = image.key("c", flags=0x1030, last_written_timestamp=132514164000000000)
    hive = read_regf(image.file(image.key("r", image.leaf(child), flags=0x2C)))
    assert [key.last_written for key in hive.walk()] == [0, 132514164000000000]
    assert hive.columns.keys.flags.tolist() == [0x2C, 0x1030]


def test_a_dirty_hive_is_read_and_says_so() -> None:
    image = Image()
    hive = read_regf(image.file(image.key("r"), primary_sequence_number=8))
    assert hive.source.dirty
    assert [problem.code for problem in hive.problems] == ["regf-dirty"]


def test_problems_name_the_key_they_concern() -> None:
    image = Image()
    child = image.key("child", values=(image.value("v", data_size=9, data_offset=NOWHERE),))
    hive = read_regf(image.file(image.key("r", image.leaf(child))))
    assert [problem.at.path for problem in hive.problems] == ["child"]


def test_a_path_too_long_for_a_message_is_left_out() -> None:
    image = Image()
    child = image.key("k" * 5000, values=(NOWHERE,))
    (problem,) = read_regf(image.file(image.key("r", image.leaf(child)))).problems
    assert problem.code == "regf-missing"
    assert problem.at.path is None


def test_a_log_of_no_use_to_a_dirty_hive_is_a_problem_and_of_a_clean_one_none() -> None:
    clean = read_regf(SAMPLE, (b"log",), log_names=("X.LOG1",))
    assert clean.problems == ()
    assert [(log.name, log.applied) for log in clean.source.logs] == [("X.LOG1", False)]
    dirty = Image()
    data = dirty.file(dirty.key("root"), primary_sequence_number=8)
    hive = read_regf(data, (b"log",), log_names=("X.LOG1",))
    assert [problem.code for problem in hive.problems] == ["regf-dirty", "regf-log-refused"]
    assert "X.LOG1" in hive.problems[1].message
    assert hive.problems[1].at.offset is None
    assert hive.source.dirty


def test_a_root_that_is_not_there() -> None:
    for root in (NOWHERE, 4096, 36, 4096 - 40):
        with pytest.raises(errors.RootOutside) as caught:
            read_regf(base_block(root) + Image().bins().ljust(4096, b"\0"))
        assert caught.value.at.offset == 36


def test_a_root_that_is_no_key() -> None:
    image = Image()
    value = image.value("v" * 80)
    with pytest.raises(errors.NoRootKey, match="begins with b'vk'") as caught:
        read_regf(image.file(value))
    assert caught.value.at.offset == HEADER + value


def test_a_root_whose_cell_is_too_small() -> None:
    image = Image()
    root = image.key("r")
    image.patch(root, struct.pack("<i", -16))
    with pytest.raises(errors.RootCellTooSmall, match="16 bytes"):
        read_regf(image.file(root))


def test_names_with_nuls_among_others() -> None:
    image = Image()
    names = ["a", "nul\0inside", "b", "Ω\0Ω", "\0", "𐐀", "\ud800"]
    hive = read_regf(image.file(image.key("r", values=tuple(image.value(name) for name in names))))
    assert hive.table().value_names == names


def test_many_names_of_all_lengths() -> None:
    image = Image()
    names = [chr(97 + i % 26) * (i % 250) + str(i) for i in range(900)]
    keys = [image.key(name) for name in names]
    values = tuple(image.value(name + "€" * (i % 3)) for i, name in enumerate(names))
    table = read_regf(image.file(image.key("r", image.leaf(*keys), values))).table()
    assert table.key_names == ["r", *names]
    assert table.value_names == [name + "€" * (i % 3) for i, name in enumerate(names)]
    assert table.key_parents == [-1] + [0] * 900
    assert table.value_keys == [0] * 900


def test_a_file_does_not_unfold_into_more_than_it_holds() -> None:
    image = Image(minor=3)
    data = image.cell(bytes(100_000))
    inner = [image.value(f"v{i}", data_size=50_000, data_offset=data + 8 * i) for i in range(1000)]
    for i in range(1000):  # every one of these is a cell of 80,000 bytes, if one believes it
        image.patch(data + 8 * i, struct.pack("<i", -80_000))
    file = image.file(image.key("r", values=(*inner, *inner)))
    hive = read_regf(file)
    assert [value.name for value in hive.root.values] == [f"v{i}" for i in range(1000)]
    assert sum(len(value.data) for value in hive.root.values) <= len(file)
    assert {problem.code for problem in hive.problems} == {"regf-used-twice"}


@settings(max_examples=200, deadline=None)
@given(st.lists(st.tuples(st.integers(0, len(SAMPLE) * 8 - 1)), min_size=1, max_size=30))
def test_flipped_bits_end_in_a_hive_or_a_typed_error(bits: list[tuple[int]]) -> None:
    data = bytearray(SAMPLE)
    for (bit,) in bits:
        data[bit // 8] ^= 1 << bit % 8
    _survives(bytes(data))


@settings(max_examples=200, deadline=None)
@given(st.data())
def test_wild_numbers_in_records_end_in_a_hive_or_a_typed_error(choices: st.DataObject) -> None:
    """Numbers go where the records are: before the long data, and after it."""
    data = bytearray(SAMPLE)
    used = [at for at in range(0, len(data), 4) if any(data[at : at + 4]) and not HEADER + 1000 < at < len(data) - 9000]
    offsets = [at - HEADER for at in used if at >= HEADER and at % 8 == 0]
    numbers = st.one_of(st.sampled_from(offsets), st.sampled_from([0, 1, NOWHERE, 1 << 31]), st.integers(0, NOWHERE))
    for at, number in choices.draw(st.lists(st.tuples(st.sampled_from(used), numbers), min_size=1, max_size=12)):
        data[at : at + 4] = struct.pack("<I", number)
    _survives(bytes(data))


@settings(max_examples=100, deadline=None)
@given(st.integers(0, len(SAMPLE)))
def test_a_truncated_file_ends_in_a_hive_or_a_typed_error(size: int) -> None:
    _survives(SAMPLE[:size])


def _survives(data: bytes) -> None:
    with np.errstate(all="raise"):
        try:
            hive = read_regf(data)
        except HivetoolError:
            return
        everything(hive)


def test_strict_raises_what_tolerant_reports() -> None:
    assert len(read_regf(SAMPLE, strict=True)) == 6
    image = Image()
    root = image.key("root", image.leaf(image.key("a"), 0x7FFFFFF8, image.key("b")))
    data = image.file(root)
    (problem,) = read_regf(data).problems
    with pytest.raises(Damaged, match="offset 0x") as raised:
        read_regf(data, strict=True)
    assert raised.value.problem == problem
    assert problem.code == "regf-outside"


def test_a_second_reading_keeps_nothing_of_the_first(monkeypatch: pytest.MonkeyPatch) -> None:
    # an exception that is being handled holds on to all that was read when it was raised
    handled = []

    class Watched(CarefulLedger):
        def __init__(self, size: int) -> None:
            handled.append(sys.exc_info()[0])
            super().__init__(size)

    monkeypatch.setattr(reader, "CarefulLedger", Watched)
    image = Image()
    value = image.value()
    hive = read_regf(image.file(image.key("root", values=(value, value))))
    assert [problem.code for problem in hive.problems] == ["regf-used-twice"]
    assert handled == [None]
