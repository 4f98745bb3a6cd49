"""What a rule finds, and how that is mended: on a copy by edits, on a live cluster by supported cmdlets."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType
from typing import Literal

from hivetool.cluster.model import ClusterObject
from hivetool.hive.edit import Edit
from hivetool.hive.location import Location

Severity = Literal["error", "warning", "info"]

SEVERITIES: tuple[Severity, ...] = ("error", "warning", "info")
"""From the worst on."""


@dataclass(frozen=True, slots=True)
class Cmdlet:
    """A supported command for a live cluster: a cmdlet and its parameters, whose values are data and not yet quoted.

    ``by_hand``: a person has to look first, so that a script has it as a comment.
    """

    name: str
    parameters: Mapping[str, str | int | tuple[str, ...] | None] = field(default_factory=lambda: MappingProxyType({}))
    by_hand: bool = False


@dataclass(frozen=True, slots=True)
class Fix:
    """How a finding is mended. ``title`` says it in words, as an order: ``set SeparateMonitor to 1``.

    ``edits`` mend a copy; what sets properties of objects has its PowerShell from them. ``cmdlets`` are what a live
    cluster takes where the edits alone do not say it. ``safe``: it loses nothing and changes nothing that was meant.
    """

    title: str
    safe: bool = False
    edits: tuple[Edit, ...] = ()
    cmdlets: tuple[Cmdlet, ...] = ()


@dataclass(frozen=True, slots=True)
class Found:
    """What a rule's check yields: one thing that is wrong, with whom, where, and what is there.

    ``item`` is the object, None for the file as a whole. ``value`` is the registry value that it is about (of the
    object's own key or its Parameters); where that is not stored, or for another key, ``key`` and ``at`` say the place.
    ``actual`` is taken from the stored value where it is not given. ``severity`` None: the rule's.
    """

    message: str
    item: ClusterObject | None = None
    value: str = ""
    expected: str = ""
    actual: str = ""
    fix: Fix | None = None
    key: str = ""
    at: Location | None = None
    severity: Severity | None = None


@dataclass(frozen=True, slots=True)
class Finding:
    """What a rule has found in one file, complete: ``file`` is the name of the input, ``title`` the rule's own.

    ``kind``, ``id`` and ``name`` are the object's, ``""`` for the file as a whole.
    """

    rule: str
    title: str
    severity: Severity
    message: str
    file: str
    kind: str
    id: str
    name: str
    key: str
    value: str
    at: Location
    actual: str
    expected: str
    fix: Fix | None = None

    @property
    def fingerprint(self) -> str:
        """What stays the same from one export to the next: the rule, the object and the value (see ``baseline``)."""
        return f"{self.rule}:{self.kind}:{self.id}:{self.key}:{self.value}"
