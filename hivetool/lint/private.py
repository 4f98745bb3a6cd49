"""Private properties column by column: what stands in the subkeys ``Parameters`` of all resources of one type."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.cluster.facts import Content, content_of
from hivetool.cluster.model import Database, Resource
from hivetool.cluster.schema import PARAMETERS, private_properties
from hivetool.hive.batch import NONE, Batch
from hivetool.hive.upcase import upcase


@dataclass(frozen=True, eq=False)
class Private:
    """All resources of one type, or those that are ``chosen``, with their private properties."""

    database: Database
    type: str
    chosen: tuple[Resource, ...] | None = None
    _columns: dict[str, list[Content | None]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def resources(self) -> tuple[Resource, ...]:
        """The resources."""
        if self.chosen is not None:
            return self.chosen
        names = self.database.collections["resource"].type_names
        wanted = {name for name in {*names} if upcase(name) == upcase(self.type)}
        return tuple([item for item, name in zip(self.database.resources, names, strict=True) if name in wanted])

    def every(self, name: str) -> list[Content | None]:
        """What each resource stores under the property, None where nothing usable is."""
        if name not in self._columns:
            prop = private_properties("resource", self.type).get(upcase(name))
            if prop is None:
                return [None] * len(self.resources)
            stored = iter(self._keys.data(prop.name, prop.stored_as))
            found = [next(stored) if row != NONE else None for row in self._rows]
            known = {each: content_of(prop, *each) for each in {*found} if each is not None}
            self._columns[name] = [known[each] if each is not None else None for each in found]
        return self._columns[name]

    def each(self, name: str) -> Iterator[tuple[Resource, Content | None]]:
        """Every resource with what it stores under the property."""
        return zip(self.resources, self.every(name), strict=True)

    @cached_property
    def _rows(self) -> list[int]:
        return Batch(self.database.hive, [item.row for item in self.resources]).subkeys(PARAMETERS)

    @cached_property
    def _keys(self) -> Batch:
        return Batch(self.database.hive, [row for row in self._rows if row != NONE])


def private(database: Database, resources: Sequence[Resource], name: str) -> list[Content | None]:
    """What each of these resources stores under a private property, None where nothing usable is.

    They are of one type, or of types that have the property in one form; the first one's type says which.
    """
    return Private(database, resources[0].type, tuple(resources)).every(name) if resources else []
