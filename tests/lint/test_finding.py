from __future__ import annotations

from dataclasses import replace

import pytest

from hivetool.hive.location import Location
from hivetool.lint.finding import SEVERITIES, Cmdlet, Fix
from tests.lint.found import finding

ONE = finding()


def test_a_fingerprint_is_of_the_rule_the_object_and_the_value() -> None:
    assert ONE.fingerprint == "HT999:resource:a:Resources\\a:SeparateMonitor"
    other = replace(ONE, file="b.hiv", at=Location(offset=9), message="other words", actual="7", severity="error")
    assert other.fingerprint == ONE.fingerprint


@pytest.mark.parametrize("change", [{"rule": "HT998"}, {"kind": "group"}, {"id": "b"}, {"key": "c"}, {"value": "d"}])
def test_anything_else_is_another_finding(change: dict[str, str]) -> None:
    assert replace(ONE, **change).fingerprint != ONE.fingerprint  # type: ignore[arg-type]


def test_what_is_not_said_is_the_careful_choice() -> None:
    assert not Fix("mend it").safe
    assert not Cmdlet("Get-Cluster").by_hand
    assert dict(Cmdlet("Get-Cluster").parameters) == {}
    assert SEVERITIES == ("error", "warning", "info")
