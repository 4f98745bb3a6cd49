"""A rule: what it looks for, what it rests on, how bad that is, and the page that explains it."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum
from types import MappingProxyType
from typing import Literal

from .finding import Found, Severity
from .subject import Subject


class Mark(StrEnum):
    """What a rule rests on."""

    DOCUMENTED = "documented"
    """a Microsoft page, or the article"""
    SEEN = "seen"
    """in a public script or repository"""
    PRACTICE = "practice"
    """what experts do"""
    INFERRED = "inferred"
    """likely, unproven"""


Needs = Literal["exact types", "several copies", "engine", "a hive"]
"""What an input must have for a rule to be run: ``exact types`` no listing of reg query has, ``a hive`` is a binary."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """One rule.

    ``page`` is the docstring of its module: a sentence, then the sections ``Why``, ``How to mend`` and ``Source``.
    ``bad`` and ``good`` are short .reg texts without a header, whose keys begin with ``[Cluster``; the rule fires on
    the first and is silent on the second. What no text can show has ``bad_hive`` instead, which makes of the bytes of
    a sound hive those of an input on which the rule fires. ``first`` rules are on by default whatever their mark;
    others if they are documented or seen, and no mere info. ``name`` is the rule in three to six words.
    ``thresholds`` are those that the examples are judged by, where the usual ones would make them long.
    """

    code: str
    name: str
    severity: Severity
    mark: Mark
    check: Callable[[Subject], Iterable[Found]]
    page: str
    bad: str = ""
    good: str = ""
    bad_hive: Callable[[bytes], bytes] | None = None
    first: bool = False
    needs: frozenset[Needs] = frozenset()
    thresholds: Mapping[str, int] = field(default_factory=lambda: MappingProxyType({}))

    @property
    def is_default(self) -> bool:
        """Whether the rule is run when nothing is selected."""
        return self.first or (self.mark in (Mark.DOCUMENTED, Mark.SEEN) and self.severity != "info")

    @property
    def title(self) -> str:
        """The first sentence of the page."""
        return self.page.strip().partition("\n")[0].rstrip(".")

    def section(self, name: str) -> str:
        """A section of the page, ``""`` if there is none."""
        _, _, rest = f"\n{self.page}\n".partition(f"\n## {name}\n")
        return rest.partition("\n## ")[0].strip()
