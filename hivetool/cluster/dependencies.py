"""Which resource needs which: what the database says, and what to do about cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import cached_property

from hivetool.hive.decode import whole_units
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .collection import Collection, all_upcased
from .expressions import Expression, Needs, Parsed, all_of, parsed, resources_of
from .schema import SCHEMA

_TEXTS = (ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_MULTI_SZ)
_NAMED = frozenset(map(upcase, ("dependent", "dependency")))


class _Stands:
    """What stands at a key."""

    __slots__ = ()
    key: Key

    @property
    def at(self) -> Location:
        """Where it stands."""
        return self.key.location


@dataclass(frozen=True, slots=True)
class Dependency(_Stands):
    """``dependent`` needs ``providers`` (resource ids) online before it, as ``expression`` says; ``key`` says so."""

    dependent: str
    providers: tuple[str, ...]
    expression: Expression
    key: Key


@dataclass(frozen=True, slots=True)
class Entry(_Stands):
    """What one key says that makes a dependency; ``dependent`` None: it names no resource that exists.

    ``parsed`` has what it asks for, one item for each value that does; ``key`` is below Dependencies, or a resource's.
    """

    dependent: str | None
    parsed: tuple[Parsed, ...]
    key: Key

    @property
    def expression(self) -> Expression | None:
        """All that it asks for, as far as it exists."""
        if len(self.parsed) == 1:
            return self.parsed[0].expression
        return all_of(each.expression for each in self.parsed if each.expression is not None)


@dataclass(frozen=True, eq=False)
class DependencyGraph:
    """Who needs whom: from the keys below Dependencies, and from the resources' own lists of Windows Server 2003."""

    keys: Collection
    resources: Collection

    @cached_property
    def entries(self) -> tuple[Entry, ...]:
        """What is said, in stored order, whether it can be or not."""
        return (*self._keyed(), *self._listed())

    @cached_property
    def sound(self) -> tuple[Dependency, ...]:
        """The dependencies between resources that exist, without those in a cycle."""
        return self._split[0]

    @cached_property
    def cyclic(self) -> tuple[Dependency, ...]:
        """The dependencies that are part of a cycle."""
        return self._split[1]

    @cached_property
    def needs(self) -> Mapping[str, tuple[tuple[str, ...], Expression]]:
        """By a resource's id the ids that it depends on, and the expression; several dependencies count together."""
        expressions: dict[str, list[Expression]] = {}
        for item in self.sound:
            expressions.setdefault(item.dependent, []).append(item.expression)
        joined = {identity: all_of(parts) for identity, parts in expressions.items()}
        return {identity: (resources_of(each), each) for identity, each in joined.items() if each is not None}

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """By a resource's id the ids of those that depend on it."""
        found: dict[str, dict[str, None]] = {}
        for item in self.sound:
            for provider in item.providers:
                found.setdefault(provider, {})[item.dependent] = None
        return {identity: tuple(dependents) for identity, dependents in found.items()}

    @cached_property
    def _split(self) -> tuple[tuple[Dependency, ...], tuple[Dependency, ...]]:
        every = (
            Dependency(entry.dependent, resources_of(expression), expression, entry.key)
            for entry in self.entries
            if entry.dependent is not None and (expression := entry.expression) is not None
        )
        return without_cycles(tuple(every))

    def _resolve(self, name: str) -> str | None:
        upcased = upcase(name)
        found = self.resources.by_id.get(upcased)
        return found or (self.resources.by_name.get(upcased) if upcased else None)

    def _keyed(self) -> Iterator[Entry]:
        """The providers stand in the value ``dependency``, and in any other that mentions a resource."""
        batch, table = self.keys.batch, SCHEMA["dependency"]
        dependents = batch.texts("dependent", table["dependent"].stored_as)
        expressions = batch.texts("dependency", table["dependency"].stored_as)
        whose = all_upcased([who or "" for who in dependents])
        asked = all_upcased([text or "" for text in expressions])
        ids = self.resources.by_id
        rows = zip(dependents, whose, expressions, asked, batch.value_counts(), batch.rows, strict=True)
        for who, upcased, text, wanted, count, row in rows:
            key = Key(batch.hive, row)
            only = ids.get(wanted[1:-1]) if wanted.startswith("[") and wanted.endswith("]") else None
            found = (Parsed(Needs(only)),) if only else (parsed(text, self._resolve),) if text else ()
            if count > (who is not None) + (text is not None):
                found = (*found, *self._others(key))
            dependent = ids.get(upcased) or (self._resolve(who.strip("{}")) if who is not None else None)
            yield Entry(dependent, found, key)

    def _others(self, key: Key) -> Iterator[Parsed]:
        """What the values of other names ask for, as far as they mention resources."""
        for value in key.values:
            if upcase(value.name) not in _NAMED and value.type in _TEXTS:
                found = parsed(whole_units(value.data), self._resolve)
                if found.expression is not None:
                    yield Parsed(found.expression)

    def _listed(self) -> Iterator[Entry]:
        """The lists in the resources themselves; where 2003 had them is inferred."""
        batch, prop = self.resources.batch, SCHEMA["resource"]["Dependencies"]
        for place, text in enumerate(batch.texts(prop.name, prop.stored_as)):
            if text:
                key = Key(batch.hive, batch.rows[place])
                yield Entry(self.resources.ids[place], (parsed(text, self._resolve),), key)


def without_cycles(dependencies: tuple[Dependency, ...]) -> tuple[tuple[Dependency, ...], tuple[Dependency, ...]]:
    """The dependencies that lie on no cycle (nor between two cycles), and those that do."""
    needs: dict[str, set[str]] = {}
    needed_by: dict[str, set[str]] = {}
    for item in dependencies:
        for provider in item.providers:
            needs.setdefault(item.dependent, set()).add(provider)
            needed_by.setdefault(provider, set()).add(item.dependent)
    inner = _trimmed(_trimmed(set(needs) & set(needed_by), needs, needed_by), needed_by, needs)
    if not inner:
        return dependencies, ()
    cyclic = [item.dependent in inner and not inner.isdisjoint(item.providers) for item in dependencies]
    sound = tuple(item for item, is_cyclic in zip(dependencies, cyclic, strict=True) if not is_cyclic)
    return sound, tuple(item for item, is_cyclic in zip(dependencies, cyclic, strict=True) if is_cyclic)


def _trimmed(names: set[str], needs: dict[str, set[str]], needed_by: dict[str, set[str]]) -> set[str]:
    """``names`` without those from which no way along ``needs`` goes on for ever."""
    left = {name: len(needs.get(name, set()) & names) for name in names}
    free = [name for name, count in left.items() if count == 0]
    while free:
        name = free.pop()
        left.pop(name)
        for other in needed_by.get(name, ()):
            if other in left:
                left[other] -= 1
                if left[other] == 0:
                    free.append(other)
    return set(left)
