from __future__ import annotations

from hivetool.hive.location import Location
from hivetool.report.annotations import github
from hivetool.report.judging import Judgment
from tests.lint.found import finding
from tests.report.linting import DISK, FINDINGS, JUDGMENT


def test_a_line_each_with_what_github_shows() -> None:
    lines = list(github(JUDGMENT))
    assert [line.split(" ")[0] for line in lines] == [
        "::error",
        "::warning",
        "::warning",
        "::notice",
        "::notice",
        "::error",
    ]
    assert lines[0] == (
        f"::error file=cases/cluster.reg,title=HT201 A thing is wrong,line={FINDINGS[0].at.line}::"
        f"resource Disk: it is lost ({DISK.path}); remedy: delete it\n"
    )


def test_a_hive_has_no_lines() -> None:
    assert list(github(JUDGMENT))[5] == (
        "::error file=cases/other%2C one.hiv,"
        "title=HT001 The file is cut off or cannot be read::"
        "it cannot be read: it is cut off (offset 0x4d); "
        "remedy: take the file from its source again, whole: reg save HKLM\\Cluster FILE /y\n"
    )


def test_nothing_ends_a_property_or_a_line() -> None:
    found = finding(file="a,b:c%d\n", message="100%\r\n::error::x", at=Location(line=3, column=4))
    (line,) = github(Judgment((found,), ()))
    assert line == (
        "::warning file=a%2Cb%3Ac%25d\\x0a,title=HT999 A thing is wrong,line=3,col=4::"
        "resource name of a: 100%25\\x0d\\x0a::error::x (Resources\\a:SeparateMonitor)\n"
    )
