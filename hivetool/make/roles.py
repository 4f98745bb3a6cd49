"""A role: a group with its resources, and the keys that stand for it under Groups, Resources and Dependencies."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field

from . import seeded
from .tree import Branch, Values

START = 133_800_000_000_000_000
"""When the made clusters were created, as a FILETIME: 2024-12-30 02:40:00 UTC."""

MINUTE = 600_000_000
"""One minute of a FILETIME."""


@dataclass(frozen=True, slots=True)
class Piece:
    """A resource: its values, its private properties, what it needs online and its registry checkpoints."""

    id: str
    name: str
    type: str
    values: Values = field(default_factory=dict)
    parameters: Values = field(default_factory=dict)
    needs: tuple[str, ...] = ()
    checkpoints: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Role:
    """A group: its values besides name, type and members; ``group_type`` is a CLUSGROUP_TYPE."""

    id: str
    name: str
    group_type: int
    pieces: tuple[Piece, ...] = ()
    values: Values = field(default_factory=dict)
    written: int = START


def group_branches(roles: Iterable[Role]) -> tuple[Branch, ...]:
    """``Groups`` key by key; membership is the group's ``Contains``, the ids of its resources (askcore, TSSV2)."""
    return tuple(
        Branch(
            role.id,
            {
                "Name": role.name,
                "GroupType": role.group_type,
                **({"Contains": tuple(piece.id for piece in role.pieces)} if role.pieces else {}),
                **role.values,
            },
            (Branch("Parameters"),),
            written=role.written,
        )
        for role in roles
    )


def resource_branches(roles: Iterable[Role]) -> tuple[Branch, ...]:
    """``Resources`` key by key; private properties stand in ``Parameters`` (MS-CMRP 3.1.3.3)."""
    return tuple(
        Branch(
            piece.id,
            {"Name": piece.name, "Type": piece.type, **piece.values},
            (Branch("Parameters", piece.parameters),),
            written=role.written,
        )
        for role in roles
        for piece in role.pieces
    )


def dependency_branches(roles: Iterable[Role]) -> tuple[Branch, ...]:
    """``Dependencies`` key by key: ``dependent`` is seen in TSSV2; where the providers stand is inferred."""
    return tuple(
        Branch(
            seeded.guid("dependency", piece.id),
            {"dependent": piece.id, "dependency": " and ".join(f"[{need}]" for need in piece.needs)},
            written=role.written,
        )
        for role in roles
        for piece in role.pieces
        if piece.needs
    )


def checkpoint_branches(roles: Iterable[Role]) -> tuple[Branch, ...]:
    """``Checkpoints`` by resource id (TSSV2); the numbered value names are inferred."""
    return tuple(
        Branch(piece.id, dict(_numbered(piece.checkpoints)), written=role.written)
        for role in roles
        for piece in role.pieces
        if piece.checkpoints
    )


def _numbered(texts: tuple[str, ...]) -> Iterator[tuple[str, str]]:
    yield from ((f"{number:08x}", text) for number, text in enumerate(texts, 1))
