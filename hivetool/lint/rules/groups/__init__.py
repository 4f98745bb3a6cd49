"""HT3: groups, their resources and what was commanded."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht306

RULES: tuple[Rule, ...] = (ht306.RULE,)
"""The rules of this block, by their codes."""
