"""HT2: what names something that does not exist."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    ht201,
    ht202,
    ht203,
    ht204,
    ht205,
    ht206,
    ht207,
    ht208,
    ht209,
    ht210,
    ht211,
    ht212,
    ht213,
    ht214,
    ht215,
    ht216,
    ht217,
)

RULES: tuple[Rule, ...] = (
    ht201.RULE,
    ht202.RULE,
    ht203.RULE,
    ht204.RULE,
    ht205.RULE,
    ht206.RULE,
    ht207.RULE,
    ht208.RULE,
    ht209.RULE,
    ht210.RULE,
    ht211.RULE,
    ht212.RULE,
    ht213.RULE,
    ht214.RULE,
    ht215.RULE,
    ht216.RULE,
    ht217.RULE,
)
"""The rules of this block, by their codes."""
