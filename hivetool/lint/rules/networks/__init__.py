"""HT8: networks."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht801, ht802, ht803, ht804, ht805, ht806, ht807, ht808, ht809, ht810

RULES: tuple[Rule, ...] = (
    ht801.RULE,
    ht802.RULE,
    ht803.RULE,
    ht804.RULE,
    ht805.RULE,
    ht806.RULE,
    ht807.RULE,
    ht808.RULE,
    ht809.RULE,
    ht810.RULE,
)
"""The rules of this block, by their codes."""
