"""HT6: restart and failover policy."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    ht601,
    ht602,
    ht603,
    ht604,
    ht605,
    ht606,
    ht607,
    ht608,
    ht609,
    ht610,
    ht611,
    ht612,
    ht613,
    ht614,
    ht615,
    ht616,
)

RULES: tuple[Rule, ...] = (
    ht601.RULE,
    ht602.RULE,
    ht603.RULE,
    ht604.RULE,
    ht605.RULE,
    ht606.RULE,
    ht607.RULE,
    ht608.RULE,
    ht609.RULE,
    ht610.RULE,
    ht611.RULE,
    ht612.RULE,
    ht613.RULE,
    ht614.RULE,
    ht615.RULE,
    ht616.RULE,
)
"""The rules of this block, by their codes."""
