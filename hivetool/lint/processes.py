"""RHS processes as the engine predicts them: which are crowded, who shares one with whom."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence

from hivetool.cluster.model import Node

from .subject import Process, Subject


def processes(subject: Subject) -> Sequence[Process]:
    """The predicted processes, none where nothing was predicted."""
    return subject.processes or ()


def shared(subject: Subject) -> Iterator[Process]:
    """Those that are not for one resource alone."""
    return (process for process in processes(subject) if not process.own)


def neighbors(subject: Subject) -> Mapping[str, int]:
    """By the id of each resource in a shared process how many resources that process has, itself among them."""
    return {item: len(process.resources) for process in shared(subject) for item in process.resources}


def node_of(subject: Subject, process: Process) -> Node | None:
    """The node of a process, None if it is none of the database."""
    return subject.database.node(process.node)


def place(subject: Subject, process: Process) -> str:
    """A process in words: its program and its node."""
    node = node_of(subject, process)
    own = "an own" if process.own else "the shared"
    return f"{own} {process.program}" + (f" of {subject.database.label(node)}" if node is not None else "")
