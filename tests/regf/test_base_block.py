from __future__ import annotations

import struct
from typing import Any

import pytest

from hivetool.hive.errors import Problem
from hivetool.regf import errors
from hivetool.regf.base_block import BaseBlock, checksum, read_base_block
from hivetool.regf.faults import Faults
from tests.regf.images import base_block


def read(data: bytes) -> tuple[BaseBlock, list[Problem]]:
    faults = Faults()
    found = read_base_block(data, faults)
    return found, list(faults.problems(lambda row: None))


def one_problem(**fields: Any) -> tuple[BaseBlock, Problem]:
    found, problems = read(base_block(**fields) + bytes(4096))
    (problem,) = problems
    return found, problem


def test_a_sound_base_block() -> None:
    found, problems = read(base_block(root=0x88, size=8192, minor_version=3) + bytes(8192))
    assert found == BaseBlock(1, 3, 0x88, 4096 + 8192, sure=True, dirty=False, written=0)
    assert found.version == "1.3"
    assert problems == []


def test_the_checksum_is_the_xor_of_the_first_127_words() -> None:
    words = [1 << (i % 32) for i in range(127)]
    assert (
        checksum(struct.pack("<127I", *words) + bytes(4)) == 0x80000000
    )  # 3 times each bit and 4 times the last but one
    assert checksum(struct.pack("<I", 0xABCD) + bytes(4092)) == 0xABCD


@pytest.mark.parametrize(("word", "expected"), [(0, 1), (0xFFFFFFFF, 0xFFFFFFFE)])
def test_two_checksums_are_never_used(word: int, expected: int) -> None:
    assert checksum(struct.pack("<I", word) + bytes(4092)) == expected


def test_a_wrong_checksum_costs_the_trust_in_the_size() -> None:
    found, problem = one_problem(checksum=0xBAD)
    assert (found.sure, found.dirty) == (False, True)
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-checksum", 508, "0x00000bad")


def test_different_sequence_numbers_make_a_hive_dirty() -> None:
    found, problem = one_problem(primary_sequence_number=8)
    assert found.dirty
    assert (problem.code, problem.severity) == ("regf-dirty", "warning")
    assert (problem.at.offset, problem.expected, problem.actual) == (8, "8", "7")


@pytest.mark.parametrize("minor", range(7))
def test_versions_1_0_to_1_6_are_known(minor: int) -> None:
    assert read(base_block(minor_version=minor) + bytes(4096))[1] == []


@pytest.mark.parametrize(("field", "number", "actual"), [("minor_version", 7, "1.7"), ("major_version", 2, "2.5")])
def test_other_versions_are_a_problem(field: str, number: int, actual: str) -> None:
    _, problem = one_problem(**{field: number})
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-version", 20, actual)


@pytest.mark.parametrize("size", [0, 100, 4097])
def test_an_impossible_size_is_not_used(size: int) -> None:
    found, problem = one_problem(size=size)
    assert (found.end, found.sure) == (4096, False)
    assert (problem.code, problem.at.offset, problem.actual) == ("regf-bins-size", 40, str(size))


def test_a_file_may_end_too_early() -> None:
    found, problem = one_problem(size=12288)
    assert (found.end, found.sure) == (16384, True)
    assert (problem.code, problem.at.offset) == ("regf-truncated", 8192)
    assert (problem.expected, problem.actual) == ("16384 bytes", "8192 bytes")


@pytest.mark.parametrize("file_type", [1, 2, 6])
@pytest.mark.parametrize("mark", [b"DIRT", b"HvLE"])
def test_transaction_logs_are_told_apart(file_type: int, mark: bytes) -> None:
    data = base_block(file_type=file_type)[:512] + mark
    with pytest.raises(errors.IsTransactionLog, match=f"file type {file_type}"):
        read(data + bytes(8192))
    with pytest.raises(errors.IsTransactionLog):
        read(data[:512])


def test_a_wrong_file_type_alone_is_survived() -> None:
    _, problem = one_problem(file_type=1)
    assert (problem.code, problem.at.offset, problem.expected, problem.actual) == ("regf-file-type", 28, "0", "1")


def test_files_that_are_no_hives() -> None:
    with pytest.raises(errors.EmptyFile):
        read(b"")
    with pytest.raises(errors.WrongSignature, match="b'PK'"):
        read(b"PK")
    with pytest.raises(errors.WrongSignature, match="b'reg'"):
        read(b"reg")
    with pytest.raises(errors.TruncatedBaseBlock, match="4095 bytes of 4096"):
        read(base_block()[:4095])
