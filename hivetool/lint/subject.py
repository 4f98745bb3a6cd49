"""What a rule looks at: a database, what is wrong with its file, its other copies, and what the engine makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.cluster.facts import Content, Fact
from hivetool.cluster.in_force import InForce, in_force
from hivetool.cluster.model import ClusterObject, Database, Resource
from hivetool.cluster.owners import Owner, expected_owners, stored_node_states
from hivetool.cluster.schema import Kind
from hivetool.cluster.semantics import WINDOWS
from hivetool.hive.errors import Problem
from hivetool.hive.hive import Source

from .owners import Common, common_owners
from .thresholds import Thresholds


@dataclass(frozen=True, slots=True)
class Process:
    """An RHS process as predicted: its node's id, its program, its resources' ids; ``own``: it is for one alone."""

    node: str
    program: str
    own: bool
    resources: tuple[str, ...]
    calls_per_second: float


@dataclass(frozen=True, slots=True)
class Outage:
    """What the engine predicts if these nodes (ids) fail: ``stays_down`` are groups by id, with the reason in words."""

    down: tuple[str, ...]
    quorum: bool
    stays_down: tuple[tuple[str, str], ...]


@dataclass(frozen=True, eq=False)
class Subject:
    """One database to judge. ``file`` is the input's name.

    ``structure`` are the findings of the structural validator, ``problems`` those of the cluster's soundness.
    ``copies`` are the other databases of the same run, of this cluster or another. ``processes`` and ``outages`` come
    from the engine, prepared by whoever runs the rules; None: they were not made.
    """

    file: str
    database: Database
    source: Source
    thresholds: Thresholds = field(default_factory=Thresholds)
    structure: tuple[Problem, ...] = ()
    problems: tuple[Problem, ...] = ()
    copies: tuple[Subject, ...] = ()
    processes: tuple[Process, ...] | None = None
    outages: tuple[Outage, ...] | None = None
    _settings: dict[tuple[Kind, str], list[InForce]] = field(default_factory=dict, repr=False)

    def settings(self, kind: Kind, name: str) -> list[InForce]:
        """What is in force of a property of the own key, for every object of the kind, in stored order.

        Defaults and inheritance are those of Windows: intervals count by name.
        """
        key = (kind, name)
        if key not in self._settings:
            self._settings[key] = in_force(self.database, kind, name, WINDOWS)
        return self._settings[key]

    def each(self, kind: Kind, name: str) -> Iterator[tuple[ClusterObject, InForce]]:
        """Every object of the kind with what is in force for it."""
        return zip(self.database.objects(kind), self.settings(kind, name), strict=True)

    def stored(self, kind: Kind, name: str) -> Iterator[tuple[ClusterObject, Content]]:
        """Every object of the kind that stores the property in its own key, with what it stores."""
        if kind in self.database.collections:
            column: Sequence[Content | None] = self.database.collections[kind].every(name)
        else:
            column = [item.content(name) for item in self.database.objects(kind)]
        for item, content in zip(self.database.objects(kind), column, strict=True):
            if content is not None:
                yield item, content

    @cached_property
    def machines(self) -> tuple[Resource, ...]:
        """The Virtual Machine resources."""
        return self.database.machines

    def of_type(self, *names: str) -> tuple[Resource, ...]:
        """The resources of these types, whose names compare without case."""
        wanted = {name.casefold() for name in names}
        return tuple(
            [
                item
                for item, name in zip(
                    self.database.resources, self.database.collections["resource"].type_names, strict=True
                )
                if name.casefold() in wanted
            ]
        )

    @cached_property
    def owners(self) -> Mapping[str, Owner]:
        """The expected owner of each group, by its id."""
        return expected_owners(self.database, stored_node_states(self.database))

    @cached_property
    def common_owners(self) -> Mapping[str, Common]:
        """By a group's id the nodes that may own all of it, for groups with a resource that lists possible owners."""
        return common_owners(self.database)

    def fact(self, item: ClusterObject, name: str) -> Fact | None:
        """The stored value of a property, of the own key or else a private one."""
        return item.facts.get(name) or item.parameters.get(name)

    def outliers(self, values: Sequence[Content | None]) -> tuple[Content | None, frozenset[int]]:
        """The value that most have, and the places of those that differ, if they are few enough to stand out."""
        counts = Counter(values)
        if len(counts) < 2:
            return (values[0] if values else None), frozenset()
        usual, _ = counts.most_common(1)[0]
        others = [place for place, value in enumerate(values) if value != usual]
        few = len(others) * 100 < self.thresholds.outlier_percent * len(values)
        return usual, frozenset(others) if few else frozenset()
