"""HT9: who may own what."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht901, ht902, ht903, ht904, ht905, ht906, ht907, ht908, ht909, ht910, ht911, ht912, ht913, ht914

RULES: tuple[Rule, ...] = (
    ht901.RULE,
    ht902.RULE,
    ht903.RULE,
    ht904.RULE,
    ht905.RULE,
    ht906.RULE,
    ht907.RULE,
    ht908.RULE,
    ht909.RULE,
    ht910.RULE,
    ht911.RULE,
    ht912.RULE,
    ht913.RULE,
    ht914.RULE,
)
"""The rules of this block, by their codes."""
