"""A picture of what depends on what and where it is expected to run, as data: boxes, leaves in them, and arrows."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from typing import ClassVar, Literal

from hivetool.cluster.expressions import AllOf, AnyOf, Expression, Needs
from hivetool.cluster.model import Group, Resource
from hivetool.hive.errors import HivetoolError

from .inspection import Inspection

MOST = 400
"""Resources in one picture: beyond that nobody sees anything, and Mermaid draws no more than 500 arrows."""

NOWHERE = "on no node"
UNGROUPED = "in no group"

What = Literal["resource", "offline", "elsewhere", "and", "or"]
"""``offline``: commanded so; ``elsewhere``: needed, and of a group that is not drawn; the others join arrows."""


@dataclass(frozen=True, slots=True)
class Leaf:
    """A resource, or a joint of arrows. ``id`` is made here and holds nothing of a name; ``label`` is as stored."""

    id: str
    label: str
    what: What


@dataclass(frozen=True, slots=True)
class Box:
    """A node, or a group in it."""

    id: str
    label: str
    boxes: tuple[Box, ...] = ()
    leaves: tuple[Leaf, ...] = ()


@dataclass(frozen=True, slots=True)
class Arrow:
    """From what depends to what it depends on; ``either``: one of several is enough."""

    source: str
    target: str
    either: bool = False


@dataclass(frozen=True, slots=True)
class Graph:
    """``leaves`` are in no box."""

    title: str
    boxes: tuple[Box, ...]
    leaves: tuple[Leaf, ...]
    arrows: tuple[Arrow, ...]


@dataclass(eq=False)
class TooManyToDraw(HivetoolError):
    """More resources than a picture can show."""

    sentence: ClassVar[str] = (
        "{count:,} resources are too many for one picture, at most {most}: choose with --group NAME"
    )

    count: int
    most: int


@dataclass
class _Drawing:
    """What is drawn so far."""

    inspection: Inspection
    ids: dict[str, str] = field(default_factory=dict)
    loose: list[Leaf] = field(default_factory=list)
    arrows: list[Arrow] = field(default_factory=list)
    joints: int = 0

    def leaf(self, resource: Resource, *, elsewhere: bool = False) -> Leaf:
        database = self.inspection.database
        name = f"r{len(self.ids) + 1}"
        self.ids[resource.id] = name
        if elsewhere:
            group = database.group(resource.group) if resource.group is not None else None
            where = database.label(group) if group is not None else UNGROUPED
            return Leaf(name, f"{database.label(resource)} ({where})", "elsewhere")
        place = self._places[resource.id]
        is_online = self.inspection.commanded[place].value == 1
        return Leaf(name, database.label(resource), "resource" if is_online else "offline")

    def needs(self, source: str, expression: Expression, either: bool = False) -> None:
        """Arrows from ``source`` to all that it needs; alternatives and what is within them hang on a joint."""
        if isinstance(expression, Needs):
            self.arrows.append(Arrow(source, self._target(expression.resource), either))
        elif isinstance(expression, AllOf) and not either:
            for part in expression.parts:
                self.needs(source, part)
        else:
            self.joints += 1
            word: Literal["and", "or"] = "or" if isinstance(expression, AnyOf) else "and"
            joint = Leaf(f"j{self.joints}", word, word)
            self.loose.append(joint)
            self.arrows.append(Arrow(source, joint.id, either))
            for part in expression.parts:
                self.needs(joint.id, part, word == "or")

    def _target(self, identity: str) -> str:
        if identity not in self.ids:
            found = self.inspection.database.resource(identity)
            assert found is not None, "expressions hold resources that exist"
            self.loose.append(self.leaf(found, elsewhere=True))
        return self.ids[identity]

    def __post_init__(self) -> None:
        resources = self.inspection.database.resources
        self._places = {resource.id: place for place, resource in enumerate(resources)}


def graph_of(inspection: Inspection, groups: Sequence[Group] | None = None) -> Graph:
    """The picture of these groups, or of all groups and of resources in none.

    Groups are in the box of their expected owner. Raises :class:`TooManyToDraw`.
    """
    database = inspection.database
    whole = database.groups if groups is None else tuple(dict.fromkeys(groups))
    alone = [each for each in database.resources if each.group is None] if groups is None else []
    count = sum(len(group.resources) for group in whole) + len(alone)
    if max(count, len(whole)) > MOST:
        raise TooManyToDraw(max(count, len(whole)), MOST)
    drawing = _Drawing(inspection)
    boxes = tuple(_boxes(drawing, whole, alone))
    drawn = [*(member for group in whole for member in database.members(group)), *alone]
    for resource in drawn:
        expression = database.expression(resource)
        if expression is not None:
            drawing.needs(drawing.ids[resource.id], expression)
    return Graph(database.name or "", boxes, tuple(drawing.loose), tuple(drawing.arrows))


def _boxes(drawing: _Drawing, groups: Sequence[Group], alone: Sequence[Resource]) -> Iterator[Box]:
    """Nodes that groups are expected on, in stored order; then groups on none, and resources in none."""
    database, owners = drawing.inspection.database, drawing.inspection.owners
    hosts: list[tuple[str | None, str]] = [(node.id, database.label(node)) for node in database.nodes]
    numbers = {group.id: number for number, group in enumerate(groups, 1)}
    for place, (host, label) in enumerate([*hosts, (None, NOWHERE)], 1):
        inside = [group for group in groups if owners[group.id].node == host]
        if inside:
            yield Box(f"n{place}", label, tuple(_box(drawing, group, numbers[group.id]) for group in inside))
    if alone:
        yield Box("u", UNGROUPED, leaves=tuple(drawing.leaf(resource) for resource in alone))


def _box(drawing: _Drawing, group: Group, number: int) -> Box:
    database = drawing.inspection.database
    leaves = tuple(drawing.leaf(member) for member in database.members(group))
    return Box(f"g{number}", database.label(group), leaves=leaves)
