from __future__ import annotations

import json
import struct

import pytest

from hivetool.regf.marvin32 import marvin32
from tests.shared import needs_shared, shared


@pytest.mark.parametrize("size", range(9))
def test_every_length_and_every_byte_counts(size: int) -> None:
    data = bytes(range(1, size + 1))
    others = {marvin32(data[:i] + bytes([data[i] ^ 0x80]) + data[i + 1 :]) for i in range(size)}
    assert len({marvin32(data), marvin32(data + b"\0"), *others}) == size + 2
    assert 0 <= marvin32(data) < 1 << 64


@needs_shared
def test_the_entries_of_real_logs_have_the_hashes_they_carry() -> None:
    corpus = shared() / "corpus"
    checked = 0
    for found in json.loads((corpus / "MANIFEST.json").read_text("utf-8")):
        if found["kind"] != "log-new" or found["size"] > 200_000:
            continue
        data, at = (corpus / found["file"]).read_bytes(), 512
        while data[at : at + 4] == b"HvLE":
            size, first, second = struct.unpack_from("<I16xQQ", data, at + 4)
            assert (marvin32(data[at + 40 : at + size]), marvin32(data[at : at + 32])) == (first, second)
            at, checked = at + size, checked + 1
    assert checked >= 13
