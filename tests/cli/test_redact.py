from __future__ import annotations

import json
import os
import stat
from pathlib import Path

import jsonschema
import pytest

from hivetool import open_hive
from hivetool.report.schema import schema
from tests.cli.running import run
from tests.cluster.redacting import rich_reg


@pytest.fixture
def cluster(tmp_path: Path) -> Path:
    path = tmp_path / "cluster.reg"
    path.write_text(rich_reg(), encoding="utf-8")
    return path


def test_names_are_gone(cluster: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.hiv"
    found = run("redact", str(cluster), "-o", str(out))
    assert (found.exit_code, found.stdout) == (0, "")
    data = out.read_bytes().lower()
    for name in ("contoso", "ledger", "sql01", "prodclu", "10.20.30.40", "tr0ub4dor"):
        assert name.encode() not in data
        assert name.encode("utf-16-le") not in data
    assert "replaced: 1 cluster, " in found.stderr
    assert run("inspect", str(out)).exit_code == 0
    assert run("check", str(out)).exit_code == 0


def test_the_map(cluster: Path, tmp_path: Path) -> None:
    out, kept = tmp_path / "out.hiv", tmp_path / "map.json"
    assert run("redact", str(cluster), "-o", str(out), "--map", str(kept)).exit_code == 0
    document = json.loads(kept.read_text(encoding="ascii"))
    jsonschema.validate(document, schema("redact-map"))
    new = {each["original"]: each["replacement"] for each in document["replacements"]}
    assert open_hive(out).root.value("ClusterName").decoded == new["PRODCLU"]  # type: ignore[union-attr]
    assert "Tr0ub4dor&3" not in kept.read_text(encoding="ascii")
    if os.name != "nt":
        assert stat.S_IMODE(kept.stat().st_mode) == 0o600


def test_the_map_is_not_written_over_the_copy(cluster: Path, tmp_path: Path) -> None:
    out = tmp_path / "out.hiv"
    found = run("redact", str(cluster), "-o", str(out), "--map", str(tmp_path / "." / "out.hiv"), "--force")
    assert (found.exit_code, out.exists()) == (2, False)
    assert "-o writes to this file" in found.stderr
    assert run("redact", str(cluster), "-o", str(out), "--map", "-").exit_code == 2


def test_a_map_that_is_there_stays(cluster: Path, tmp_path: Path) -> None:
    kept, out = tmp_path / "map.json", tmp_path / "out.hiv"
    kept.write_text("precious", encoding="utf-8")
    found = run("redact", str(cluster), "-o", str(out), "--map", str(kept))
    assert (found.exit_code, out.exists(), kept.read_text(encoding="utf-8")) == (4, False, "precious")


def test_a_key_gives_the_same_hashes_and_none_gives_others(cluster: Path, tmp_path: Path) -> None:
    outs = [tmp_path / f"{number}.hiv" for number in range(4)]
    for out, key in zip(outs, (("--key", "k"), ("--key", "k"), (), ()), strict=True):
        assert run("redact", str(cluster), "-o", str(out), *key).exit_code == 0
    one, two, three, four = (out.read_bytes() for out in outs)
    assert one == two
    assert len({one, three, four}) == 3


def test_a_key_that_is_too_long(cluster: Path) -> None:
    found = run("redact", str(cluster), "-o", "-", "--key", "é" * 33)
    assert (found.exit_code, found.stdout_bytes) == (2, b"")
    assert "66 bytes; 64 at the most" in found.stderr


def test_what_is_no_cluster() -> None:
    found = run("redact", "-", "-o", "-", stdin=b"Windows Registry Editor Version 5.00\n\n[HKEY_USERS\\X\\k]\n")
    assert (found.exit_code, found.stdout_bytes) == (3, b"")


def test_what_is_left_is_refused(tmp_path: Path, monkeypatch: pytest.MonkeyPatch, cluster: Path) -> None:
    from hivetool.cluster import redact
    from hivetool.hive.errors import Problem
    from hivetool.hive.location import Location

    left = Problem("redact-left", "the data still has 'X' in it", Location("k", "v"), "warning")
    monkeypatch.setattr(redact, "left_over", lambda *_: (left,))
    out = tmp_path / "out.hiv"
    found = run("redact", str(cluster), "-o", str(out))
    assert (found.exit_code, out.exists()) == (4, False)
    assert "k:v: the data still has 'X' in it [redact-left]" in found.stderr
    assert "1 name or address could not be removed; --partial writes it so" in found.stderr
    assert run("redact", str(cluster), "-o", str(out), "--partial").exit_code == 0
