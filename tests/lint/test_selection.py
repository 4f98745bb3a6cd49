from __future__ import annotations

import pytest

from hivetool.lint.rule import Mark
from hivetool.lint.selection import NoSuchRule, SeveralRules, fits, rule_called, selection
from tests.lint.found import rule

RULES = (
    rule("HT201", "error"),
    rule("HT501"),
    rule("HT512", mark=Mark.PRACTICE),
    rule("HT513", mark=Mark.INFERRED, first=True),
    rule("HT601", "info"),
)


def codes(select: tuple[str, ...] = (), ignore: tuple[str, ...] = ()) -> list[str]:
    chosen = selection(RULES, select, ignore)
    return [each.code for each in RULES if chosen.takes(each)]


@pytest.mark.parametrize(
    ("select", "ignore", "expected"),
    [
        ((), (), ["HT201", "HT501", "HT513"]),
        (("default",), (), ["HT201", "HT501", "HT513"]),
        (("pedantic",), (), ["HT512", "HT601"]),
        (("all",), (), ["HT201", "HT501", "HT512", "HT513", "HT601"]),
        (("default", "pedantic"), (), ["HT201", "HT501", "HT512", "HT513", "HT601"]),
        (("ht5",), (), ["HT501", "HT512", "HT513"]),
        (("HT5, HT201",), (), ["HT201", "HT501", "HT512", "HT513"]),
        ((), ("HT5",), ["HT201"]),
        (("HT5",), ("HT512",), ["HT501", "HT513"]),
        (("HT512",), ("HT5",), ["HT512"]),
        (("HT512",), ("HT512",), []),
        (("all",), ("pedantic",), ["HT201", "HT501", "HT513"]),
    ],
)
def test_what_is_selected_and_ignored(select: tuple[str, ...], ignore: tuple[str, ...], expected: list[str]) -> None:
    assert codes(select, ignore) == expected


def test_an_input_that_cannot_be_read_is_always_known() -> None:
    assert selection(RULES).names_code("HT001")
    assert not selection(RULES, ignore=("HT001",)).names_code("HT001")
    assert not selection(RULES, ("HT5",)).names_code("HT001")


def test_what_no_rule_has_is_refused_with_what_is_near() -> None:
    with pytest.raises(NoSuchRule, match=r"no rule has the code 'HT511' or one that begins so; near it: HT51\d"):
        selection(RULES, ("HT511",))
    with pytest.raises(NoSuchRule, match=r"'NONSENSE'"):
        selection(RULES, ignore=("nonsense",))


def test_names_are_codes_and_not_sets() -> None:
    assert selection(RULES, ("HT001",)).names("HT0")
    assert not selection(RULES, ("all",)).names("HT0")
    assert not selection(RULES, ("HT",)).names("HT0")


def test_a_rule_by_its_code() -> None:
    assert rule_called(RULES, " ht512").code == "HT512"
    with pytest.raises(NoSuchRule, match="near it"):
        rule_called(RULES, "HT5x2")


def test_the_beginning_of_a_code_names_those_that_begin_so() -> None:
    with pytest.raises(SeveralRules) as caught:
        rule_called(RULES, "ht5")
    assert caught.value.codes.split(", ") == [rule.code for rule in RULES if rule.code.startswith("HT5")]
    with pytest.raises(NoSuchRule):
        rule_called(RULES, "")
    many = [rule(f"HT{number}") for number in range(100, 140)]
    with pytest.raises(SeveralRules, match=r"HT100, HT101, .*HT129 and 10 more; without a code all are listed$"):
        rule_called(many, "HT")


def test_sets_fit_by_what_is_default() -> None:
    assert [fits(word, "HT1") for word in ("ALL", "DEFAULT", "PEDANTIC")] == [True, True, False]
    assert [fits(word, "HT1", False) for word in ("ALL", "DEFAULT", "PEDANTIC")] == [True, False, True]
