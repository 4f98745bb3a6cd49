"""RHS processes: who shares one on each node, how much each polls, and who is hit when one resource crashes it."""

from __future__ import annotations

from dataclasses import dataclass

from hivetool.cluster.model import Database
from hivetool.engine.monitors import Host
from hivetool.report.inspection import OWNERS, Inspection, ProcessView
from hivetool.report.table import Column, Form, Table, View

MOST_NAMES = 2
"""Names of a process that people see without ``-v``."""

NARROW = (
    "Which resource DLLs have 32 bits, and so run in RHS32.EXE, is in no hive; --rhs32 NAME says it of resources or "
    "of a type."
)


@dataclass(frozen=True, slots=True)
class Load:
    """What RHS does on one node."""

    node: str
    processes: tuple[ProcessView, ...]

    @property
    def calls(self) -> float:
        """Health calls a second."""
        return sum(process.calls for process in self.processes)

    @property
    def separate(self) -> int:
        """How many resources have a process of their own."""
        return sum(process.own is not None for process in self.processes)

    @property
    def shared(self) -> int:
        """How many resources share one with others, or could."""
        return sum(len(process.resources) for process in self.processes if process.own is None)

    @property
    def narrow(self) -> int:
        """How many run in RHS32.EXE."""
        return sum(len(process.resources) for process in self.processes if process.host == Host.RHS32)

    @property
    def hit(self) -> int:
        """How many others one resource can take with it, at most."""
        return max((process.hit for process in self.processes), default=0)


def loads(inspection: Inspection) -> list[Load]:
    """Every node, also those where nothing is expected."""
    found: dict[str, list[ProcessView]] = {node.label: [] for node in inspection.nodes}
    for process in inspection.processes:
        found[process.node].append(process)
    return [Load(node, tuple(processes)) for node, processes in found.items()]


NODES: tuple[Column[Load], ...] = (
    Column("node", "Node Name", lambda load: load.node),
    Column("processes", "Processes", lambda load: len(load.processes), Form.COUNT),
    Column("shared", "Sharing", lambda load: load.shared, Form.COUNT),
    Column("separate", "Separate", lambda load: load.separate, Form.COUNT),
    Column("rhs32", "In RHS32", lambda load: load.narrow, Form.COUNT, shown="full"),
    Column("calls_per_second", "Calls", lambda load: load.calls, Form.RATE, "1/s"),
    Column("hit", "Hit by one crash", lambda load: load.hit, Form.COUNT),
)


def processes(database: Database) -> tuple[Column[ProcessView], ...]:
    """The columns of the processes."""
    return (
        Column("node", "Node Name", lambda process: process.node),
        Column("host", "Process", lambda process: process.host),
        Column(
            "own",
            "Own of",
            lambda process: database.label(process.own) if process.own is not None else None,
            shown="data",
        ),
        Column("monitor", "Monitor", lambda process: "shared" if process.own is None else "separate"),
        Column("count", "Resources", lambda process: len(process.resources), Form.COUNT),
        Column(
            "machines", "VMs", lambda process: sum(each.is_virtual_machine for each in process.resources), Form.COUNT
        ),
        Column("calls_per_second", "Calls", lambda process: process.calls, Form.RATE, "1/s"),
        Column("hit", "Hit by one crash", lambda process: process.hit, Form.COUNT),
        Column(
            "resources",
            "Who is in it",
            lambda process: tuple(map(database.label, process.resources)),
            most=MOST_NAMES,
        ),
    )


def view(inspection: Inspection) -> View:
    """What each node's processes come to, then each process with who is in it."""
    notes = (
        f"Predicted. {OWNERS} A resource with SeparateMonitor has a process of its own, all others of a node share "
        "one. Calls are IsAlive and LooksAlive together.",
        "When one resource crashes its process, all others in it are hit: none answers until it is restarted.",
        *(() if inspection.narrow else (NARROW,)),
    )
    tables = (
        Table("rhs_nodes", "Nodes", NODES, loads(inspection)),
        Table("rhs", "Processes", processes(inspection.database), inspection.processes),
    )
    return View("rhs", "RHS processes", tables, notes=notes)
