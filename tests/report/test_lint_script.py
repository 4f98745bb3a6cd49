from __future__ import annotations

from hivetool.report.lint_script import HEAD, lint_script
from tests.report.linting import JUDGMENT


def test_by_object_each_with_its_comment() -> None:
    assert lint_script(JUDGMENT) == (
        f"{HEAD}\n"
        "# resource Disk\n"
        "# error HT201: it is lost; delete it\n"
        "Remove-ClusterResource -Name 'Disk'\n"
        "# info HT502: its group says nothing; set it\n"
        "(Get-ClusterGroup -Name 'SQL01').Description = 'a'\n"
        "\n"
        "# resource Virtual Machine SQL01\n"
        "# warning HT501: it shares a process; set SeparateMonitor to 1\n"
        "(Get-ClusterResource -Name 'Virtual Machine SQL01').SeparateMonitor = 1\n"
        "# Stop-ClusterResource -Name 'it''s'\n"
        "# warning HT501: it is commanded; set PersistentState to 0\n"
        "# Stop-ClusterResource -Name 'Virtual Machine SQL01'\n"
        "\n"
        "# 2 findings without a supported command\n"
    )
