"""HT3: groups, their resources and what was commanded."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    ht301,
    ht302,
    ht303,
    ht304,
    ht305,
    ht306,
    ht307,
    ht308,
    ht309,
    ht310,
    ht311,
    ht312,
    ht313,
    ht314,
    ht315,
    ht316,
)

RULES: tuple[Rule, ...] = (
    ht301.RULE,
    ht302.RULE,
    ht303.RULE,
    ht304.RULE,
    ht305.RULE,
    ht306.RULE,
    ht307.RULE,
    ht308.RULE,
    ht309.RULE,
    ht310.RULE,
    ht311.RULE,
    ht312.RULE,
    ht313.RULE,
    ht314.RULE,
    ht315.RULE,
    ht316.RULE,
)
"""The rules of this block, by their codes."""
