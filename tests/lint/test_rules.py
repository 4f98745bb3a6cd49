"""Every rule: its bad example fires where it says, its good one is silent, its remedy mends and breaks nothing."""

from __future__ import annotations

import re

import pytest

from hivetool.lint.rule import Mark, Rule
from hivetool.lint.rules import RULES
from hivetool.report.powershell import quoted
from tests.lint.examples import example
from tests.lint.subjects import bad, everything, files_of, findings, good, mended

HERE = "; here"
BY_CODE = pytest.mark.parametrize("rule", RULES, ids=lambda rule: rule.code)


def marked_lines(text: str) -> list[tuple[str, int]]:
    """The lines that follow a mark, in the whole file's numbers, each with the name of its file."""
    return [
        (file, number + 1)
        for file, each in files_of(text).items()
        for number, line in enumerate(example(each).splitlines(), 1)
        if line.strip() == HERE
    ]


@BY_CODE
def test_the_bad_example_fires_at_the_stated_place(rule: Rule) -> None:
    found = findings(rule, bad(rule))
    assert found, "it does not fire"
    assert all(item.message and item.rule == rule.code for item in found)
    if rule.bad_hive is None:
        marks = marked_lines(rule.bad)
        assert marks, f"mark the line with {HERE!r} above it"
        assert {(item.file, item.at.line) for item in found if item.at.line is not None} == set(marks)


@BY_CODE
def test_the_good_example_is_silent(rule: Rule) -> None:
    assert findings(rule, good(rule)) == ()
    assert (rule.bad == rule.good == "") if rule.bad_hive is not None else (rule.good.strip() != rule.bad.strip())


@BY_CODE
def test_the_remedy_mends_and_breaks_nothing_else(rule: Rule) -> None:
    run = bad(rule)
    hives = {each.file: each.database.hive for each in run}
    known = {file: everything(hive, rule.thresholds) for file, hive in hives.items()}
    for item in findings(rule, run):
        if item.fix is not None and item.fix.edits:
            before, after = known[item.file], everything(mended(hives[item.file], item.fix), rule.thresholds)
            assert (item.rule, item.id, item.message) not in after, "it still fires"
            new = {each for each in after - before if each[0] != rule.code}
            assert not new, "the remedy breaks something else"
        elif item.fix is not None:
            assert not item.fix.safe, "a safe remedy has edits"


@BY_CODE
def test_a_remedy_says_what_to_do(rule: Rule) -> None:
    for item in findings(rule, bad(rule)):
        assert item.fix is not None, "every finding has a remedy, be it by hand"
        assert item.fix.title[:1].islower()
        for cmdlet in item.fix.cmdlets:
            assert re.fullmatch(r"[A-Z][a-z]+-[A-Za-z]+", cmdlet.name)
            for name, value in cmdlet.parameters.items():
                assert name.isidentifier()
                for text in value if isinstance(value, tuple) else (value,):
                    assert not isinstance(text, str) or quoted(text) is not None


@BY_CODE
def test_the_page_is_whole(rule: Rule) -> None:
    assert re.fullmatch(r"HT[0-9AX]\d\d", rule.code)
    assert rule.page.startswith(f"{rule.title}."), "the first line is one sentence with a full stop"
    assert all(rule.section(name) for name in ("Why", "How to mend", "Source"))
    assert 3 <= len(rule.name.split()) <= 9
    assert isinstance(rule.mark, Mark)


def test_codes_are_unique_and_in_order() -> None:
    codes = [rule.code for rule in RULES]
    assert len(set(codes)) == len(codes)
    blocks = [code[:3] for code in codes]
    assert [block for place, block in enumerate(blocks) if place == 0 or blocks[place - 1] != block] == sorted(
        set(blocks)
    )
