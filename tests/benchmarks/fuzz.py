"""Looks for bytes that make a reader raise anything but a typed error, guided by coverage.

    python tests/benchmarks/fuzz.py [FOLDER] [-max_total_time=600]

Needs ``pip install atheris``, which is no dependency of the tests. FOLDER keeps what was found to be interesting; the
hives of the tests are the first seeds. What it finds becomes an example in ``tests/regf``. pytest does not collect
this file.
"""

from __future__ import annotations

import contextlib
import sys
import tempfile
from pathlib import Path

import atheris

PROJECT = Path(__file__).resolve().parent.parent.parent
sys.path.insert(0, str(PROJECT))

with atheris.instrument_imports(include=["hivetool"]):
    from hivetool.hive.errors import HivetoolError
    from hivetool.regf.check import check_regf
    from hivetool.regf.recovery import recover
    from hivetool.source.opening import open_hive


def one_input(data: bytes) -> None:
    """Open the bytes as whatever they are, look at everything, check and recover."""
    with contextlib.suppress(HivetoolError):
        hive = open_hive(data, name="fuzz")
        hive.table()
        if hive.source.kind == "regf":
            recover(hive)
    check_regf(data)


def main() -> None:
    from tests.regf.checks.breaking import SOUND
    from tests.regf.images import sample
    from tests.regf.log_images import new_log

    with tempfile.TemporaryDirectory() as seeds:
        for number, seed in enumerate((sample(), SOUND[:9000], new_log(4, 4096, [(0, sample()[4096:8192])]))):
            (Path(seeds) / str(number)).write_bytes(seed)
        folders = [*(each for each in sys.argv[1:] if not each.startswith("-")), seeds]
        flags = [each for each in sys.argv[1:] if each.startswith("-")]
        atheris.Setup([sys.argv[0], *folders, "-max_len=20000", *flags], one_input)
        atheris.Fuzz()


if __name__ == "__main__":
    main()
