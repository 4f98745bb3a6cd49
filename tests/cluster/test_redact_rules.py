from __future__ import annotations

import pytest

from hivetool.cluster.redact_rules import KEYS, KINDS, RULES, TYPE_KINDS, Treat, rule_for, shape_of
from hivetool.cluster.redact_words import TYPES
from hivetool.hive.upcase import upcase


def test_no_value_is_in_the_table_twice() -> None:
    places = [(upcase(rule.shape), upcase(rule.value)) for rule in RULES]
    assert len(set(places)) == len(places)


def test_every_row_has_a_kind_or_needs_none() -> None:
    named = (Treat.NAME, Treat.LABEL, Treat.DNS, Treat.USER, Treat.PATH)
    assert all((rule.kind in KINDS) == (rule.treat in named) for rule in RULES)
    assert {*KEYS.values(), *TYPE_KINDS.values()} <= set(KINDS)
    assert set(TYPE_KINDS) <= TYPES


def test_every_row_says_where_it_is_from() -> None:
    assert all(rule.source for rule in RULES if rule.treat in (Treat.SECRET, Treat.KEEP, Treat.IDS))


@pytest.mark.parametrize(
    ("path", "shape"),
    [
        ("", ""),
        ("Quorum", "QUORUM"),
        ("Nodes\\1", "NODES\\*"),
        ("Resources\\6e\\Parameters", "RESOURCES\\*\\PARAMETERS"),
        ("a\\b\\c\\d\\e\\f", "A\\*\\C\\D"),
    ],
)
def test_shapes(path: str, shape: str) -> None:
    assert shape_of(path) == shape


@pytest.mark.parametrize(
    ("shape", "name", "is_text", "treat"),
    [
        ("NODES\\*", "nodename", True, Treat.NAME),
        ("RESOURCES\\*\\PARAMETERS", "Name", True, Treat.DNS),
        ("RESOURCES\\*", "Name", True, Treat.LABEL),
        ("X", "DnsName", True, Treat.DNS),
        ("X", "Unknown", True, Treat.SCAN),
        ("X", "ChapSecret", True, Treat.SECRET),
        ("X", "PrimaryKey", False, Treat.SECRET),
        ("CHECKPOINTS\\*", "1", True, Treat.PATH),
        ("CHECKPOINTS\\*", "1", False, Treat.SECRET),
        ("RESOURCES\\*\\MSDTCPRIVATE\\MSDTC", "x", False, Treat.SECRET),
        ("DEPENDENCIES\\*", "dependency", True, Treat.IDS),
    ],
)
def test_the_rule_of_a_place(shape: str, name: str, is_text: bool, treat: Treat) -> None:
    assert rule_for(shape, name, is_text).treat is treat
