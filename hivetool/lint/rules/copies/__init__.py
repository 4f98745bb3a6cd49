"""HTX: several copies and several clusters."""

from __future__ import annotations

from hivetool.lint.rule import Rule

RULES: tuple[Rule, ...] = ()
"""The rules of this block, by their codes."""
