"""HT7: votes and the witness."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import ht701, ht702, ht703, ht704, ht705, ht706, ht707, ht708, ht709, ht710, ht711, ht712

RULES: tuple[Rule, ...] = (
    ht701.RULE,
    ht702.RULE,
    ht703.RULE,
    ht704.RULE,
    ht705.RULE,
    ht706.RULE,
    ht707.RULE,
    ht708.RULE,
    ht709.RULE,
    ht710.RULE,
    ht711.RULE,
    ht712.RULE,
)
"""The rules of this block, by their codes."""
