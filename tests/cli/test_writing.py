from __future__ import annotations

import contextlib
import os
import stat
import subprocess
import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

import pytest

from hivetool import open_hive
from hivetool.cli import writing
from hivetool.cli.failures import Exit, Failure
from hivetool.cli.writing import Clock, Place, filetime_now, place_of, save
from tests.cli.running import ARTICLE_REG, environment
from tests.clusters import resource_id

OLD, NEW = b"the old content", b"the new content, which is longer"


def refused(out: Path | str, source: str = "", **how: bool) -> str:
    with pytest.raises(Failure) as caught:
        place_of(str(out), source, force=how.pop("force", False), **how)
    assert caught.value.code is Exit.REFUSED
    return str(caught.value)


def test_a_new_file(tmp_path: Path) -> None:
    out = tmp_path / "out"
    save(NEW, place_of(str(out), "", force=False), Clock())
    assert out.read_bytes() == NEW
    assert list(tmp_path.iterdir()) == [out]


def test_what_is_there_is_not_replaced_without_force(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(OLD)
    assert "--force replaces it" in refused(out)
    save(NEW, place_of(str(out), "", force=True), Clock())
    assert out.read_bytes() == NEW


def test_the_input_is_replaced_in_place_only_and_kept(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    out = tmp_path / "CLUSDB"
    out.write_bytes(OLD)
    os.symlink("CLUSDB", tmp_path / "link")
    for name in ("CLUSDB", "link"):
        assert "it is the input" in refused(out, str(tmp_path / name), force=True)
    for number in ("", "2", "3"):
        save(NEW, place_of(str(out), str(out), force=False, in_place=True), Clock())
        assert (tmp_path / f"CLUSDB.bak{number}").read_bytes() == (NEW if number else OLD)
        assert f"CLUSDB.bak{number}\n" in capsys.readouterr().err
    assert out.read_bytes() == NEW


def test_no_input_is_written_over_however_it_was_named(tmp_path: Path) -> None:
    for name in ("case.zip", "patch.reg", "CLUSDB.LOG1"):
        (tmp_path / name).write_bytes(OLD)
    (tmp_path / "exports").mkdir()
    (tmp_path / "exports" / "a.hiv").write_bytes(OLD)
    inputs = (f"{tmp_path}/case.zip::a.hiv", str(tmp_path / "patch.reg"), str(tmp_path / "CLUSDB.LOG1"))
    for name in ("case.zip", "patch.reg", "CLUSDB.LOG1"):
        with pytest.raises(Failure, match="it is the input"):
            place_of(str(tmp_path / name), *inputs, force=True)
    assert "it is the input" in refused(tmp_path / "exports" / "a.hiv", str(tmp_path / "exports"), force=True)
    assert (
        place_of(str(tmp_path / "exports" / "new.hiv"), str(tmp_path / "exports"), force=False).path.name == "new.hiv"
    )
    assert place_of(str(tmp_path / "other"), *inputs, "-", "", force=False).path.name == "other"


def test_a_link_is_followed_and_stays(tmp_path: Path) -> None:
    (tmp_path / "real").write_bytes(OLD)
    os.symlink("real", tmp_path / "link")
    save(NEW, place_of(str(tmp_path / "link"), "", force=True), Clock())
    assert (tmp_path / "link").is_symlink()
    assert (tmp_path / "real").read_bytes() == NEW


def test_where_nothing_can_be_written(tmp_path: Path) -> None:
    assert "it is a folder" in refused(tmp_path)
    assert "there is no folder" in refused(tmp_path / "no" / "out")
    if os.name != "nt":
        assert "no ordinary file" in refused("/dev/null", force=True)


def test_the_live_file_is_refused(monkeypatch: pytest.MonkeyPatch, tmp_path: Path) -> None:
    live = str(tmp_path / "Cluster" / "CLUSDB")
    assert writing._is_live(Path(live), {"SystemRoot": str(tmp_path)}, "nt")
    assert not writing._is_live(Path(live), {"SystemRoot": str(tmp_path)}, "posix")
    assert not writing._is_live(tmp_path / "Clusters" / "CLUSDB", {"SystemRoot": str(tmp_path)}, "nt")
    monkeypatch.setattr(writing, "_is_live", lambda *_: True)
    assert "a running cluster has this file" in refused(tmp_path / "CLUSDB", force=True)


def test_a_mounted_dead_disk_gets_a_warning(tmp_path: Path, capsys: pytest.CaptureFixture[str]) -> None:
    folder = tmp_path / "Windows" / "Cluster"
    folder.mkdir(parents=True)
    place_of(str(folder / "CLUSDB"), "", force=False)
    assert "warning: " in capsys.readouterr().err
    place_of(str(tmp_path / "CLUSDB"), "", force=False)
    assert capsys.readouterr().err == ""


def test_what_the_proof_refuses_changes_nothing(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(OLD)

    def proof(data: bytes) -> None:
        assert data == NEW
        assert out.read_bytes() == OLD
        raise Failure(Exit.REFUSED, "no")

    with pytest.raises(Failure, match="no"):
        save(NEW, Place(out, replaces=True, keeps_backup=True), Clock(), proof)
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (OLD, [out])


def test_a_disk_that_gives_back_something_else(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(Path, "read_bytes", lambda _: OLD)
    with pytest.raises(Failure, match="other bytes"):
        save(NEW, Place(tmp_path / "out"), Clock())
    assert list(tmp_path.iterdir()) == []


def test_somebody_else_was_faster(tmp_path: Path) -> None:
    out = tmp_path / "out"

    def faster(_: bytes) -> None:
        out.write_bytes(OLD)

    with pytest.raises(Failure, match="meanwhile"):
        save(NEW, Place(out), Clock(), faster)
    assert (out.read_bytes(), list(tmp_path.iterdir())) == (OLD, [out])


@contextlib.contextmanager
def no_links(monkeypatch: pytest.MonkeyPatch) -> Iterator[None]:
    def refuse(*_: Any) -> None:
        raise OSError("no hard links here")

    with monkeypatch.context() as patched:
        patched.setattr(os, "link", refuse)
        yield


def test_without_hard_links(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    out = tmp_path / "out"
    with no_links(monkeypatch):
        save(OLD, Place(out), Clock())
        save(NEW, Place(out, replaces=True, keeps_backup=True), Clock())
    assert (out.read_bytes(), (tmp_path / "out.bak").read_bytes()) == (NEW, OLD)


@pytest.mark.skipif(os.name == "nt", reason="permissions as on Unix")
def test_permissions(tmp_path: Path) -> None:
    out = tmp_path / "out"
    out.write_bytes(OLD)
    out.chmod(0o640)
    save(NEW, Place(out, replaces=True), Clock())
    assert stat.S_IMODE(out.stat().st_mode) == 0o640
    save(NEW, Place(tmp_path / "map", is_private=True), Clock())
    assert stat.S_IMODE((tmp_path / "map").stat().st_mode) == 0o600


def test_the_time_now() -> None:
    assert 133_800_000_000_000_000 < filetime_now() < 200_000_000_000_000_000


def test_where_the_time_went() -> None:
    clock = Clock()
    for what in ("reading", "proving", "reading"):
        with clock.doing(what):
            pass
    assert list(clock.spent) == ["reading", "proving"]
    assert str(clock).startswith("reading 0.00 s, proving ")


# What a kill or a full disk leaves behind, in a process of its own.

KILLED = """
import os, signal, sys
left = int(sys.argv.pop(1))
def count(event, arguments):
    global left
    if event in {"open", "os.link", "os.rename", "os.remove", "os.chmod"} and "CLUSDB" in repr(arguments):
        left -= 1
        if left < 0:
            os.kill(os.getpid(), signal.SIGKILL)
fsync = os.fsync
def flushed(descriptor):
    count("open", "CLUSDB")
    fsync(descriptor)
    count("open", "CLUSDB")
sys.addaudithook(count)
os.fsync = flushed
from hivetool.cli.main import run
run()
"""

SET = ("vm:'Virtual Machine 1'.SeparateMonitor=1", "--in-place", "-q")


def killed_at(step: int, path: Path) -> subprocess.CompletedProcess[bytes]:
    """The program, killed before its so-many-th touch of a file named CLUSDB."""
    return subprocess.run(
        [sys.executable, "-c", KILLED, str(step), "set", str(path), *SET],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=120,
    )


@pytest.mark.skipif(os.name == "nt", reason="signals as on Unix")
def test_a_kill_leaves_the_old_file_or_the_new_one(tmp_path: Path) -> None:
    old = ARTICLE_REG
    (tmp_path / "CLUSDB").write_bytes(old)
    assert killed_at(10**6, tmp_path / "CLUSDB").returncode == 0
    seen: list[str] = []
    for step in range(60):
        folder = tmp_path / str(step)
        folder.mkdir()
        path = folder / "CLUSDB"
        path.write_bytes(old)
        finished = killed_at(step, path).returncode == 0
        data = path.read_bytes()
        for name in folder.glob("CLUSDB.bak*"):
            assert name.read_bytes() == old
        if data != old:
            machine = open_hive(path).key(f"Resources\\{resource_id('Virtual Machine 1')}").value("SeparateMonitor")
            assert machine is not None
            assert machine.decoded == 1
        seen.append("old" if data == old else "new")
        if finished:
            break
    assert seen == sorted(seen, reverse=True), "once it is the new one it stays so"
    assert (seen[0], seen[-1]) == ("old", "new")
    assert len(seen) > 10, "it is killed at many points"


FULL = """
import resource, sys
resource.setrlimit(resource.RLIMIT_FSIZE, (int(sys.argv.pop(1)),) * 2)
from hivetool.cli.main import run
run()
"""


@pytest.mark.skipif(os.name == "nt", reason="limits as on Unix")
def test_a_full_disk_changes_nothing(tmp_path: Path) -> None:
    path = tmp_path / "CLUSDB"
    path.write_bytes(ARTICLE_REG)
    found = subprocess.run(
        [sys.executable, "-c", FULL, "1000", "set", str(path), *SET],
        env=environment(),
        capture_output=True,
        check=False,
        timeout=120,
    )
    assert found.returncode == Exit.OUTPUT
    assert b"it cannot be written: File too large" in found.stderr
    assert (path.read_bytes(), list(tmp_path.iterdir())) == (ARTICLE_REG, [path])
