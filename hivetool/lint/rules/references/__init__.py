"""HT2: what names something that does not exist."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht201

RULES: tuple[Rule, ...] = (ht201.RULE,)
"""The rules of this block, by their codes."""
