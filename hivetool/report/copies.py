"""Copies of one cluster's database side by side: which is the newest, and what is different in the others."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from hivetool.cluster.difference import Part, is_noise, parts
from hivetool.cluster.names import title
from hivetool.cluster.replicas import Replica, Replicas
from hivetool.hive.diff import diff

from .dump import written_at
from .layout import Layout, counted, headed, listed, tabled, wrapped
from .plain import visible

HEAD = ("", "Copy", "PaxosTag", "Last written", "Compared with the newest")

MOST_PLACES = 3
"""Places that are named of those where a copy is different."""


@dataclass(frozen=True, eq=False)
class Compared:
    """A copy with what leads from it to the newest one; ``ignored`` changes come of running alone."""

    replica: Replica
    parts: tuple[Part, ...] = ()
    ignored: int = 0

    @property
    def edits(self) -> int:
        """How many edits that are."""
        return sum(len(part.steps) for part in self.parts)


def compared(group: Replicas) -> tuple[Compared, ...]:
    """Every copy, the newest first, each compared with that one."""
    newest = group.copies[0].database.hive
    found = [Compared(group.copies[0])]
    for copy in group.copies[1:]:
        hive = copy.database.hive
        edits = diff(hive, newest)
        kept = [edit for edit in edits if not is_noise(edit)]
        found.append(Compared(copy, parts(kept, hive, newest), len(edits) - len(kept)))
    return tuple(found)


def copies_text(group: Replicas, copies: Sequence[Compared], layout: Layout) -> Iterator[str]:
    """Lines: a table of the copies, and where those are different that are."""
    name = visible(f"{group.name} {group.identity}".strip())
    yield from headed(f"{name}: {counted(len(copies), 'copy', 'copies')}", layout)
    yield from tabled(HEAD, _rows(group, copies), layout)
    for each in copies:
        if each.parts:
            places = listed([visible(_place(part)) for part in each.parts], MOST_PLACES)
            yield from wrapped(f"{visible(each.replica.name)} differs in {places}", layout.width, "  ", "    ")
    if not group.is_certain:
        yield from wrapped("Nothing tells which of the first two is newer: neither PaxosTag nor times.", layout.width)


def _rows(group: Replicas, copies: Sequence[Compared]) -> list[tuple[str, str, str, str, str]]:
    return [
        (
            "" if number else "*",
            visible(each.replica.name),
            visible(each.replica.tag_text or "-"),
            written_at(each.replica.written) if each.replica.written else "-",
            _verdict(each) if number else "the newest",
        )
        for number, each in enumerate(copies)
    ]


def _verdict(each: Compared) -> str:
    if each.parts:
        return f"{counted(each.edits, 'difference')} in {counted(len(each.parts), 'place')}"
    return "the same configuration" if each.ignored else "the same"


def _place(part: Part) -> str:
    return (part.id or "the cluster") if part.kind == "key" else f"{title(part.kind)} {part.name}"


def copies_json(groups: Sequence[tuple[Replicas, Sequence[Compared]]]) -> dict[str, Any]:
    """``hivetool.replicas/1``."""
    return {
        "schema": "hivetool.replicas/1",
        "same": not any(each.parts for _, copies in groups for each in copies),
        "clusters": [
            {
                "id": group.identity,
                "name": group.name,
                "certain": group.is_certain,
                "copies": [_copy_json(each) for each in copies],
            }
            for group, copies in groups
        ],
    }


def _copy_json(each: Compared) -> dict[str, Any]:
    return {
        "name": each.replica.name,
        "paxos_tag": each.replica.tag_text,
        "last_written": each.replica.written,
        "differences": each.edits,
        "ignored": each.ignored,
        "places": [{"kind": part.kind, "id": part.id, "name": part.name} for part in each.parts],
    }
