"""HT5: health checks and RHS processes."""

from __future__ import annotations

from hivetool.lint.rule import Rule

RULES: tuple[Rule, ...] = ()
"""The rules of this block, by their codes."""
