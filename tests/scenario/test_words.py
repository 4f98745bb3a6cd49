from __future__ import annotations

import contextlib
from time import perf_counter
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.scenario.errors import BadScenario
from hivetool.scenario.forms import FORMS
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
        ("node:HV02 down", {"at": "1ms", "node": "node:HV02", "becomes": "down"}),
        ("group:SQL01 move HV03", {"at": "1ms", "group": "group:SQL01", "move": "HV03"}),
        ("10m node:HV02 up", {"at": "10m", "node": "node:HV02", "becomes": "up"}),
        ("HV02 drained", {"at": "1ms", "node": "HV02", "becomes": "drained"}),
        ("Node:my node DOWN", {"at": "1ms", "node": "Node:my node", "becomes": "DOWN"}),
        ("node:HV02 asleep", {"at": "1ms", "node": "node:HV02", "becomes": "asleep"}),
        ("group:SQL01 move best", {"at": "1ms", "group": "group:SQL01", "move": "best"}),
        ("group:SQL01 move HV03 live", {"at": "1ms", "group": "group:SQL01", "move": "HV03", "live": True}),
        ("SQL01 move HV03", {"at": "1ms", "group": "SQL01", "move": "HV03"}),
        ("vm:SQL01 STOPPED Inside", {"at": "1ms", "resource": "vm:SQL01", "stopped": "Inside"}),
        ("cluster start", {"at": "1ms", "cluster": "start"}),
        ("0s cluster start every 5h", {"at": "0s", "every": "5h", "cluster": "start"}),
        ("vm:1 reports Failed every 24h", {"at": "1ms", "every": "24h", "resource": "vm:1", "reports": "Failed"}),
        (
            "2h rhs:HV01 crashes by vm:SQL01 every 1d",
            {"at": "2h", "every": "1d", "rhs": "HV01", "crashes": True, "by": "vm:SQL01"},
        ),
        ("1500 VM online", {"at": "1500", "resource": "VM", "online": True}),
        ('5s "5 VMs" reports Failed', {"at": "5s", "resource": '"5 VMs"', "reports": "Failed"}),
        ("a\nb reports Failed", {"at": "1ms", "resource": "a\nb", "reports": "Failed"}),
    ],
)
def test_words_become_fields(words: str, expected: dict[str, Any]) -> None:
    assert event_fields(words) == expected


@pytest.mark.parametrize(
    ("words", "expected"),
    [
        ('group:"the move" online', {"group": 'group:"the move"', "online": True}),
        ("group:a move b online", {"group": "group:a move b", "online": True}),
        ("group:a move b move HV03", {"group": "group:a move b", "move": "HV03"}),
        ("group:SQL01 move my node live", {"group": "group:SQL01", "move": "my node", "live": True}),
        ('group:"a move b" move "my live" live', {"group": 'group:"a move b"', "move": '"my live"', "live": True}),
        ('group:SQL01 move "HV live"', {"group": "group:SQL01", "move": '"HV live"'}),
        ("group:SQL01 move node:'x live'", {"group": "group:SQL01", "move": "node:'x live'"}),
        ('group:"x online" offline', {"group": 'group:"x online"', "offline": True}),
        ('node:"is down" up', {"node": 'node:"is down"', "becomes": "up"}),
        ('rhs:"a crashes by b" crashes', {"rhs": '"a crashes by b"', "crashes": True}),
        ('rhs:HV01 crashes by res:"x every 5s"', {"rhs": "HV01", "crashes": True, "by": 'res:"x every 5s"'}),
        ('"5s x reports Failed" online', {"resource": '"5s x reports Failed"', "online": True}),
        ('res:"a"b reports c" online', {"resource": 'res:"a"b reports c"', "online": True}),
        ("res:it's reports Failed", {"resource": "res:it's", "reports": "Failed"}),
        ("res:never move away offline", {"resource": "res:never move away", "offline": True}),
        ('"a\x1b\u202e\nonline" online', {"resource": '"a\x1b\u202e\nonline"', "online": True}),
    ],
)
def test_names_with_words_in_them(words: str, expected: dict[str, Any]) -> None:
    assert event_fields(words) == {"at": "1ms", **expected}


NAMES = (
    st.lists(st.sampled_from(["move", "live", "every", "5s", "node:", "online", "'", " "]) | st.text(), min_size=1)
    .map("".join)
    .filter(lambda name: 0 < len(name) <= 1000 and '"' not in name)
)


@given(NAMES, NAMES)
def test_a_name_in_quotes_is_one_name(one: str, other: str) -> None:
    assert event_fields(f'group:"{one}" move node:"{other}" live') == {
        "at": "1ms",
        "group": f'group:"{one}"',
        "move": f'node:"{other}"',
        "live": True,
    }
    assert event_fields(f'5s rhs:"{one}" crashes by vm:"{other}" every 2h') == {
        "at": "5s",
        "every": "2h",
        "rhs": f'"{one}"',
        "crashes": True,
        "by": f'vm:"{other}"',
    }


@pytest.mark.parametrize(
    "words",
    [
        "",
        "vm:SQL01",
        "fail vm:SQL01",
        "reports Failed",
        "vm:SQL01 reports",
        "cluster stop",
        "3s",
        "every 5s",
        '"a" "b"',
    ],
)
def test_what_is_not_understood_gets_every_form(words: str) -> None:
    with pytest.raises(BadScenario) as caught:
        event_fields(words)
    assert caught.value.where == f"--event {words!r}"
    assert "; node:HV02 down | shutdown | up | paused | drained | resumed | isolated | quarantined; " in str(
        caught.value
    )
    for form in FORMS:
        subject, _, rest = form.words.partition(" ")
        assert rest in caught.value.reason.partition(f" {subject} ")[2].partition(";")[0].split(" | ")


@pytest.mark.parametrize("words", ["-3s vm:x reports Failed", "-1 node:HV01 down"])
def test_nothing_happens_before_the_beginning(words: str) -> None:
    with pytest.raises(BadScenario, match=f"at: '{words.split()[0]}' is before the beginning: times count from 0"):
        event_fields(words)
    assert event_fields("-x reports Failed")["resource"] == "-x"


@pytest.mark.parametrize(
    "words",
    [
        "rhs: crashed by " * 3_000,
        "group:x" + " move x" * 7_000 + " !" + " live" * 2,
        "a" + " " * 50_000 + "b",
        '"a ' * 17_000,
        "x every 5s " * 5_000 + ".",
        "reports " * 5_000,
        "move live " * 5_000 + ".",
    ],
    ids=lambda words: words[:12],
)
def test_long_nonsense_takes_no_long_time(words: str) -> None:
    begun = perf_counter()
    with contextlib.suppress(BadScenario):
        event_fields(words)
    assert perf_counter() - begun < 5
