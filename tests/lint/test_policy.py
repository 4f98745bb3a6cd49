"""Settings of all machines, failback of groups, and what the examples of HT6 do not show."""

from __future__ import annotations

import pytest

from hivetool.lint.policy import failbacks, of_machines, with_unit
from hivetool.lint.rules.policy import RULES
from tests.lint.subjects import found, subject

BY_CODE = {rule.code: rule for rule in RULES}

MACHINE = '[Cluster\\Resources\\v]\n"Type"="Virtual Machine"\n'


def group(**values: int) -> str:
    stored = "\n".join(f'"{name}"=dword:{value:08x}' for name, value in values.items())
    return f'[Cluster\\Groups\\g]\n"PreferredOwners"=hex(7):31,00,00,00,00,00\n{stored}\n'


def machine(**values: int) -> str:
    return MACHINE + "\n".join(f'"{name}"=dword:{value:08x}' for name, value in values.items())


def test_machines_are_known_by_their_type_without_case() -> None:
    text = '[Cluster\\Resources\\a]\n"Type"="VIRTUAL machine"\n"RestartAction"=dword:00000001\n'
    text += '[Cluster\\Resources\\b]\n"Type"="Virtual Machine Configuration"\n'
    assert [(item.id, setting.value) for item, setting in of_machines(subject(text), "RestartAction")] == [("a", 1)]


def test_a_failback_window_has_two_different_hours() -> None:
    windows = {
        (22, 4): True,
        (4, 4): False,
    }
    for (start, end), whole in windows.items():
        (each,) = failbacks(subject(group(AutoFailbackType=1, FailbackWindowStart=start, FailbackWindowEnd=end)))
        assert (each.allowed, each.preferred, each.start, each.end) == (True, ("1",), start, end)
        assert each.has_window is whole


def test_an_hour_that_is_none_is_not_set() -> None:
    (each,) = failbacks(subject(group(FailbackWindowStart=24, FailbackWindowEnd=5)))
    assert (each.allowed, each.start, each.end) == (False, None, 5)
    assert tuple(failbacks(subject(group(FailbackWindowStart=0xFFFFFFFF)))) == ()
    assert tuple(failbacks(subject("[Cluster]"))) == ()


def test_numbers_have_their_units() -> None:
    ((_, delay),) = of_machines(subject(MACHINE), "RestartDelay")
    assert [with_unit(delay, value) for value in (9000, None)] == ["9000 ms", "nothing"]


@pytest.mark.parametrize(
    ("code", "text", "severities"),
    [
        # The waits alone: 2 x 30 s fit into a minute, 3 do not.
        ("HT604", machine(RestartThreshold=2, RestartDelay=30_000, RestartPeriod=60_000, PendingTimeout=10), ["info"]),
        ("HT604", machine(RestartThreshold=3, RestartDelay=30_000, RestartPeriod=60_000), ["warning"]),
        # 4 attempts of 180.5 s fit into the 900 s of the default, 5 do not.
        ("HT604", machine(RestartThreshold=4), []),
        ("HT604", machine(RestartThreshold=5), ["info"]),
        ("HT604", machine(RestartThreshold=5, RestartAction=0), []),
        ("HT604", machine(RestartThreshold=0xFFFFFFFF), ["warning"]),
        ("HT605", machine(RestartPeriod=3_600_000), []),
        ("HT605", machine(RestartPeriod=3_600_001), ["error"]),
        ("HT605", machine(RestartPeriod=0xFFFFFFFF), ["error"]),
        ("HT605", machine(RetryPeriodOnFailure=900_000), []),
        ("HT603", machine(RestartThreshold=0, RestartAction=1), []),
        ("HT609", group(FailoverPeriod=1193), []),
        ("HT609", group(FailoverPeriod=1194), ["error"]),
        ("HT610", group(AutoFailbackType=1), []),
        ("HT611", group(AutoFailbackType=0), []),
        ("HT611", group(AutoFailbackType=1, FailbackWindowStart=22), []),
        ("HT612", group(AutoFailbackType=1, FailbackWindowStart=22, FailbackWindowEnd=22), ["warning"]),
        ("HT612", group(AutoFailbackType=1, FailbackWindowEnd=4), ["warning"]),
        ("HT612", group(AutoFailbackType=0, FailbackWindowEnd=4), ["info"]),
        ("HT615", group(GroupStartDelay=600_000), []),
        ("HT615", group(GroupStartDelay=600_001), ["info"]),
        ("HT615", machine(RestartThreshold=2, RestartDelay=300_000), []),
        ("HT615", machine(RestartThreshold=3, RestartDelay=300_000), ["info"]),
        ("HT615", '[Cluster]\n"GroupDependencyTimeout"=dword:00000258', []),
        ("HT615", '[Cluster]\n"GroupDependencyTimeout"=dword:00000259', ["info"]),
    ],
)
def test_at_the_limits(code: str, text: str, severities: list[str]) -> None:
    assert [item.severity for item in found(BY_CODE[code], text)] == severities


@pytest.mark.parametrize(("nodes", "threshold", "fires"), [(3, 2, False), (3, 3, True), (1, 1, False), (1, 65, True)])
def test_failovers_are_compared_with_the_nodes(nodes: int, threshold: int, fires: bool) -> None:
    text = "".join(f'[Cluster\\Nodes\\{number}]\n"NodeName"="HV{number}"\n' for number in range(1, nodes + 1))
    assert bool(found(BY_CODE["HT608"], text + group(FailoverThreshold=threshold))) is fires


def test_what_the_machine_depends_on_may_move_the_group() -> None:
    needed = '[Cluster\\Dependencies\\x]\n"dependent"="v"\n"dependency"="[d]"\n'
    rule = BY_CODE["HT613"]
    assert found(rule, rule.bad)
    assert found(rule, f"{rule.bad}\n{needed}") == ()


def test_few_machines_have_no_outliers() -> None:
    """One of 20 is 5 %, which is not fewer than 5 %."""
    others = "".join(f'[Cluster\\Resources\\o{number}]\n"Type"="Virtual Machine"\n' for number in range(19))
    odd = machine(RestartPeriod=800_000)
    assert found(BY_CODE["HT616"], others + odd) == ()
    assert len(found(BY_CODE["HT616"], others + '[Cluster\\Resources\\p]\n"Type"="Virtual Machine"\n' + odd)) == 1


def test_an_action_of_its_own_stands_out_only_among_stored_ones() -> None:
    def many(stored: str) -> str:
        return "".join(f'[Cluster\\Resources\\o{number}]\n"Type"="Virtual Machine"\n{stored}\n' for number in range(30))

    rule, odd = BY_CODE["HT614"], machine(EmbeddedFailureAction=1)
    assert found(rule, many("") + odd) == ()
    (item,) = found(rule, many('"EmbeddedFailureAction"=dword:00000002') + odd)
    assert (item.id, item.expected, "log only" in item.message) == ("v", "2, recover", True)
