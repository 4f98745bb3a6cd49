"""Why a finding matters, in one sentence: the first one of what its rule says."""

from __future__ import annotations

import re

from hivetool.lint.finding import Finding
from hivetool.lint.rule import Rule
from hivetool.lint.selection import UNREADABLE

WHY = "Nothing else can be trusted of a file that was cut off, or that is something else than its place says."
"""Of an input that cannot be read, where no rule says it."""

_SENTENCE = re.compile(r"(.+?[.!?])(?= [A-Z]|\Z)")


def why(finding: Finding, rule: Rule | None) -> str:
    """The first sentence of the section Why of the rule's page; ``""`` if nothing is known of the rule."""
    if rule is None:
        return WHY if finding.rule == UNREADABLE else ""
    return first_sentence(rule.section("Why"))


def first_sentence(text: str) -> str:
    """The first sentence of the first paragraph, on one line."""
    paragraph = " ".join(text.partition("\n\n")[0].split())
    found = _SENTENCE.match(paragraph)
    return found[1] if found else paragraph
