"""HT0: the file itself, as the structural validator sees it."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht001, ht002, ht003, ht004, ht005, ht006, ht007, ht008, ht009, ht010, ht011, ht012, ht013

RULES: tuple[Rule, ...] = (
    ht001.RULE,
    ht002.RULE,
    ht003.RULE,
    ht004.RULE,
    ht005.RULE,
    ht006.RULE,
    ht007.RULE,
    ht008.RULE,
    ht009.RULE,
    ht010.RULE,
    ht011.RULE,
    ht012.RULE,
    ht013.RULE,
)
"""The rules of this block, by their codes."""
