"""What we write is read by others, where they are installed: hivex, libregf and dissect.regf see the same."""

from __future__ import annotations

import functools
import json
import os
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path

import pytest

from hivetool.hive.hive import Hive
from hivetool.regf.check import check_regf
from hivetool.regf.reader import read_regf
from hivetool.regf.writer import write_regf
from tests.benchmarks import differential
from tests.make.made import HALF, PLAN, cluster
from tests.regf.test_writer import corpus, has_equal_siblings
from tests.shared import PROJECT, shared
from tests.trees import PlainKey, PlainValue, broad, chain, hive_of, pattern

INTERPRETERS = (sys.executable, "/usr/bin/python3")
"""Of this interpreter, and of the one for which Linux distributions bring hivex's module."""

MODULES = {"hivex": "hivex", "libregf": "pyregf", "dissect.regf": "dissect.regf"}


@functools.cache
def python_with(module: str) -> str | None:
    """An interpreter that has the module, or None."""
    for python in INTERPRETERS:
        try:
            done = subprocess.run([python, "-c", f"import {module}"], capture_output=True, check=False)
        except OSError:
            continue
        if done.returncode == 0:
            return python
    return None


def hives() -> Iterator[tuple[str, Hive]]:
    """Hives with everything that a writer may meet, and those of the corpus."""
    yield from ((path.name, read_regf(path.read_bytes())) for path in (PROJECT / "fixtures").glob("*.hiv"))
    yield from (("made", cluster(PLAN)), ("half", cluster(HALF)))
    types = tuple(PlainValue(f"t{kind}", kind, pattern(kind)) for kind in range(12))
    sizes = tuple(PlainValue(f"s{size}", 3, pattern(size)) for size in (0, 1, 4, 5, 16344, 16345, 40_000))
    texts = tuple(PlainValue(name, 1, b"x\0\0\0") for name in ("", "é", "漢字", "a" * 300))
    yield "everything", hive_of(PlainKey("C", types + sizes + texts, (*broad(1015).subkeys, *chain(60).subkeys)))
    for param in corpus():
        (file,) = param.values
        hive = read_regf((shared() / "corpus" / file).read_bytes())
        if not has_equal_siblings(hive):
            yield Path(file).name, hive


@pytest.fixture(scope="module")
def written(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A folder with all of them, written."""
    folder = tmp_path_factory.mktemp("written")
    for number, (name, hive) in enumerate(hives()):
        (folder / f"{number:03} {name}").write_bytes(write_regf(hive))
    return folder


def test_check_finds_nothing(written: Path) -> None:
    for path in written.iterdir():
        assert check_regf(path.read_bytes()).problems == (), path.name


@pytest.mark.parametrize("reader", MODULES)
def test_the_others_read_the_same(reader: str, written: Path) -> None:
    python = python_with(MODULES[reader])
    if python is None:
        pytest.skip(f"{reader} is not installed")
    found = subprocess.run(
        [python, differential.__file__, "--worker", reader, str(written)],
        capture_output=True,
        text=True,
        check=True,
        env={**os.environ, "PYTHONPATH": str(PROJECT)},
    )
    compared = 0
    for line in found.stdout.splitlines():
        result = json.loads(line)
        ours = differential.rows_of_hivetool(str(written / result["file"]))
        assert ours is not None, result["file"]
        if len(ours) > differential.MOST_KEYS:
            continue
        assert result["rows"] is not None, f"{reader} cannot read {result['file']}"
        theirs = sorted(differential.normal(reader, tuple(row)) for row in result["rows"])
        assert theirs == sorted(differential.normal(reader, row) for row in ours), result["file"]
        compared += 1
    assert compared >= 8
