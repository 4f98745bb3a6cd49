from __future__ import annotations

import json
from pathlib import Path

from tests.cli.running import ARTICLE_REG, run
from tests.clusters import ROOT
from tests.regf.checks.breaking import SOUND, broken
from tests.regf.log_images import new_log
from tests.regf.test_replay import BINS, DIRTY
from tests.regf.test_replay import ROOT as ROOT_CELL


def test_a_sound_hive() -> None:
    found = run("check", "-", stdin=SOUND)
    assert (found.exit_code, found.stderr) == (0, "")
    assert found.stdout == "standard input: sound: 605 keys, 5 values, 0 errors, 0 warnings\n"


def test_an_error_is_1_and_a_warning_is_0() -> None:
    damaged = run("check", "-", stdin=bytes(broken().key("alpha", parent=0x28).data))
    assert damaged.exit_code == 1
    assert "error offset 0x" in damaged.stdout
    assert "alpha [regf-parent]" in damaged.stdout
    warned = run("check", "-", stdin=SOUND + bytes(9))
    assert (warned.exit_code, "[regf-trailing-bytes]" in warned.stdout) == (0, True)


def test_without_a_root_key_the_report_is_given_and_3() -> None:
    for data in (SOUND[:4100], SOUND[:100]):
        found = run("check", "-", "--format", "json", stdin=data)
        assert found.exit_code == 3
        assert [problem["code"] for problem in json.loads(found.stdout)["problems"]] == ["regf-unreadable"]


def test_what_is_no_hive_is_no_report() -> None:
    for data in (b"", b"hello", new_log(1, 4096, [(0, BINS)])):
        found = run("check", "-", stdin=data)
        assert (found.exit_code, found.stdout) == (3, "")
    assert run("check", "missing").exit_code == 3


def test_json() -> None:
    document = json.loads(run("check", "-", "--format", "json", stdin=SOUND).stdout)
    assert document == {"schema": "hivetool.check/1", "ok": True, "problems": [], "keys": 605, "values": 5}


def test_a_dirty_hive_is_checked_after_its_logs(tmp_path: Path) -> None:
    (tmp_path / "CLUSDB").write_bytes(DIRTY)
    (tmp_path / "CLUSDB.LOG1").write_bytes(new_log(4, 4096, [(0, BINS)], root=ROOT_CELL))
    assert "regf-dirty" not in run("check", str(tmp_path / "CLUSDB")).stdout
    assert "applied CLUSDB.LOG1: 1 entry, numbers 4 to 4" in run("check", str(tmp_path / "CLUSDB")).stderr
    assert "regf-dirty" in run("check", str(tmp_path / "CLUSDB"), "--no-logs").stdout
    torn = new_log(4, 4096, [(0, BINS)], [(0, BINS)])[:-512]
    (tmp_path / "CLUSDB.LOG1").write_bytes(torn)
    assert "regf-log-torn" in run("check", str(tmp_path / "CLUSDB")).stdout


def test_the_lines_of_a_reg_file() -> None:
    assert run("check", "-", stdin=ARTICLE_REG).exit_code == 0
    found = run("check", "-", "--format", "json", stdin=ARTICLE_REG + f'\n[{ROOT}\\x]\n"v"=dword:zz\n'.encode())
    assert found.exit_code == 1
    (problem,) = json.loads(found.stdout)["problems"]
    assert (problem["code"], problem["column"], problem["key"]) == ("reg-dword", 11, "x")


def test_v_shows_every_problem() -> None:
    hive = broken()
    for number in range(30):
        hive.key(f"gämma\\k{number:04}", number_of_volatile_subkeys=1)
    data = bytes(hive.data)
    assert run("check", "-", stdin=data).stdout.count("\n    a key counts") == 20
    assert "and 10 more [regf-volatile-count] (-v shows all)" in run("check", "-", stdin=data).stdout
    assert run("-v", "check", "-", stdin=data).stdout.count("\n    a key counts") == 30
