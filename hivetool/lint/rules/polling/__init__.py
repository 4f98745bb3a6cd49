"""HT5: health checks and RHS processes."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    ht501,
    ht502,
    ht503,
    ht504,
    ht505,
    ht506,
    ht507,
    ht508,
    ht509,
    ht510,
    ht511,
    ht520,
    ht521,
    ht522,
    ht523,
    ht524,
    ht525,
    ht526,
    ht527,
    ht528,
    ht529,
    ht530,
)

RULES: tuple[Rule, ...] = (
    ht501.RULE,
    ht502.RULE,
    ht503.RULE,
    ht504.RULE,
    ht505.RULE,
    ht506.RULE,
    ht507.RULE,
    ht508.RULE,
    ht509.RULE,
    ht510.RULE,
    ht511.RULE,
    ht520.RULE,
    ht521.RULE,
    ht522.RULE,
    ht523.RULE,
    ht524.RULE,
    ht525.RULE,
    ht526.RULE,
    ht527.RULE,
    ht528.RULE,
    ht529.RULE,
    ht530.RULE,
)
"""The rules of this block, by their codes."""
