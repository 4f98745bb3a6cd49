from __future__ import annotations

from hivetool.cluster.load import load_cluster
from hivetool.cluster.naming import find_any
from hivetool.cluster.semantics import ARTICLE
from hivetool.report.layout import Layout
from hivetool.report.show_text import show_text
from hivetool.report.showing import showing
from tests.clusters import G, R, article_groups, cluster_reg, loaded
from tests.make.made import HALF, cluster


def text(reg: str, target: str, width: int = 120, *, every: bool = False) -> list[str]:
    result = loaded(reg)
    item = find_any(result.database, target)
    return list(show_text(showing(result.database, item, ARTICLE, result.problems), Layout(width), every=every))


ARTICLE_REG = cluster_reg(article_groups(first={"RestartAction": 1, "SeparateMonitor": 7, "Odd": 5}))


def setting(lines: list[str], name: str) -> str:
    (line,) = [line for line in lines if line[4:].startswith(f"{name} ")]
    return line


def test_settings_say_where_they_come_from() -> None:
    lines = text(ARTICLE_REG, "vm:1")
    own = setting(lines, "RestartAction")
    assert own.startswith("  * RestartAction ")
    assert "1 (restart, never fail over)" in own
    assert "own value (line " in own
    inherited = setting(lines, "IsAlivePollInterval")
    assert inherited.startswith("    IsAlivePollInterval ")
    assert "5 s" in inherited
    assert "the type's LooksAlivePollInterval, by its role (line " in inherited
    default = setting(lines, "RestartPeriod")
    assert "15 m" in default
    assert "not stored: MSCS resources-restartperiod" in default
    wrong = setting(lines, "SeparateMonitor")
    assert wrong.startswith("  * SeparateMonitor ")
    assert "0 (shared RHS process)" in wrong


def test_names_stand_for_ids() -> None:
    lines = text(ARTICLE_REG, "group:HyperV VMs")
    assert "Virtual Machine 1, Virtual Machine 2, Virtual Machine 3" in setting(lines, "Contains")
    assert "1 (Node1)" in setting(lines, "DefaultOwner")


def test_what_nobody_has_set_is_left_out() -> None:
    lines, every = text(ARTICLE_REG, "vm:1"), text(ARTICLE_REG, "vm:1", every=True)
    assert len(every) > len(lines)
    left_out = [line for line in lines if line.endswith("that nobody has set (-v)")]
    assert len(left_out) == 1
    assert not [line for line in every if line.endswith("(-v)")]
    assert not [line for line in lines if "MonitorProcessId" in line]
    assert [line for line in every if "MonitorProcessId" in line]


def test_what_is_not_understood_is_shown() -> None:
    lines = text(ARTICLE_REG, "vm:1")
    assert lines[lines.index("Stored as well, and not understood") + 1] == "  Odd  REG_DWORD  5 (0x5)"


def test_problems_come_last() -> None:
    broken = ARTICLE_REG.replace('"RestartAction"=dword:00000001', '"RestartAction"="one"')
    lines = text(broken, "vm:1", 200)
    assert lines[-2] == "Problems"
    assert lines[-1].endswith("RestartAction is REG_SZ, not REG_DWORD: left out [cluster-value-type]")


def test_narrow_and_wide() -> None:
    for width in (70, 80, 120, 200):
        assert max(map(len, text(ARTICLE_REG, "vm:1", width))) <= width
    assert text(ARTICLE_REG, "vm:1", 20)


def test_long_lists_are_cut_without_v() -> None:
    machines = tuple(R(f"Virtual Machine {number:03}") for number in range(60))
    reg = cluster_reg((G("many", machines),))
    short = "\n".join(text(reg, "type:Virtual Machine", 10_000))
    assert "… (60 objects; -v lists all)" in short
    assert "Virtual Machine 059" not in short
    assert "Virtual Machine 059" in "\n".join(text(reg, "type:Virtual Machine", 10_000, every=True))


def test_private_properties_have_their_place() -> None:
    result = load_cluster(cluster(HALF))
    item = next(each for each in result.database.resources if each.type == "Physical Disk")
    lines = list(show_text(showing(result.database, item, ARTICLE, ()), Layout(120)))
    assert "own value" in setting(lines, "Parameters.DiskIdType")
    assert any(line.startswith("Key") and "written 20" in line for line in lines)
