"""HT1: what is stored against what can be stored: names, types, ranges."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht101, ht102, ht103, ht104, ht105, ht106, ht107, ht108, ht109, ht110, ht111, ht112, ht113, ht114, ht115

RULES: tuple[Rule, ...] = (
    ht101.RULE,
    ht102.RULE,
    ht103.RULE,
    ht104.RULE,
    ht105.RULE,
    ht106.RULE,
    ht107.RULE,
    ht108.RULE,
    ht109.RULE,
    ht110.RULE,
    ht111.RULE,
    ht112.RULE,
    ht113.RULE,
    ht114.RULE,
    ht115.RULE,
)
"""The rules of this block, by their codes."""
