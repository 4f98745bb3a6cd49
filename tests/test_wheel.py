"""The wheel holds everything that the package needs at run time, and nothing of the tests."""

from __future__ import annotations

import subprocess
import sys
import zipfile
from pathlib import Path

from tests.shared import PROJECT


def test_the_wheel_is_complete(tmp_path: Path) -> None:
    command = [sys.executable, "-m", "build", "--wheel", "--no-isolation", "--outdir", str(tmp_path), str(PROJECT)]
    built = subprocess.run(command, capture_output=True, text=True, check=False)
    assert built.returncode == 0, built.stdout + built.stderr
    (wheel,) = tmp_path.glob("*.whl")
    names = set(zipfile.ZipFile(wheel).namelist())
    wanted = {
        path.relative_to(PROJECT).as_posix()
        for path in (PROJECT / "hivetool").rglob("*")
        if path.is_file() and "__pycache__" not in path.parts
    }
    assert wanted <= names
    assert "hivetool/py.typed" in names
    assert {f"hivetool/report/schemas/{name}-1.json" for name in ("predict", "inspect", "dump", "check")} <= names
    assert not [name for name in names if name.startswith(("tests/", "fixtures/", "docs/"))]
    (licence,) = (name for name in names if name.endswith("licenses/LICENSE"))
    entry = zipfile.ZipFile(wheel).read(licence.replace("licenses/LICENSE", "entry_points.txt")).decode()
    assert "hivetool = hivetool.cli.main:run" in entry
