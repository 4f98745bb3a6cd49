from __future__ import annotations

from collections.abc import Callable

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, SetValue
from hivetool.hive.hive import Hive
from hivetool.lint.finding import Finding, Fix
from hivetool.lint.mending import MOST_ROUNDS, is_mendable, mended
from tests.lint.found import finding, fix
from tests.trees import PlainKey, PlainValue, hive_of

HIVE = hive_of(
    PlainKey("root", (), (PlainKey("A", (PlainValue("x", 4, bytes(4)), PlainValue("y", 4, bytes(4)))), PlainKey("B")))
)


def number(value: int) -> bytes:
    return value.to_bytes(4, "little")


def x(hive: Hive, name: str = "x") -> int:
    value = hive.key("A").value(name)
    assert value is not None
    return int.from_bytes(value.data, "little")


def unless(value: int, found: Finding, name: str = "x") -> Callable[[Hive], list[Finding]]:
    """Finds something until the value is there."""
    return lambda hive: [found] if x(hive, name) != value else []


def set_x(value: int, *, code: str = "HT101", safe: bool = True, name: str = "x") -> Finding:
    return finding(code, fix=fix(SetValue("A", name, 4, number(value)), safe=safe))


def test_safe_remedies_are_applied_until_nothing_is_found() -> None:
    found = set_x(1)
    result = mended(HIVE, unless(1, found))
    assert (x(result.hive), result.applied, result.left, result.conflicts) == (1, (found,), (), ())
    assert result.edits == (SetValue("A", "x", 4, number(1)),)
    assert x(HIVE) == 0


def test_unsafe_ones_only_if_they_are_wanted() -> None:
    found = set_x(1, safe=False)
    kept = mended(HIVE, unless(1, found))
    assert (kept.hive, kept.applied, kept.left) == (HIVE, (), (found,))
    assert x(mended(HIVE, unless(1, found), unsafe=True).hive) == 1


def test_what_a_remedy_brings_up_is_mended_too() -> None:
    first, second = set_x(1), set_x(2, name="y")

    def judge(hive: Hive) -> list[Finding]:
        return unless(1, first)(hive) or unless(2, second, "y")(hive)

    result = mended(HIVE, judge)
    assert (x(result.hive), x(result.hive, "y"), result.applied) == (1, 2, (first, second))


def test_of_two_for_one_place_the_first_is_taken_and_the_other_looked_at_again() -> None:
    counting = [set_x(1), set_x(3, code="HT102")]
    result = mended(HIVE, lambda hive: counting if x(hive) == 0 else [])
    assert (x(result.hive), result.applied, result.conflicts) == (1, (counting[0],), ())


def test_two_that_contradict_each_other_come_to_an_end() -> None:
    one, two = set_x(1), set_x(2, code="HT102")

    def judge(hive: Hive) -> list[Finding]:
        return [*unless(1, one)(hive), *unless(2, two)(hive)]

    result = mended(HIVE, judge)
    assert result.applied == (one, two)
    (conflict,) = result.conflicts
    assert (conflict.finding, conflict.other) == (one, two)
    assert result.left == (one,)


def test_a_remedy_that_mends_nothing_is_not_made_for_ever() -> None:
    found = finding(fix=fix(CreateKey("B")))
    result = mended(HIVE, lambda hive: [found])
    assert (result.applied, len(result.conflicts), result.left) == ((found,), 1, (found,))


def test_a_rule_that_always_has_something_new_is_stopped() -> None:
    result = mended(HIVE, lambda hive: [set_x(x(hive) + 1)])
    assert (len(result.applied), x(result.hive), len(result.left)) == (MOST_ROUNDS, MOST_ROUNDS, 1)


def test_nothing_is_changed_below_a_key_that_goes() -> None:
    going, inside = finding("HT101", fix=fix(DeleteKey("A"))), set_x(1, code="HT102")
    result = mended(HIVE, lambda hive: [going, inside] if hive.find("A") else [])
    assert (result.applied, result.hive.find("A")) == ((going,), None)
    order = mended(HIVE, lambda hive: [inside, going] if hive.find("A") else [])
    assert order.applied == (inside, going)


def test_values_side_by_side_are_mended_in_one_round() -> None:
    rounds: list[int] = []

    def judge(hive: Hive) -> list[Finding]:
        rounds.append(1)
        return [*unless(1, set_x(1))(hive), *unless(2, set_x(2, name="y"), "y")(hive)]

    assert len(mended(HIVE, judge).applied) == 2
    assert len(rounds) == 2


def test_paths_begin_at_the_root_of_the_hive() -> None:
    found = finding(fix=fix(DeleteValue("", "x")))
    result = mended(HIVE, lambda hive: [found] if hive.key("A").value("x") else [], above="A")
    assert result.edits == (DeleteValue("A", "x"),)
    assert result.hive.key("A").value("x") is None


def test_what_can_be_mended() -> None:
    edit = CreateKey("B")
    assert is_mendable(finding(fix=fix(edit)))
    assert not is_mendable(finding(fix=fix(edit, safe=False)))
    assert is_mendable(finding(fix=fix(edit, safe=False)), True)
    assert not is_mendable(finding(fix=Fix("by hand")), True)
    assert not is_mendable(finding())
