from __future__ import annotations

from pathlib import Path

from hivetool import open_hive
from tests.cli.running import ARTICLE_REG, article, run
from tests.clusters import HEADER, ROOT

PATCH = f'{HEADER}[{ROOT}]\n"ClusterName"="OTHER"\n"New"=dword:5\n\n[-{ROOT}\\Quorum]\n\n[{ROOT}\\x\\y]\n'


def merged(tmp_path: Path, patch: bytes, *more: str) -> tuple[int, str, Path]:
    (tmp_path / "patch.reg").write_bytes(patch)
    out = tmp_path / "out.hiv"
    found = run("merge", str(article(tmp_path)), str(tmp_path / "patch.reg"), "-o", str(out), *more)
    return found.exit_code, found.stderr, out


def test_what_a_patch_says_is_done(tmp_path: Path) -> None:
    code, said, out = merged(tmp_path, PATCH.encode())
    assert code == 0
    assert f"patch.reg: 5 edits below {ROOT}\n" in said
    hive = open_hive(out)
    values = {value.name: value.decoded for value in hive.root.values}
    assert (values["ClusterName"], values["New"]) == ("OTHER", 5)
    assert hive.find("Quorum") is None
    assert hive.key("x\\y").values == ()


def test_a_patch_that_diff_made_leads_there(tmp_path: Path) -> None:
    a, b, again = tmp_path / "a.hiv", tmp_path / "b.hiv", tmp_path / "again.hiv"
    for seed, out in (("1", a), ("2", b)):
        assert run("make", "--vms", "3", "--seed", seed, "-o", str(out)).exit_code == 0
    patch = run("diff", str(a), str(b), "--all", "--format", "reg")
    assert patch.exit_code == 1
    assert run("merge", str(a), "-", "-o", str(again), stdin=patch.stdout_bytes).exit_code == 0
    assert run("diff", str(again), str(b), "--all").exit_code == 0


def test_a_patch_of_another_root(tmp_path: Path) -> None:
    patch = PATCH.replace(ROOT, "HKEY_LOCAL_MACHINE\\CLUSDB_EDIT\\Sub").encode()
    code, said, out = merged(tmp_path, patch, "--patch-root", "HKEY_LOCAL_MACHINE\\CLUSDB_EDIT\\Sub")
    assert (code, "OTHER" in said) == (0, False)
    assert open_hive(out).find("Quorum") is None


def test_lines_that_cannot_be_read(tmp_path: Path) -> None:
    patch = f'{PATCH}"v"=dword:zz\n'.encode()
    code, said, out = merged(tmp_path, patch)
    assert (code, out.exists()) == (4, False)
    assert "1 line cannot be read; --partial skips it" in said
    assert merged(tmp_path, patch, "--partial")[0] == 0


def test_what_is_no_patch(tmp_path: Path) -> None:
    code, said, out = merged(tmp_path, b"hello")
    assert (code, out.exists()) == (3, False)
    assert "patch.reg" in said
    code, said, out = merged(tmp_path, b"regf" + bytes(100))
    assert (code, out.exists()) == (3, False)
    assert "patch.reg: offset 0x0: this is a registry hive, not a .reg file; hivetool diff" in said
    assert run("merge", "-", str(tmp_path / "missing"), "-o", str(out), stdin=ARTICLE_REG).exit_code == 3


def test_the_patch_is_not_written_over(tmp_path: Path) -> None:
    (tmp_path / "patch.reg").write_text(PATCH, "utf-8")
    patch = str(tmp_path / "patch.reg")
    found = run("merge", str(article(tmp_path)), patch, "-o", patch, "--force")
    assert (found.exit_code, "it is the input" in found.stderr) == (4, True)
    assert (tmp_path / "patch.reg").read_text("utf-8") == PATCH


def test_both_from_standard_input(tmp_path: Path) -> None:
    assert run("merge", "-", "-", "-o", str(tmp_path / "out"), stdin=ARTICLE_REG).exit_code == 2
