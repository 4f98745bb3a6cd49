"""From a hive whose root is the cluster key to a :class:`Database`. Nothing here stops at bad values."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType

from hivetool.hive.decode import whole_units
from hivetool.hive.errors import Problem
from hivetool.hive.hive import Hive
from hivetool.hive.types import ValueType, type_name
from hivetool.hive.upcase import upcase

from .dependencies import mentioned, without_cycles
from .entries import Entries, Entry, RawValue, decoded_or_reason
from .model import Database, Dependency, Fact, Group, Node, Resource, ResourceType
from .schema import SCHEMA, Kind, Property

Facts = Mapping[str, Fact]


@dataclass(frozen=True)
class LoadResult:
    """The database and what was wrong with its values."""

    database: Database
    problems: tuple[Problem, ...]


def load_cluster(hive: Hive) -> LoadResult:
    """Nodes, groups, resources, resource types and dependencies of a cluster hive.

    The hive's root must be the cluster key. A value of a wrong type, or a reference to something that does not
    exist, is left out and reported as a problem; missing keys are empty.
    """
    return _Loader(hive).load()


class _Loader:
    def __init__(self, hive: Hive) -> None:
        self.entries = Entries(hive)
        self.problems: list[Problem] = []

    def load(self) -> LoadResult:
        at = self.entries.location
        stored = {upcase(entry.name): (entry, facts) for entry, facts in self._objects("Resources", "resource")}
        ids = {identity: entry.name for identity, (entry, _) in stored.items()}
        groups, group_of = self._groups(ids)
        dependencies, cyclic = without_cycles(tuple(self._dependencies(ids)))
        self.problems += [
            Problem("cluster-dependency-cycle", "the dependency is part of a cycle and is left out", item.at)
            for item in cyclic
        ]
        quorum = self.entries.one("Quorum")
        database = Database(
            facts=self._facts(self.entries.root(), "cluster"),
            nodes=tuple(
                Node(id=entry.name, name=_name(facts, "NodeName", entry), at=at(entry), facts=facts)
                for entry, facts in self._objects("Nodes", "node")
            ),
            groups=groups,
            resources=tuple(
                Resource(
                    id=entry.name,
                    name=_name(facts, "Name", entry),
                    at=at(entry),
                    facts=facts,
                    type=str(facts["Type"].value) if "Type" in facts else "",
                    group=group_of.get(identity),
                )
                for identity, (entry, facts) in stored.items()
            ),
            types=tuple(
                ResourceType(id=entry.name, name=entry.name, at=at(entry), facts=facts)
                for entry, facts in self._objects("ResourceTypes", "resource type")
            ),
            dependencies=dependencies,
            quorum=self._facts(quorum, "quorum") if quorum is not None else {},
        )
        return LoadResult(database, tuple(self.problems))

    def _objects(self, folder: str, kind: Kind) -> Iterator[tuple[Entry, Facts]]:
        for entry in self.entries.below(folder):
            yield entry, self._facts(entry, kind)

    def _facts(self, entry: Entry, kind: Kind) -> Facts:
        facts: dict[str, Fact] = {}
        for value in self.entries.values(entry):
            prop = _BY_UPCASED_NAME[kind].get(upcase(value.name))
            if prop is not None and prop.name not in facts:
                fact = self._fact(prop, entry, value)
                if fact is not None:
                    facts[prop.name] = fact
        return facts

    def _fact(self, prop: Property, entry: Entry, value: RawValue) -> Fact | None:
        at = self.entries.location(entry, value)
        if value.type not in prop.stored_as:
            message = f"{prop.name} is {type_name(value.type)}, not {prop.form}: left out"
            self.problems.append(
                Problem("cluster-value-type", message, at, "warning", prop.form, type_name(value.type))
            )
            return None
        found, reason = decoded_or_reason(value)
        if isinstance(found, bytes) and prop.is_number:
            found, reason = (int.from_bytes(found, "little"), "") if len(found) == 8 else (None, "it has exactly 8")
        if found is None:
            message = f"{prop.name} is left out: {prop.form} of {len(value.data)} bytes, {reason}"
            self.problems.append(
                Problem("cluster-value-data", message, at, "warning", reason, f"{len(value.data)} bytes")
            )
            return None
        return Fact(prop.name, tuple(found) if isinstance(found, list) else found, value.data, at)

    def _groups(self, ids: Mapping[str, str]) -> tuple[tuple[Group, ...], Mapping[str, str]]:
        groups: list[Group] = []
        group_of: dict[str, str] = {}
        for entry, facts in self._objects("Groups", "group"):
            members = []
            for identity in self._contained(facts, ids, group_of):
                members.append(ids[identity])
                group_of[identity] = entry.name
            at = self.entries.location(entry)
            name = _name(facts, "Name", entry)
            groups.append(Group(id=entry.name, name=name, at=at, facts=facts, resources=tuple(members)))
        return tuple(groups), group_of

    def _contained(self, facts: Facts, ids: Mapping[str, str], taken: Mapping[str, str]) -> Iterator[str]:
        """The upper-cased ids a group lists that exist and are in no group yet; the others are problems."""
        contains = facts.get("Contains")
        if contains is None or not isinstance(contains.value, tuple):
            return
        for listed in contains.value:
            identity = upcase(listed)
            if identity in ids and identity not in taken:
                yield identity
            else:
                why = "is in another group or listed twice" if identity in taken else "does not exist"
                message = f"the group lists resource {listed}, which {why}"
                self.problems.append(Problem("cluster-contains", message, contains.at))

    def _dependencies(self, ids: Mapping[str, str]) -> Iterator[Dependency]:
        for entry, facts in self._objects("Dependencies", "dependency"):
            named = facts.get("dependent")
            dependent = ids.get(upcase(str(named.value))) if named is not None else None
            at = self.entries.location(entry)
            if dependent is None:
                message = "the dependency names no resource that exists"
                self.problems.append(Problem("cluster-dependency", message, at))
                continue
            others = [value for value in self.entries.values(entry) if upcase(value.name) != _DEPENDENT]
            providers = [found for value in others for found in mentioned(_searchable(value), ids)]
            if providers:
                yield Dependency(dependent, tuple(dict.fromkeys(providers)), at)


_DEPENDENT = upcase("dependent")

_BY_UPCASED_NAME: Mapping[Kind, Mapping[str, Property]] = MappingProxyType(
    {kind: MappingProxyType({upcase(name): prop for name, prop in props.items()}) for kind, props in SCHEMA.items()}
)


def _name(facts: Facts, prop: str, entry: Entry) -> str:
    fact = facts.get(prop)
    return str(fact.value) if fact is not None and fact.value else entry.name


def _searchable(value: RawValue) -> str:
    if value.type not in (ValueType.REG_SZ, ValueType.REG_MULTI_SZ):
        return ""
    return whole_units(value.data)
