"""HT4: Hyper-V."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    ht401,
    ht402,
    ht403,
    ht404,
    ht405,
    ht406,
    ht407,
    ht408,
    ht409,
    ht410,
    ht411,
    ht412,
    ht413,
    ht414,
    ht415,
    ht416,
    ht417,
    ht418,
    ht419,
)

RULES: tuple[Rule, ...] = (
    ht401.RULE,
    ht402.RULE,
    ht403.RULE,
    ht404.RULE,
    ht405.RULE,
    ht406.RULE,
    ht407.RULE,
    ht408.RULE,
    ht409.RULE,
    ht410.RULE,
    ht411.RULE,
    ht412.RULE,
    ht413.RULE,
    ht414.RULE,
    ht415.RULE,
    ht416.RULE,
    ht417.RULE,
    ht418.RULE,
    ht419.RULE,
)
"""The rules of this block, by their codes."""
