"""The rules of schema: near misses, severities and fixes that one pair of examples cannot show."""

from __future__ import annotations

import pytest

from hivetool.hive.edit import SetValue
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from tests.lint.subjects import SOUND, found

BY_CODE = {rule.code: rule for rule in RULES}
GUID = "11111111-1111-4111-8111-11111111111a"


def rule(code: str) -> Rule:
    return BY_CODE[code]


def told(code: str, text: str) -> list[tuple[str, str]]:
    return [(item.severity, item.message) for item in found(rule(code), text)]


def resource(*lines: str) -> str:
    return "\n".join(("[Cluster\\Resources\\a]", '"Name"="x"', *lines)) + "\n"


def group(*lines: str) -> str:
    return "\n".join(("[Cluster\\Groups\\g]", '"Name"="x"', *lines)) + "\n"


@pytest.mark.parametrize("code", [code for code in BY_CODE if code.startswith(("HT0", "HT1"))])
def test_a_sound_cluster_has_nothing(code: str) -> None:
    assert found(rule(code), SOUND) == ()


def test_every_missing_part_is_named() -> None:
    messages = [message for _, message in told("HT101", "[Cluster\\Groups]\n")]
    assert messages == [
        "the cluster has no ClusterName",
        "the cluster has no ClusterInstanceID",
        "the cluster has no key Nodes",
        "the cluster has no key Resources",
        "the cluster has no key ResourceTypes",
    ]


def test_a_wrong_type_that_means_nothing_is_mended_by_hand() -> None:
    (finding,) = found(rule("HT102"), resource('"SeparateMonitor"="perhaps"'))
    assert (finding.actual, finding.expected) == ("REG_SZ 'perhaps'", "REG_DWORD")
    assert finding.fix is not None
    assert finding.fix.edits == ()


def test_a_private_value_of_the_wrong_type_is_mended_where_it_stands() -> None:
    text = resource('"Type"="Virtual Machine"', "[Cluster\\Resources\\a\\Parameters]", '"OfflineAction"="2"')
    (finding,) = found(rule("HT102"), text)
    assert finding.fix is not None
    assert finding.fix.edits == (SetValue(r"Resources\a\Parameters", "OfflineAction", 4, b"\2\0\0\0"),)


@pytest.mark.parametrize("number", ["00000000", "00000001", "ffffffff"])
def test_a_state_may_be_that_of_the_group(number: str) -> None:
    assert told("HT104", resource(f'"PersistentState"=dword:{number}')) == []


def test_a_state_may_be_nothing_else() -> None:
    assert told("HT104", resource('"PersistentState"=dword:00000002')) == [("error", "it is neither 0 nor 1")]


@pytest.mark.parametrize(
    ("text", "severities"),
    [
        (group('"Priority"=dword:000007d0'), []),
        (group('"Priority"=dword:000007d1'), ["error"]),
        (group('"AutoFailbackType"=dword:00000002'), ["error"]),
        (group('"GroupType"=dword:0000006f'), []),
        (group('"GroupType"=dword:000000ff'), ["warning"]),
        ('[Cluster\\Networks\\n]\n"Role"=dword:00000004\n', ["error"]),
        ('[Cluster\\Networks\\n]\n"Role"=dword:00000002\n', []),
    ],
)
def test_choices(text: str, severities: list[str]) -> None:
    assert [severity for severity, _ in told("HT105", text)] == severities


@pytest.mark.parametrize("name", ["IsAlivePollInterval", "LooksAlivePollInterval"])
def test_intervals_are_left_to_the_rules_of_polling(name: str) -> None:
    assert told("HT103", resource(f'"{name}"=dword:00000001')) == []


@pytest.mark.parametrize(
    ("key", "severities"),
    [
        (f"Groups\\{GUID}", []),
        (f"Groups\\{GUID.upper()}", ["info"]),
        (f"Groups\\{{{GUID}}}", ["error"]),
        ("Groups\\SQL01", ["error"]),
        ("Nodes\\1", []),
        ("Nodes\\HV01", ["error"]),
        ("ResourceTypes\\Physical Disk", []),
    ],
)
def test_names_of_keys(key: str, severities: list[str]) -> None:
    assert [severity for severity, _ in told("HT107", f"[Cluster\\{key}]\n")] == severities


@pytest.mark.parametrize(
    ("name", "message"),
    [
        ("SQL 01 (test) ä漢", None),
        (" SQL01", "its name begins or ends with a blank"),
        ("SQL\u202e10", "its name has a character that is not seen, U+202E"),
        ("SQL\x1b[2J", "its name has a character that is not seen, U+001B"),
        ("", "it has no name"),
        ("x" * 256, "its name has more than 255 characters"),
        ("x" * 255, None),
    ],
)
def test_names(name: str, message: str | None) -> None:
    text = f'[Cluster\\Groups\\g]\n"Name"="{name}"\n'
    assert [each for _, each in told("HT108", text)] == ([message] if message else [])
    for finding in found(rule("HT108"), text):
        assert finding.fix is not None
        assert finding.fix.title.isprintable()


def test_a_group_without_a_name() -> None:
    assert told("HT108", "[Cluster\\Groups\\g]\n") == [("error", "it has no name")]


@pytest.mark.parametrize(
    ("data", "message"),
    [
        ("", None),
        ("00,00", None),
        ("00,00,00,00", None),
        ("31,00,00,00,00,00", None),
        ("31,00,00,00,32,00,00,00,00,00", None),
        ("31,00,00,00,00,00,00,00", None),
        ("31,00", "the list does not end with two NULs"),
        ("31,00,00,00", "the list does not end with two NULs"),
        ("31,00,00,00,00,00,32,00,00,00,00,00", "the list has an empty element"),
        ("00,00,31,00,00,00,00,00", "the list has an empty element"),
        ("61,00,00,00,41,00,00,00,00,00", "the list has an element twice"),
    ],
)
def test_lists(data: str, message: str | None) -> None:
    text = resource(f'"PossibleOwners"=hex(7):{data}')
    assert [each for _, each in told("HT109", text)] == ([message] if message else [])


def test_one_sound_list_does_not_hide_another() -> None:
    lists = ("31,00,00,00", "00,00,31,00,00,00,00,00", "31,00,00,00,00,00")
    text = "".join(
        f'[Cluster\\Resources\\{place}]\n"PossibleOwners"=hex(7):{data}\n' for place, data in enumerate(lists)
    )
    assert [item.id for item in found(rule("HT109"), text)] == ["0", "1"]


@pytest.mark.parametrize(
    ("line", "expected"),
    [
        ('"PersitentState"=dword:00000001', "PersistentState"),
        ('"persistentSTATE"=dword:00000001', None),
        ('"SeperateMonitor"=dword:00000001', "SeparateMonitor"),
        ('"Nmae"="x"', None),
        ('"SomethingElse"="x"', None),
    ],
)
def test_slips(line: str, expected: str | None) -> None:
    assert [item.expected for item in found(rule("HT110"), resource(line))] == ([expected] if expected else [])


def test_a_slip_beside_the_right_name_is_deleted() -> None:
    text = resource('"SeperateMonitor"=dword:00000001', '"SeparateMonitor"=dword:00000000')
    (finding,) = found(rule("HT110"), text)
    assert finding.fix is not None
    assert finding.fix.title == "delete SeperateMonitor, SeparateMonitor is stored too"


def test_a_slip_of_another_type_is_mended_by_hand() -> None:
    (finding,) = found(rule("HT110"), resource('"SeperateMonitor"="1"'))
    assert finding.fix is not None
    assert finding.fix.edits == ()


@pytest.mark.parametrize(
    "name", ["QuorumArbitrationTimeMin", "ClusterEnforceAntiAffinity", "ClusterEnforcedAntiAffinity"]
)
def test_real_names_that_are_near_are_no_slips(name: str) -> None:
    assert told("HT110", f'[Cluster]\n"{name}"=dword:00000001\n') == []


@pytest.mark.parametrize(("level", "count"), [("00000008", 1), ("00000009", 0), ("000000ff", 0), (None, 0)])
def test_only_a_known_level_says_what_is_too_new(level: str | None, count: int) -> None:
    stored = f'"ClusterFunctionalLevel"=dword:{level}\n' if level else ""
    text = f"[Cluster]\n{stored}\n" + group('"ColdStartSetting"=dword:00000001')
    assert len(told("HT111", text)) == count


def test_resource_types_may_have_extensions() -> None:
    line = '"AdminExtensions"=hex(7):61,00,00,00,00,00\n'
    assert told("HT113", f"[Cluster\\ResourceTypes\\t]\n{line}") == []
    assert len(told("HT113", f"[Cluster\\Groups\\t]\n{line}")) == 1


@pytest.mark.parametrize(
    ("kind", "dll", "severities"),
    [
        ("Physical Disk", "clusres.dll", []),
        ("Physical Disk", "CLUSRES.DLL", []),
        ("physical disk", "other.dll", ["warning"]),
        ("Physical Disk", "C:\\\\Users\\\\x\\\\clusres.dll", ["warning"]),
        ("Backup Agent", "C:\\\\Backup\\\\agent.dll", []),
        ("Backup Agent", " ", ["error"]),
    ],
)
def test_dlls(kind: str, dll: str, severities: list[str]) -> None:
    text = f'[Cluster\\ResourceTypes\\{kind}]\n"DllName"="{dll}"\n'
    assert [severity for severity, _ in told("HT115", text)] == severities


def test_without_any_resource_types_no_type_is_missing() -> None:
    assert told("HT114", resource('"Type"="Virtual Machine"')) == []


def test_hostile_type_names_are_not_put_into_a_command() -> None:
    text = resource('"Type"="a\x1b[2J"') + "[Cluster\\ResourceTypes\\x]\n"
    (finding,) = found(rule("HT114"), text)
    assert finding.fix is not None
    assert finding.fix.cmdlets == ()
