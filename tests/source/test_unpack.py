from __future__ import annotations

import bz2
import gzip
import lzma
import tracemalloc
from collections.abc import Callable

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.source import unpack
from hivetool.source.errors import CannotRead
from hivetool.source.files import LARGEST
from hivetool.source.sniff import SIGNATURES, sniff
from hivetool.source.unpack import KINDS, limit, unpacked

PACK: dict[str, Callable[[bytes], bytes]] = {"gzip": gzip.compress, "xz": lzma.compress, "bzip2": bz2.compress}
CONTENT = b"regf" + bytes(range(256)) * 20_000


def test_every_kind_has_its_row_in_the_table_of_signatures() -> None:
    assert set(PACK) == set(KINDS) < {row.kind for row in SIGNATURES}


@pytest.mark.parametrize("kind", PACK)
def test_what_was_packed_comes_back(kind: str) -> None:
    packed = PACK[kind](CONTENT)
    assert sniff(packed).kind == kind
    assert unpacked(packed, kind, "x") == CONTENT
    assert unpacked(packed + packed, kind, "x") == CONTENT * 2
    assert unpacked(packed + bytes(100), kind, "x") == CONTENT
    assert unpacked(PACK[kind](b""), kind, "x") == b""


@pytest.mark.parametrize("kind", PACK)
def test_damaged_data_says_how_far_it_went(kind: str) -> None:
    packed = PACK[kind](CONTENT)
    for damaged in (packed[:-9], packed[: len(packed) // 2], packed[:12], packed[:20] + b"\xff\x00" * 9 + packed[38:]):
        with pytest.raises(
            CannotRead, match=rf"x: offset 0x0: the {kind} data is damaged after [\d,]+ bytes"
        ) as caught:
            unpacked(damaged, kind, "x")
        assert str(caught.value).isprintable()


@pytest.mark.parametrize("kind", PACK)
def test_a_bomb_is_stopped_before_it_is_there(kind: str, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(unpack, "ALWAYS", 1 << 22)
    bomb = PACK[kind](bytes(1 << 28))
    assert len(bomb) < 1 << 19
    monkeypatch.setattr(unpack, "MOST_TIMES", 2)
    tracemalloc.start()
    with pytest.raises(CannotRead, match="unpacks to more than 4,194,304 bytes"):
        unpacked(bomb, kind, "x")
    _, peak = tracemalloc.get_traced_memory()
    tracemalloc.stop()
    assert peak < 4 * (1 << 22)


def test_a_small_file_may_unpack_to_a_whole_hive_and_a_large_one_to_many_times_its_size() -> None:
    assert limit(10) == unpack.ALWAYS
    assert limit(1 << 20) == unpack.MOST_TIMES << 20
    assert limit(1 << 40) == LARGEST


def test_thousands_of_empty_streams_are_refused() -> None:
    with pytest.raises(CannotRead, match="more than 1,000 streams"):
        unpacked(gzip.compress(b"") * 1_001, "gzip", "x")


@given(st.sampled_from(sorted(KINDS)), st.binary(max_size=200))
def test_any_bytes_give_bytes_or_a_typed_error(kind: str, data: bytes) -> None:
    for packed in (data, KINDS[kind].mark + data):
        try:
            assert isinstance(unpacked(packed, kind, "x"), bytes)
        except CannotRead as error:
            assert error.input == "x"  # noqa: PT017
