from __future__ import annotations

from typing import Any

import pytest

from hivetool.scenario.errors import BadScenario
from hivetool.scenario.words import event_fields


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ("vm:SQL01 reports Failed", {"at": "1ms", "resource": "vm:SQL01", "reports": "Failed"}),
        (
            '3s res:"Virtual Machine SQL01" reports Offline',
            {"at": "3s", "resource": 'res:"Virtual Machine SQL01"', "reports": "Offline"},
        ),
        (
            "Virtual Machine 1 reports NoResponse",
            {"at": "1ms", "resource": "Virtual Machine 1", "reports": "NoResponse"},
        ),
        ("vm:SQL01 stopped inside", {"at": "1ms", "resource": "vm:SQL01", "stopped": "inside"}),
        (
            "10m rhs:HV01 crashes by vm:SQL01",
            {"at": "10m", "rhs": "HV01", "crashes": True, "by": "vm:SQL01"},
        ),
        ("rhs:HV01 crashes", {"at": "1ms", "rhs": "HV01", "crashes": True}),
        ("group:SQL01 offline", {"at": "1ms", "group": "group:SQL01", "offline": True}),
        ("group:SQL01 online", {"at": "1ms", "group": "group:SQL01", "online": True}),
        ("vm:SQL01 offline", {"at": "1ms", "resource": "vm:SQL01", "offline": True}),
        ("node:HV02 down", {"at": "1ms", "node": "HV02", "becomes": "down"}),
        ("group:SQL01 move HV03", {"at": "1ms", "group": "group:SQL01", "move": "HV03"}),
        ("1500 VM online", {"at": "1500", "resource": "VM", "online": True}),
        ('5s "5 VMs" reports Failed', {"at": "5s", "resource": '"5 VMs"', "reports": "Failed"}),
        ("a\nb reports Failed", {"at": "1ms", "resource": "a\nb", "reports": "Failed"}),
    ],
)
def test_words_become_fields(words: str, expected: dict[str, Any]) -> None:
    assert event_fields(words) == expected


@pytest.mark.parametrize("words", ["", "vm:SQL01", "fail vm:SQL01", "reports Failed", "vm:SQL01 reports"])
def test_what_is_not_understood_gets_examples(words: str) -> None:
    with pytest.raises(BadScenario, match="write for instance 'vm:SQL01 reports Failed'"):
        event_fields(words)


def test_long_nonsense_takes_no_long_time() -> None:
    with pytest.raises(BadScenario):
        event_fields("rhs: crashed by " * 3_000)
    assert event_fields("reports " * 5_000)["reports"] == "reports"
