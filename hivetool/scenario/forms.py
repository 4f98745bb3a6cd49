"""Every event there is, as a scenario file has it, in words, and what it means: one literal table."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Form:
    """One kind of event: the fields of ``[[event]]`` without the time, the words of ``--event``, the meaning."""

    toml: str
    words: str
    meaning: str


FORMS: tuple[Form, ...] = (
    Form(
        'resource = "vm:SQL01"\nreports = "Failed"',
        "vm:SQL01 reports Failed",
        "from now on its resource DLL reports this to either check: Online, Offline, OnlinePending, OfflinePending, "
        "Failed, Stopped, or NoResponse",
    ),
    Form(
        'resource = "vm:SQL01"\nstopped = "inside"',
        "vm:SQL01 stopped inside",
        "it was stopped by its application or its own manager (guest shutdown, Hyper-V Manager, a script), not by a "
        "cluster command",
    ),
    Form(
        'resource = "vm:SQL01"\nfails = "inside"',
        "vm:SQL01 fails inside",
        "an application or a protected network inside the virtual machine fails, what follows is EmbeddedFailureAction",
    ),
    Form('resource = "vm:SQL01"\nonline = true', "vm:SQL01 online", "an administrator brings the resource online"),
    Form('resource = "vm:SQL01"\noffline = true', "vm:SQL01 offline", "an administrator takes the resource offline"),
    Form('group = "SQL01"\nonline = true', "group:SQL01 online", "an administrator brings the whole group online"),
    Form('group = "SQL01"\noffline = true', "group:SQL01 offline", "an administrator takes the whole group offline"),
    Form('group = "SQL01"\nmove = "HV03"', "group:SQL01 move HV03", "an administrator moves the group to this node"),
    Form(
        'group = "SQL01"\nmove = "best"', "group:SQL01 move best", "an administrator lets the cluster choose the node"
    ),
    Form(
        'group = "SQL01"\nmove = "HV03"\nlive = true',
        "group:SQL01 move HV03 live",
        "the same as a live migration: its virtual machines keep running",
    ),
    Form('node = "HV02"\nbecomes = "down"', "node:HV02 down", "sudden death: what runs there stops at once"),
    Form('node = "HV02"\nbecomes = "shutdown"', "node:HV02 shutdown", "a clean stop: its groups move away first"),
    Form('node = "HV02"\nbecomes = "up"', "node:HV02 up", "it joins the cluster, or is no longer isolated"),
    Form('node = "HV02"\nbecomes = "paused"', "node:HV02 paused", "it keeps its groups and takes no others"),
    Form('node = "HV02"\nbecomes = "drained"', "node:HV02 drained", "it is paused, and its groups move away"),
    Form('node = "HV02"\nbecomes = "resumed"', "node:HV02 resumed", "it is no longer paused"),
    Form(
        'node = "HV02"\nbecomes = "isolated"',
        "node:HV02 isolated",
        "it has lost the others; its virtual machines go on for a while, unmonitored",
    ),
    Form('node = "HV02"\nbecomes = "quarantined"', "node:HV02 quarantined", "it may not join the cluster"),
    Form('rhs = "HV01"', "rhs:HV01 crashes", "the shared RHS process of this node crashes"),
    Form(
        'rhs = "HV01"\nby = "vm:WEB01"',
        "rhs:HV01 crashes by vm:WEB01",
        "the RHS process on this node that hosts the resource crashes, and the resource is the culprit",
    ),
    Form(
        'cluster = "start"', "cluster start", "a cold start: nothing is online before, nodes come up as `[assume]` says"
    ),
)
"""All events, by subject."""
