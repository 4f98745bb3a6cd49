"""Intervals and timeouts: told where they are brought, and reset to what then counts."""

from __future__ import annotations

from hivetool.lint.finding import Fix
from hivetool.lint.intervals import (
    DEADLOCK,
    IS_ALIVE,
    LOOKS_ALIVE,
    PENDING,
    back,
    both_set_by,
    exchanged,
    inherited,
    own_name,
    set_by,
    standard,
    stored_numbers,
    together,
    whose,
)
from hivetool.lint.rule import Rule
from hivetool.lint.rules.polling import ht501, ht503, ht504, ht506, ht507, ht508, ht509, ht527, ht529, ht530
from hivetool.lint.subject import Subject
from tests.lint.subjects import found, hive_of_text, mended, subject, subject_of

VM = "Virtual Machine"
UNSET = 0xFFFFFFFF


def cluster(kind: dict[str, int], *resources: dict[str, int], type_name: str = VM) -> str:
    """A resource type with these values, and resources ``r0`` and so on with theirs."""
    lines = [f"[Cluster\\ResourceTypes\\{type_name}]", *_values(kind)]
    for place, values in enumerate(resources):
        lines += [f"[Cluster\\Resources\\r{place}]", f'"Type"="{type_name}"', *_values(values)]
    return "\n".join(lines)


def _values(values: dict[str, int]) -> list[str]:
    return [f'"{name}"=dword:{number:08x}' for name, number in values.items()]


def told(rule: Rule, text: str) -> list[tuple[str, str, str]]:
    return [(item.kind, item.id, item.value) for item in found(rule, text)]


def after(text: str, fix: Fix | None) -> Subject:
    assert fix is not None
    assert fix.edits
    return subject_of(mended(hive_of_text(text), fix))


def test_a_value_is_brought_by_who_stores_it() -> None:
    judged = subject(cluster({LOOKS_ALIVE: 700}, {}, {LOOKS_ALIVE: 800}, {LOOKS_ALIVE: UNSET}, {LOOKS_ALIVE: 5}))
    assert [(item.kind, item.id, number) for item, number in set_by(judged, LOOKS_ALIVE)] == [
        ("resource type", VM, 700),
        ("resource", "r1", 800),
    ]
    assert [number for _, number in stored_numbers(judged, "resource", LOOKS_ALIVE)] == [800, UNSET, 5]


def test_of_two_values_one_is_enough_to_be_told() -> None:
    judged = subject(cluster({}, {IS_ALIVE: 700}, {}))
    ((item, looks, alive),) = both_set_by(judged, LOOKS_ALIVE, IS_ALIVE)
    assert (item.id, looks.number, alive.number) == ("r0", 5000, 700)
    assert own_name(item, looks, alive) == IS_ALIVE


def test_what_an_object_has_without_its_own() -> None:
    database = subject(cluster({LOOKS_ALIVE: 700}, {})).database
    assert inherited(database, database.resources[0], LOOKS_ALIVE) == 700
    assert inherited(database, database.resources[0], IS_ALIVE) == standard(IS_ALIVE) == 60_000
    assert inherited(database, database.types[0], LOOKS_ALIVE) == 5000
    assert (standard(PENDING), standard(DEADLOCK)) == (180_000, 300_000)


def test_a_resource_goes_back_to_its_type_if_that_is_good() -> None:
    good, bad = cluster({LOOKS_ALIVE: 7000}, {LOOKS_ALIVE: 10}), cluster({LOOKS_ALIVE: 700}, {LOOKS_ALIVE: 10})
    for text, expected in ((good, None), (bad, 5000)):
        database = subject(text).database
        mended_one = after(text, back(database, database.resources[0], LOOKS_ALIVE, 1000)).database.resources[0]
        assert mended_one.number(LOOKS_ALIVE) == expected


def test_a_type_goes_back_to_the_standard_within_the_limits() -> None:
    text = cluster({IS_ALIVE: 10})
    database = subject(text).database
    assert after(text, back(database, database.types[0], IS_ALIVE)).database.types[0].number(IS_ALIVE) == 60_000
    limited = back(database, database.types[0], IS_ALIVE, most=9000)
    assert after(text, limited).database.types[0].number(IS_ALIVE) == 9000


def test_what_is_inherited_anyway_is_not_stored() -> None:
    text = cluster({LOOKS_ALIVE: 5000, IS_ALIVE: 60_000}, {LOOKS_ALIVE: 60_000, IS_ALIVE: 5000})
    database = subject(text).database
    resource = after(text, exchanged(database, database.resources[0], 60_000, 5000)).database.resources[0]
    assert (resource.number(LOOKS_ALIVE), resource.number(IS_ALIVE)) == (None, None)
    other = after(text, together(database, database.resources[0], "x", **{LOOKS_ALIVE: 7})).database.resources[0]
    assert (other.number(LOOKS_ALIVE), other.number(IS_ALIVE)) == (7, 5000)


def test_words() -> None:
    database = subject(cluster({}, {})).database
    assert whose(database.resources[0]) == "it"
    assert "type" in whose(database.types[0])


def test_a_type_is_told_once_for_all_its_resources() -> None:
    assert told(ht504.RULE, cluster({LOOKS_ALIVE: 700}, {}, {}, {})) == [("resource type", VM, LOOKS_ALIVE)]
    assert told(ht506.RULE, cluster({LOOKS_ALIVE: 7000, IS_ALIVE: 6000}, {}, {})) == [
        ("resource type", VM, LOOKS_ALIVE)
    ]


def test_ht504_is_an_error_below_300_ms_and_silent_from_a_second_on() -> None:
    for number, severity in ((299, "error"), (300, "warning"), (999, "warning")):
        assert [item.severity for item in found(ht504.RULE, cluster({}, {LOOKS_ALIVE: number}))] == [severity]
    assert found(ht504.RULE, cluster({}, {LOOKS_ALIVE: 1000})) == ()


def test_zero_belongs_to_one_rule_each() -> None:
    text = cluster({}, {IS_ALIVE: 0}, {LOOKS_ALIVE: 0}, {IS_ALIVE: 9}, {LOOKS_ALIVE: 10})
    assert told(ht501.RULE, text) == [("resource", "r0", IS_ALIVE)]
    assert told(ht503.RULE, text) == [("resource", "r1", LOOKS_ALIVE), ("resource", "r2", IS_ALIVE)]


def test_the_articles_tip_taken_by_the_letter_is_ht506() -> None:
    """IsAlive at 1 second, LooksAlive inherited: the thorough check is the frequent one."""
    text = cluster({LOOKS_ALIVE: 5000, IS_ALIVE: 60_000}, {IS_ALIVE: 1000})
    (only,) = found(ht506.RULE, text)
    assert (only.id, only.value) == ("r0", IS_ALIVE)
    resource = after(text, only.fix).database.resources[0]
    assert (resource.number(LOOKS_ALIVE), resource.number(IS_ALIVE)) == (1000, 5000)


def test_equal_intervals_are_in_order_and_the_articles_are_ht507s() -> None:
    assert found(ht506.RULE, cluster({}, {LOOKS_ALIVE: 6000, IS_ALIVE: 6000})) == ()
    swapped = cluster({}, {LOOKS_ALIVE: 60_000, IS_ALIVE: 5000}, {LOOKS_ALIVE: 60_000, IS_ALIVE: 5001})
    assert told(ht507.RULE, swapped) == [("resource", "r0", LOOKS_ALIVE)]
    assert told(ht506.RULE, swapped) == [("resource", "r1", LOOKS_ALIVE)]


def test_only_machines_are_told_that_a_failure_is_seen_late() -> None:
    rare = {IS_ALIVE: 300_001, LOOKS_ALIVE: 60_001}
    assert len(found(ht508.RULE, cluster({}, rare))) == 2
    assert len(found(ht508.RULE, cluster(rare, {}))) == 2
    assert found(ht508.RULE, cluster({}, rare, type_name="Physical Disk")) == ()
    assert found(ht508.RULE, cluster({}, {IS_ALIVE: 300_000, LOOKS_ALIVE: 60_000})) == ()
    assert found(ht530.RULE, cluster({}, {PENDING: 29_999}, type_name="Physical Disk")) == ()


def test_an_override_of_what_no_type_stores_is_none() -> None:
    assert found(ht509.RULE, cluster({}, {LOOKS_ALIVE: 5000})) == ()
    assert told(ht509.RULE, cluster({DEADLOCK: 400_000}, {DEADLOCK: 400_000})) == [("resource", "r0", DEADLOCK)]
    assert found(ht509.RULE, cluster({LOOKS_ALIVE: UNSET}, {LOOKS_ALIVE: UNSET})) == ()


def test_the_lower_timeout_may_be_the_types() -> None:
    text = cluster({DEADLOCK: 60_000}, {PENDING: 60_001}, {PENDING: 60_000})
    assert ("resource", "r0", PENDING) in told(ht527.RULE, text)
    assert ("resource", "r1", PENDING) not in told(ht527.RULE, text)


def test_both_debugging_timeouts_go_together() -> None:
    text = cluster({}, {DEADLOCK: 3_600_000, PENDING: 3_600_000})
    first, second = found(ht529.RULE, text)
    assert first.fix == second.fix
    mended_one = after(text, first.fix)
    assert mended_one.database.resources[0].number(PENDING) is None
    assert mended_one.database.resources[0].number(DEADLOCK) is None
