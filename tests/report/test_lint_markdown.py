from __future__ import annotations

from hivetool.report.judging import Judgment
from hivetool.report.lint_markdown import lint_markdown, statistics_markdown
from tests.report.linting import JUDGMENT


def test_a_table_a_file() -> None:
    lines = lint_markdown(JUDGMENT).splitlines()
    assert lines[2] == "error: 2, warning: 2, info: 2"
    assert [line for line in lines if line.startswith("###")] == ["### cases/cluster.reg", "### cases/other, one.hiv"]
    rows = [line for line in lines if line.startswith(("| error", "| warning", "| info"))]
    assert len(rows) == 6
    assert (
        "| set SeparateMonitor to 1 | (Get-ClusterResource -Name 'Virtual Machine SQL01').SeparateMonitor = 1;"
        in (rows[1])
    )


def test_statistics() -> None:
    assert "| HT501 | warning | A thing is wrong | 2 |" in statistics_markdown(JUDGMENT)
    assert statistics_markdown(Judgment((), ())) == "## Findings by rule\n\nnone\n"
