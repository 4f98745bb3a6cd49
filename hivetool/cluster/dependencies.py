"""Which resource needs which: what the database says, and what to do about cycles."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from itertools import compress
from operator import not_
from typing import NamedTuple

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


class _Asked(NamedTuple):
    """What one entry asks for, where all of it exists; ``expression`` None: just the one provider."""

    dependent: str
    providers: tuple[str, ...]
    expression: Expression | None
    row: int

    @property
    def whole(self) -> Expression:
        return self.expression or Needs(self.providers[0])


@dataclass(frozen=True, eq=False)
class DependencyGraph:
    """Who needs whom: from the keys below Dependencies, and from the resources' own lists of Windows Server 2003.

    Nearly all keys are plain: one resource needs another one, and both exist. Only of the others objects are made
    before somebody asks for them.
    """

    keys: Collection
    resources: Collection

    @cached_property
    def odd(self) -> tuple[Entry, ...]:
        """The entries that are not plain: only of these something may not exist, or be of wrong form."""
        return (*self._keyed.values(), *self._listed)

    @cached_property
    def sound(self) -> tuple[Dependency, ...]:
        """The dependencies between resources that exist, without those in a cycle."""
        return tuple(map(self._dependency, self._split[0]))

    @cached_property
    def cyclic(self) -> tuple[Dependency, ...]:
        """The dependencies that are part of a cycle."""
        return tuple(map(self._dependency, self._split[1]))

    @cached_property
    def needs(self) -> Mapping[str, tuple[tuple[str, ...], Expression]]:
        """By a resource's id the ids that it depends on, and the expression; several dependencies count together."""
        counting, _ = self._split
        found = {each.dependent: (each.providers, each.whole) for each in counting}
        if len(found) == len(counting):
            return found
        expressions: dict[str, list[Expression]] = {}
        for each in counting:
            expressions.setdefault(each.dependent, []).append(each.whole)
        joined = {identity: all_of(parts) for identity, parts in expressions.items()}
        return {identity: (resources_of(each), each) for identity, each in joined.items() if each is not None}

    @cached_property
    def dependents(self) -> Mapping[str, tuple[str, ...]]:
        """By a resource's id the ids of those that depend on it."""
        found: dict[str, dict[str, None]] = {}
        for each in self._split[0]:
            for provider in each.providers:
                found.setdefault(provider, {})[each.dependent] = None
        return {identity: tuple(dependents) for identity, dependents in found.items()}

    @cached_property
    def _split(self) -> tuple[list[_Asked], list[_Asked]]:
        """What counts, and what does not as it is in a cycle."""
        rows = self.keys.batch.rows
        asked = [
            _Asked(pair[0], (pair[1],), None, rows[place]) if pair is not None else _asked(self._keyed[place])
            for place, pair in enumerate(self._plain)
        ]
        asked += map(_asked, self._listed)
        found = [each for each in asked if each is not None]
        cyclic = in_cycles([(each.dependent, each.providers) for each in found])
        if True not in cyclic:
            return found, []
        return list(compress(found, map(not_, cyclic))), list(compress(found, cyclic))

    def _dependency(self, asked: _Asked) -> Dependency:
        return Dependency(asked.dependent, asked.providers, asked.whole, Key(self.keys.hive, asked.row))

    def _resolve(self, name: str) -> str | None:
        upcased = upcase(name)
        found = self.resources.by_id.get(upcased)
        return found or (self.resources.by_name.get(upcased) if upcased else None)

    @cached_property
    def _texts(self) -> tuple[list[str | None], list[str | None]]:
        """What each key stores as dependent and dependency."""
        batch, table = self.keys.batch, SCHEMA["dependency"]
        return (
            batch.texts("dependent", table["dependent"].stored_as),
            batch.texts("dependency", table["dependency"].stored_as),
        )

    @cached_property
    def _plain(self) -> list[tuple[str, str] | None]:
        """The ids of dependent and provider for each key, None where it is not that simple."""
        whose, asked = (all_upcased([text or "" for text in texts]) for texts in self._texts)
        ids = self.resources.by_id
        dependents = map(ids.get, whose)
        providers = [ids.get(text[1:-1]) if text[:1] == "[" and text[-1:] == "]" else None for text in asked]
        return [
            (dependent, provider) if dependent and provider and count == len(_NAMED) else None
            for dependent, provider, count in zip(dependents, providers, self.keys.batch.value_counts(), strict=True)
        ]

    @cached_property
    def _keyed(self) -> Mapping[int, Entry]:
        """The odd ones of the keys below Dependencies, by place."""
        return {place: self._entry(place) for place, pair in enumerate(self._plain) if pair is None}

    def _entry(self, place: int) -> Entry:
        """The providers stand in the value ``dependency``, and in any other that mentions a resource."""
        key = Key(self.keys.hive, self.keys.batch.rows[place])
        who, text = (texts[place] for texts in self._texts)
        found = (parsed(text, self._resolve),) if text else ()
        dependent = None
        if who is not None:
            dependent = self.resources.by_id.get(upcase(who)) or self._resolve(who.strip("{}"))
        return Entry(dependent, (*found, *self._others(key)), key)

    def _others(self, key: Key) -> Iterator[Parsed]:
        """What the values of other names ask for, as far as they mention resources."""
        for value in key.values:
            if upcase(value.name) not in _NAMED and value.type in _TEXTS:
                found = parsed(whole_units(value.data), self._resolve)
                if found.expression is not None:
                    yield Parsed(found.expression)

    @cached_property
    def _listed(self) -> tuple[Entry, ...]:
        """The lists in the resources themselves; where 2003 had them is inferred."""
        batch, prop = self.resources.batch, SCHEMA["resource"]["Dependencies"]
        return tuple(
            Entry(self.resources.ids[place], (parsed(text, self._resolve),), Key(batch.hive, batch.rows[place]))
            for place, text in enumerate(batch.texts(prop.name, prop.stored_as))
            if text
        )


def _asked(entry: Entry) -> _Asked | None:
    expression = entry.expression
    if entry.dependent is None or expression is None:
        return None
    return _Asked(entry.dependent, resources_of(expression), expression, entry.key.row)


def in_cycles(pairs: Sequence[tuple[str, tuple[str, ...]]]) -> list[bool]:
    """Which of these pairs of a dependent and its providers lie on a cycle, or between two cycles."""
    both = {dependent for dependent, _ in pairs} & {provider for _, providers in pairs for provider in providers}
    needs: dict[str, set[str]] = {name: set() for name in both}
    needed_by: dict[str, set[str]] = {name: set() for name in both}
    for dependent, providers in pairs if both else ():
        for provider in both.intersection(providers) if dependent in both else ():
            needs[dependent].add(provider)
            needed_by[provider].add(dependent)
    inner = _trimmed(_trimmed(both, needs, needed_by), needed_by, needs)
    return [dependent in inner and not inner.isdisjoint(providers) for dependent, providers in pairs]


def _trimmed(names: set[str], needs: dict[str, set[str]], needed_by: dict[str, set[str]]) -> set[str]:
    """``names`` without those from which no way along ``needs`` goes on for ever."""
    left = {name: len(needs[name] & names) for name in names}
    free = [name for name, count in left.items() if count == 0]
    while free:
        name = free.pop()
        left.pop(name)
        for other in needed_by[name]:
            if other in left:
                left[other] -= 1
                if left[other] == 0:
                    free.append(other)
    return set(left)
