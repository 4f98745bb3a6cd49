"""Properties that no supported Windows uses any more, for the rules that tell them from merely old ones."""

from __future__ import annotations

from hivetool.cluster.schema import Kind

KINDS: tuple[Kind, ...] = ("cluster", "node", "group", "resource", "resource type", "network", "network interface")
"""Kinds of objects that may have one."""

OBSOLETE: frozenset[str] = frozenset(
    {
        "AdminExtensions",
        "DebugControlFunctions",
        "DebugPrefix",
        "EnableEventLogReplication",
        "EnableResourceDllDeadlockDetection",
        "ResourceDllDeadlockPeriod",
        "ResourceDllDeadlockThreshold",
        "ResourceDllDeadlockTimeout",
    }
)
"""Names whose MSCS pages say that they are not supported."""


def is_obsolete(kind: Kind, name: str) -> bool:
    """Whether an object of this kind has no use for it: resource types still register their extensions."""
    return name in OBSOLETE and not (kind == "resource type" and name == "AdminExtensions")
