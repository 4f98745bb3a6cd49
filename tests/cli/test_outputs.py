from __future__ import annotations

from pathlib import Path

import pytest

from hivetool.source import targets
from hivetool.source.targets import Target, Written
from tests.cli.running import ARTICLE_REG, article, run
from tests.clusters import HEADER, ROOT


def test_what_was_written_is_told(tmp_path: Path) -> None:
    found = run("convert", str(article(tmp_path)), "-o", str(tmp_path / "out.hiv"))
    assert (found.exit_code, found.stdout) == (0, "")
    (wrote,) = found.stderr.splitlines()
    assert wrote.startswith(f"hivetool: wrote {tmp_path / 'out.hiv'}: a registry hive, version 1.5, 8,192 bytes, ")
    assert wrote.endswith("; proved: read again, python-registry and check")


def test_verbose_says_where_the_time_went(tmp_path: Path) -> None:
    found = run("convert", str(article(tmp_path)), "-o", str(tmp_path / "out.hiv"), "-v")
    _, time = found.stderr.splitlines()
    assert [part.rsplit(" ", 2)[0] for part in time.removeprefix("hivetool: time: ").split(", ")] == [
        "reading",
        "making",
        "writing",
        "reading back",
        "read again",
        "python-registry",
        "check",
    ]


def test_quiet_says_nothing(tmp_path: Path) -> None:
    found = run("convert", str(article(tmp_path)), "-o", str(tmp_path / "out.reg"), "-q")
    assert (found.exit_code, found.stdout, found.stderr) == (0, "", "")


def test_what_the_format_has_no_place_for_is_said(tmp_path: Path) -> None:
    found = run("convert", str(article(tmp_path)), "-o", str(tmp_path / "out.reg"))
    assert "has no place for last-written times, classes, security descriptors and flags" in found.stderr


def test_to_standard_output(tmp_path: Path) -> None:
    found = run("convert", str(article(tmp_path)), "-o", "-", "--to", "reg")
    assert found.exit_code == 0
    assert found.stdout_bytes.decode("utf-16").startswith("Windows Registry Editor Version 5.00")
    assert "wrote standard output: a .reg file" in found.stderr


def test_to_wins_over_the_suffix(tmp_path: Path) -> None:
    out = tmp_path / "out.reg"
    assert run("convert", str(article(tmp_path)), "-o", str(out), "--to", "regf").exit_code == 0
    assert out.read_bytes()[:4] == b"regf"


def test_the_root_of_a_reg_file(tmp_path: Path) -> None:
    out = tmp_path / "out.reg"
    where = "HKEY_LOCAL_MACHINE\\CLUSDB_EDIT"
    assert run("convert", str(article(tmp_path)), "-o", str(out), "--reg-root", where).exit_code == 0
    assert f"[{where}\\Groups]" in out.read_bytes().decode("utf-16")
    assert run("convert", str(article(tmp_path)), "-o", str(out), "--reg-root", "CLUSDB", "--force").exit_code != 0


def test_a_code_page(tmp_path: Path) -> None:
    text = f'{HEADER}[{ROOT}]\n"é"="ж"\n'.encode()
    out = tmp_path / "out"
    refused = run("convert", "-", "--to", "reg4", "-o", str(out), stdin=text)
    assert (refused.exit_code, out.exists()) == (4, False)
    assert "cannot hold 1 entry; --partial leaves them out" in refused.stderr
    cyrillic = run("convert", "-", "--to", "reg4", "--code-page", "cp1251", "-o", str(out), stdin=text)
    assert (cyrillic.exit_code, out.exists()) == (4, False)
    assert run("convert", "-", "--to", "reg4", "-o", str(out), "--partial", stdin=text).exit_code == 0
    assert b"REGEDIT4" in out.read_bytes()
    for wrong in ("utf-16", "nonsense", "rot13"):
        found = run("convert", "-", "--to", "reg4", "--code-page", wrong, "-o", str(out), "--force", stdin=text)
        assert found.exit_code == 2
        assert "--code-page" in found.stderr


def test_a_hive_read_in_part_is_refused(tmp_path: Path) -> None:
    out = tmp_path / "out.hiv"
    damaged = ARTICLE_REG + f'\n[{ROOT}\\x]\n"v"=dword:zz\n'.encode()
    found = run("convert", "-", "-o", str(out), stdin=damaged)
    assert (found.exit_code, out.exists()) == (4, False)
    assert "1 part of it could not be read; --partial writes what there is" in found.stderr
    assert run("convert", "-", "-o", str(out), "--partial", stdin=damaged).exit_code == 0


def test_a_proof_that_fails_leaves_everything_as_it_was(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    good = targets.TARGETS[0]

    def damaged(written: Written) -> list[str]:
        return [f"it has {len(written.data)} bytes\x1b"]

    bad = Target(good.name, good.what, (), "", good.write, (("a doubt", lambda written: iter(damaged(written))),))
    monkeypatch.setattr(targets, "TARGETS", (bad,))
    out = tmp_path / "out.hiv"
    out.write_bytes(b"old")
    found = run("convert", str(article(tmp_path)), "-o", str(out), "--force")
    assert found.exit_code == 4
    assert "hivetool: a doubt: it has 8192 bytes\\x1b\n" in found.stderr
    assert "what was written is not what was meant; nothing is changed" in found.stderr
    assert out.read_bytes() == b"old"
    assert sorted(path.name for path in tmp_path.iterdir()) == ["article.reg", "out.hiv"]
