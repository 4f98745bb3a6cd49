"""HTX: several copies and several clusters."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import htx01, htx02, htx03, htx04, htx05

RULES: tuple[Rule, ...] = (
    htx01.RULE,
    htx02.RULE,
    htx03.RULE,
    htx04.RULE,
    htx05.RULE,
)
"""The rules of this block, by their codes."""
