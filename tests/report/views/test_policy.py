from __future__ import annotations

from typing import Any

from hivetool.report.table_json import view_json
from tests.clusters import CONFIG, G, R, cluster_reg
from tests.report.looking import EMPTY, rows, seen


def cluster(*odd: R, groups: tuple[G, ...] = (), usual: int = 3) -> str:
    same = tuple(R(f"same {number}", {"RestartThreshold": 2}) for number in range(usual))
    return cluster_reg((G("G", (*same, *odd), {"GroupType": 111}), *groups))


def unlike(reg: str, table: int = 1) -> list[tuple[str, str]]:
    found = rows(seen("policy", reg).tables[table])
    return [(next(iter(row.values())), row.get("Unlike the others", "")) for row in found]


def test_deviations_come_first_and_say_what_most_have() -> None:
    reg = cluster(R("z", {"RestartThreshold": 2, "RestartAction": 0}), R("b", {"RestartPeriod": 1000}))
    assert unlike(reg)[:3] == [
        ("b", "RestartThreshold 3 (most have 2), RestartPeriod 1000 (most have 900000)"),
        ("z", "RestartAction 0 (most have 2)"),
        ("same 0", ""),
    ]
    assert "0 groups and 2 resources" in seen("policy", reg).notes[0]


def test_only_resources_of_one_type_are_compared() -> None:
    assert dict(unlike(cluster(R("config", {"RestartThreshold": 9}, type=CONFIG))))["config"] == ""


def test_few_of_a_type_or_an_even_split_have_no_usual_value() -> None:
    assert dict(unlike(cluster(R("odd", {"RestartThreshold": 9}), usual=1)))["odd"] == ""
    two = (R("x", {"RestartThreshold": 9}), R("y", {"RestartThreshold": 9}))
    assert not any(words for _, words in unlike(cluster(*two, usual=2)))


def test_the_policy_of_groups() -> None:
    groups = (*(G(f"g{n}", (), {"GroupType": 111}) for n in range(3)), G("p", (), {"GroupType": 111, "Priority": 0}))
    found = rows(seen("policy", cluster(groups=groups)).tables[0], whole=True)
    assert found[0] == {
        "Group": "p",
        "Type": "virtual machine",
        "FailoverThreshold": "2",
        "FailoverPeriod (hours)": "6",
        "AutoFailbackType": "prevented",
        "Priority": "no automatic start",
        "FailbackWindowStart (hour)": "no window",
        "FailbackWindowEnd (hour)": "no window",
        "ResiliencyPeriod (s)": "240",
        "Stored here": "Priority",
        "Unlike the others": "Priority 0 (most have 2000)",
    }


def test_what_is_stored_and_what_is_not() -> None:
    reg = cluster_reg((G("G", (R("a", {"RestartAction": 1, "RetryPeriodOnFailure": 0xFFFFFFFF}), R("b"))),))
    found = rows(seen("policy", reg).tables[1], whole=True)
    assert [row["Stored here"] for row in found] == ["RestartAction, RetryPeriodOnFailure", "nothing"]
    assert [row["RestartAction"] for row in found] == ["restart, never fail over", "restart, then fail over"]
    assert [row["RetryPeriodOnFailure (ms)"] for row in found] == ["never tried again", "3600000"]
    assert [row["EmbeddedFailureAction"] for row in found] == ["not set"] * 2


def test_programs_get_numbers() -> None:
    document: dict[str, Any] = view_json(seen("policy", cluster()))
    assert set(document) == {"policy_groups", "policy_resources"}
    first = document["policy_resources"][0]
    assert (first["restart_action"], first["restart_threshold"], first["restart_period_ms"]) == (2, 2, 900_000)
    assert document["policy_groups"][0]["failover_period_hours"] == 6


def test_nothing_has_no_policy() -> None:
    assert [table.items for table in seen("policy", EMPTY).tables] == [[], []]
