"""HTA: what is left over or worth knowing."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import hta01, hta02, hta03, hta04, hta05, hta06, hta07, hta10, hta11

RULES: tuple[Rule, ...] = (
    hta01.RULE,
    hta02.RULE,
    hta03.RULE,
    hta04.RULE,
    hta05.RULE,
    hta06.RULE,
    hta07.RULE,
    hta10.RULE,
    hta11.RULE,
)
"""The rules of this block, by their codes."""
