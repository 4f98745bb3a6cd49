from __future__ import annotations

import pytest

from hivetool.lint.classes import is_enforced, kept_apart, members, spellings
from tests.lint.subjects import subject
from tests.lint.texts_of import group, key, texts


def of(identity: str, *names: str) -> str:
    return group(identity, lines=[f'"AntiAffinityClassNames"={texts(*names)}'])


def test_a_class_has_its_groups_whatever_their_case() -> None:
    known = subject(of("a", "DC", "SQL") + of("b", "dc", "DC") + group("c"))
    assert {name: [each.id for each in groups] for name, groups in members(known).items()} == {
        "DC": ["a", "b"],
        "SQL": ["a"],
    }
    assert {name: len(groups) for name, groups in spellings(known).items()} == {"DC": 2, "SQL": 1, "dc": 1}


def test_the_switch_is_off_unless_it_is_1() -> None:
    assert not is_enforced(subject("[Cluster]"))
    assert not is_enforced(subject(key("", '"ClusterEnforcedAntiaffinity"="1"')))
    assert is_enforced(subject(key("", '"ClusterEnforcedAntiAffinity"=dword:00000001')))


@pytest.mark.parametrize(
    ("rule", "apart"),
    [
        (['"RuleType"=dword:4', f'"Groups"={texts("A", "b", "z")}'], True),
        (['"RuleType"=dword:3', f'"Groups"={texts("a", "b")}', '"Enabled"=dword:1'], True),
        (['"RuleType"=dword:4', f'"Groups"={texts("a", "b")}', '"Enabled"=dword:0'], False),
        (['"RuleType"=dword:2', f'"Groups"={texts("a", "b")}'], False),
        (['"RuleType"=dword:4', f'"Groups"={texts("a")}'], False),
    ],
)
def test_a_rule_keeps_apart_what_it_names_if_it_says_so_and_counts(rule: list[str], apart: bool) -> None:
    lines = [line if "dword" not in line else line.replace("dword:", "dword:0000000") for line in rule]
    known = subject(group("a") + group("b") + key(r"AffinityRules\r", *lines))
    assert kept_apart(known, known.database.groups) is apart


def test_a_class_in_common_keeps_apart() -> None:
    known = subject(of("a", "DC") + of("b", "SQL", "dc") + of("c", "SQL"))
    a, b, c = known.database.groups
    assert kept_apart(known, (a, b))
    assert not kept_apart(known, (a, b, c))
    assert not kept_apart(known, ())
