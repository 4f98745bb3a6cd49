"""What a rule looks at: a database, what is wrong with its file, its other copies, and what the engine makes of it."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.cluster.facts import Content, Fact
from hivetool.cluster.in_force import InForce, in_force
from hivetool.cluster.model import VIRTUAL_MACHINE, ClusterObject, Database, Resource
from hivetool.cluster.owners import Owner, expected_owners, stored_node_states
from hivetool.cluster.schema import PARAMETERS, Kind, private_properties
from hivetool.cluster.semantics import WINDOWS
from hivetool.hive.batch import NONE, Batch
from hivetool.hive.errors import Problem
from hivetool.hive.hive import Source
from hivetool.hive.upcase import upcase

from .columns import Column, Keys, all_keys, stored_columns
from .owners import Common, common_owners
from .pairing import Pairing
from .private import Private
from .thresholds import Thresholds

CONFIGURATION = "Virtual Machine Configuration"
"""The resource type of what a virtual machine's files and devices are known by."""


@dataclass(frozen=True, slots=True)
class Process:
    """An RHS process as predicted: its node's id, its program, its resources' ids; ``own``: it is for one alone."""

    node: str
    program: str
    own: bool
    resources: tuple[str, ...]
    calls_per_second: float


@dataclass(frozen=True, eq=False)
class Subject:
    """One database to judge. ``file`` is the input's name.

    ``structure`` are the findings of the structural validator, ``problems`` those of the cluster's soundness.
    ``copies`` are the other databases of the same run, of this cluster or another. ``processes`` come
    from the engine, prepared by whoever runs the rules; None: they were not. All of these may be sequences that are
    made at the first look (:class:`~hivetool.lint.lazily.Lazily`). ``crashing`` are ids of resources that are known to
    crash, as somebody says.
    """

    file: str
    database: Database
    source: Source
    thresholds: Thresholds = field(default_factory=Thresholds)
    structure: Sequence[Problem] = ()
    problems: Sequence[Problem] = ()
    copies: tuple[Subject, ...] = ()
    processes: Sequence[Process] | None = None
    crashing: frozenset[str] = frozenset()
    _settings: dict[tuple[Kind, str], list[InForce]] = field(default_factory=dict, repr=False)
    _private: dict[str, Private] = field(default_factory=dict, repr=False)

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
    def keys(self) -> tuple[Keys, ...]:
        """The keys in which properties stand, of all objects of a kind together."""
        return all_keys(self.database)

    @cached_property
    def columns(self) -> tuple[Column, ...]:
        """Every property that any object stores, kind by kind, with what all of that kind store."""
        return stored_columns(self.keys)

    @cached_property
    def machines(self) -> tuple[Resource, ...]:
        """The Virtual Machine resources."""
        return self.database.machines

    def private(self, kind: str) -> Private:
        """The resources of this type with their private properties, column by column."""
        name = upcase(kind)
        if name not in self._private:
            self._private[name] = Private(self.database, kind)
        return self._private[name]

    @cached_property
    def pairing(self) -> Pairing:
        """Which configuration is which virtual machine's."""
        return Pairing(self.database, self.private(VIRTUAL_MACHINE), self.private(CONFIGURATION))

    def of_type(self, *names: str) -> tuple[Resource, ...]:
        """The resources of these types, whose names compare without case."""
        wanted = {upcase(name) for name in names}
        types = self.database.collections["resource"].type_names
        those = {name for name in {*types} if upcase(name) in wanted}
        return tuple([item for item, name in zip(self.database.resources, types, strict=True) if name in those])

    @cached_property
    def vm_ids(self) -> tuple[str, ...]:
        """The VmID of each of the machines in upper case, ``""`` where it has none."""
        hive = self.database.hive
        places = Batch(hive, [item.row for item in self.machines]).subkeys(PARAMETERS)
        there = [row for row in places if row != NONE]
        stored_as = private_properties("resource", VIRTUAL_MACHINE)[upcase("VmID")].stored_as
        texts = iter(Batch(hive, there).texts("VmID", stored_as))
        return tuple(["" if row == NONE else upcase(next(texts) or "") for row in places])

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
