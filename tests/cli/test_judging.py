from __future__ import annotations

import zipfile
from pathlib import Path

import pytest

from tests.cli.running import ARTICLE_REG, run
from tests.lint.examples import example

BAD = example("""
[Cluster]
"ClusterName"="HVC01"

[Cluster\\Groups\\11111111-1111-4111-8111-111111111111]
"Name"="SQL01"
"Contains"=hex(7):61,00,00,00,00,00

[Cluster\\Nodes]

[Cluster\\Resources]
""").encode()

PLAIN = b"Windows Registry Editor Version 5.00\n\n[HKEY_LOCAL_MACHINE\\SOFTWARE\\x]\n"


@pytest.fixture
def folder(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> Path:
    """The working folder, with two databases, one file that is none, and one that is cut off."""
    monkeypatch.chdir(tmp_path)
    cases = tmp_path / "cases"
    cases.mkdir()
    (cases / "bad.reg").write_bytes(BAD)
    (cases / "good.reg").write_bytes(ARTICLE_REG)
    (cases / "other.reg").write_bytes(PLAIN)
    (cases / "cut.hiv").write_bytes(b"regf" + bytes(100))
    return tmp_path


def test_in_a_folder_what_cannot_be_read_is_a_finding_and_other_hives_are_passed_over(folder: Path) -> None:
    found = run("lint", "cases", "--select", "HT201,HT001")
    assert found.exit_code == 1
    assert "cases::cut.hiv" in found.stdout
    assert "error HT001 it cannot be read" in found.stdout
    assert "2 errors, 0 warnings, 0 info in 2 databases" in found.stdout
    assert "other.reg" not in found.stdout + found.stderr


def test_ignored_it_is_told_on_stderr(folder: Path) -> None:
    found = run("lint", "cases", "--select", "HT201")
    assert "HT001" not in found.stdout
    assert "cases::cut.hiv" in found.stderr


def test_in_an_archive_too(folder: Path) -> None:
    with zipfile.ZipFile("cases.zip", "w") as archive:
        for path in sorted((folder / "cases").iterdir()):
            archive.write(path, path.name)
    found = run("lint", "cases.zip", "--format", "github")
    assert "file=cases.zip%3A%3Abad.reg" in found.stdout
    assert "file=cases.zip%3A%3Acut.hiv,title=HT001" in found.stdout


def test_a_single_input_that_cannot_be_read_is_3(folder: Path) -> None:
    for name in ("cases/cut.hiv", "missing", "cases/other.reg"):
        found = run("lint", name)
        assert (found.exit_code, found.stdout) == (3, ""), name
        assert name in found.stderr
    assert run("lint", "-", stdin=b"regf").exit_code == 3


def test_one_of_several_that_cannot_be_read_is_a_finding(folder: Path) -> None:
    found = run(
        "lint",
        "cases/good.reg",
        "cases/cut.hiv",
        "missing",
        "cases/other.reg",
        "--format",
        "github",
        "--select",
        "HT001,HT011",
    )
    assert found.exit_code == 1
    lines = [line for line in found.stdout.splitlines() if "title=HT0" in line]
    assert [(line.partition("file=")[2].partition(",")[0], line.partition("title=")[2][:5]) for line in lines] == [
        ("cases/cut.hiv", "HT001"),
        ("missing", "HT001"),
        ("cases/other.reg", "HT011"),
    ]


def test_a_folder_without_a_database_is_3(folder: Path) -> None:
    (folder / "empty").mkdir()
    (folder / "empty" / "other.reg").write_bytes(PLAIN)
    found = run("lint", "empty")
    assert (found.exit_code, "there is no cluster database in it" in found.stderr) == (3, True)


def test_the_configuration_of_the_working_folder_counts(folder: Path) -> None:
    assert run("lint", "cases/bad.reg", "--select", "HT201").exit_code == 1
    (folder / "hivetool.toml").write_text('[lint]\nignore = ["HT201"]\n', "utf-8")
    assert run("lint", "cases/bad.reg", "--select", "HT201").exit_code == 0
    (folder / "hivetool.toml").write_text('[lint.ignore-objects]\n"group:SQL*" = ["HT201"]\n', "utf-8")
    found = run("lint", "cases/bad.reg", "--select", "HT201")
    assert (found.exit_code, "1 ignored" in found.stdout) == (0, True)
    (folder / "hivetool.toml").write_text('[lint]\nselect = ["HT306"]\n', "utf-8")
    assert run("lint", "cases/bad.reg").exit_code == 0
    assert run("lint", "cases/bad.reg", "--select", "HT201").exit_code == 1


def test_a_pyproject_counts_where_there_is_no_other(folder: Path) -> None:
    (folder / "pyproject.toml").write_text('[tool.hivetool.lint]\nselect = ["HT201"]\nfail-on = "never"\n', "utf-8")
    found = run("lint", "cases/bad.reg")
    assert (found.exit_code, "HT201" in found.stdout) == (0, True)
    assert run("lint", "cases/bad.reg", "--fail-on", "error").exit_code == 1
    (folder / "other.toml").write_text("[lint]\nfail-on = 'info'\n", "utf-8")
    assert run("lint", "cases/bad.reg", "--select", "HT201", "--config", "other.toml").exit_code == 1


@pytest.mark.parametrize(
    ("text", "why"),
    [
        ("[lint]\nselekt = 1", "hivetool.toml: lint.selekt is nothing that hivetool knows"),
        ("[lint]\nselect = ['HTZ']", "no rule has the code 'HTZ'"),
        ("[lint.ignore-objects]\na = ['HTZ']", "no rule has the code 'HTZ'"),
    ],
)
def test_a_wrong_configuration_is_wrong_usage(folder: Path, text: str, why: str) -> None:
    (folder / "hivetool.toml").write_text(text, "utf-8")
    found = run("lint", "cases/bad.reg")
    assert (found.exit_code, why in found.stderr, found.stdout) == (2, True, "")


def test_a_configuration_that_is_not_there(folder: Path) -> None:
    found = run("lint", "cases/bad.reg", "--config", "none.toml")
    assert (found.exit_code, "none.toml: it cannot be read" in found.stderr) == (2, True)
    (folder / "binary.toml").write_bytes(b"\xff\xfe")
    assert run("lint", "cases/bad.reg", "--config", "binary.toml").exit_code == 2


def test_a_code_that_no_rule_has(folder: Path) -> None:
    found = run("lint", "cases/bad.reg", "--select", "HT2O1")
    assert (found.exit_code, "; near it: HT" in found.stderr) == (2, True)
