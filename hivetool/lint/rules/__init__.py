"""All rules, block by block. A rule is one small module, whose docstring is its page."""

from __future__ import annotations

from hivetool.lint.rule import Rule

from . import (
    copies,
    file,
    groups,
    hygiene,
    machines,
    networks,
    placement,
    policy,
    polling,
    quorum,
    references,
    schema,
)

RULES: tuple[Rule, ...] = (
    *file.RULES,
    *schema.RULES,
    *references.RULES,
    *groups.RULES,
    *machines.RULES,
    *polling.RULES,
    *policy.RULES,
    *quorum.RULES,
    *networks.RULES,
    *placement.RULES,
    *hygiene.RULES,
    *copies.RULES,
)
"""Every rule, by block and code."""
