"""The hives of the corpus, for laws that hold for all of them."""

from __future__ import annotations

from collections.abc import Iterator
from pathlib import Path

from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.regf.reader import read_regf
from tests.shared import shared

MOST_BYTES = 4_000_000
"""Larger files would take longer than they add."""


def corpus_hives() -> Iterator[tuple[Path, Hive]]:
    """Every hive that can be read, sound or damaged."""
    found = 0
    for path in sorted((shared() / "corpus").rglob("*")):
        if path.is_file() and path.stat().st_size < MOST_BYTES:
            try:
                hive = read_regf(path.read_bytes())
            except HivetoolError:
                continue
            found += 1
            yield path, hive
    assert found > 150
