"""All objects of one kind at once: their keys, ids and names, without making an object of any."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from functools import cached_property

from hivetool.hive.batch import Batch
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .facts import Content, content_of
from .schema import NAMED_BY, SCHEMA, Kind, Property


@dataclass(frozen=True, eq=False)
class Collection:
    """The keys below one folder, in stored order. ``row`` is the folder's, None if the hive has none.

    Of several keys of one name (without case) the first is in ``batch``, the others are ``repeated``: Windows could
    not open them.
    """

    hive: Hive
    kind: Kind
    row: int | None
    _looks: dict[str, int] = field(default_factory=dict, init=False, repr=False)
    _columns: dict[str, list[Content | None]] = field(default_factory=dict, init=False, repr=False)

    @cached_property
    def batch(self) -> Batch:
        """The keys of the objects."""
        return self._split[0]

    @cached_property
    def repeated(self) -> tuple[int, ...]:
        """The rows of keys whose name another has before them."""
        return self._split[3]

    @cached_property
    def ids(self) -> list[str]:
        """The ids as stored."""
        return self._split[1]

    @cached_property
    def upcased(self) -> list[str]:
        """The ids in upper case."""
        return self._split[2]

    @cached_property
    def by_id(self) -> Mapping[str, str]:
        """The ids by themselves in upper case."""
        return dict(zip(self.upcased, self.ids, strict=True))

    @cached_property
    def names(self) -> list[str]:
        """The names: as stored, or the id where nothing usable is."""
        prop = NAMED_BY.get(self.kind)
        if prop is None:
            return self.ids
        stored = self.batch.texts(prop, SCHEMA[self.kind][prop].stored_as)
        return [name or identity for name, identity in zip(stored, self.ids, strict=True)]

    @cached_property
    def upcased_names(self) -> list[str]:
        """The names in upper case."""
        return all_upcased(self.names)

    @cached_property
    def by_name(self) -> Mapping[str, str]:
        """The ids by the names in upper case; of equal names the first counts."""
        return dict(reversed(tuple(zip(self.upcased_names, self.ids, strict=True))))

    def called(self, upcased: str) -> list[int]:
        """The places of the objects whose name or id, in upper case, is this."""
        if upcased not in self.upcased_names and upcased not in self.upcased:
            return []
        pairs = zip(self.upcased_names, self.upcased, strict=True)
        return [place for place, pair in enumerate(pairs) if upcased in pair]

    def path(self, place: int) -> str:
        """The path of an object's key."""
        return f"{self._folder}\\{self.ids[place]}" if self._folder else self.ids[place]

    def column(self, name: str) -> list[Content | None] | None:
        """What every object stores under a property of the own key; None until it has been asked for often enough.

        Who wants a property of many objects gets it for all at once, who looks at a few pays for these.
        """
        column = self._columns.get(name)
        if column is not None:
            return column
        prop = SCHEMA[self.kind].get(name)
        looks = self._looks[name] = self._looks.get(name, 0) + 1
        if prop is None or looks * _PART <= len(self.ids) + _FEW:
            return None
        column = self._columns[name] = self._column(prop)
        return column

    def every(self, name: str) -> list[Content | None]:
        """What every object stores under a property of the own key, for who knows that all of it is wanted."""
        if name not in self._columns:
            self._columns[name] = self._column(SCHEMA[self.kind][name])
        return self._columns[name]

    def _column(self, prop: Property) -> list[Content | None]:
        stored = self.batch.data(prop.name, prop.stored_as)
        known = {each: content_of(prop, *each) for each in {*stored} if each is not None}
        return [None if each is None else known[each] for each in stored]

    @cached_property
    def _folder(self) -> str:
        return Key(self.hive, self.row).name if self.row is not None else ""

    @cached_property
    def type_names(self) -> list[str]:
        """The stored names of the resource types of resources, ``""`` where nothing usable is."""
        prop = SCHEMA["resource"]["Type"]
        return [name or "" for name in self.batch.texts(prop.name, prop.stored_as)]

    @classmethod
    def single(cls, hive: Hive, kind: Kind, row: int, identity: str) -> Collection:
        """The collection of an object that is the only one of its kind."""
        only = cls(hive, kind, None)
        only.__dict__["_split"] = (Batch(hive, [row]), [identity], [upcase(identity)], ())
        return only

    @cached_property
    def _split(self) -> tuple[Batch, list[str], list[str], tuple[int, ...]]:
        whole = Batch.below(self.hive, self.row)
        ids = whole.names()
        upcased = all_upcased(ids)
        if len(set(upcased)) == len(upcased):
            return whole, ids, upcased, ()
        first = {name: place for place, name in reversed(tuple(enumerate(upcased)))}
        kept = sorted(first.values())
        again = tuple(row for place, row in enumerate(whole.rows) if first[upcased[place]] != place)
        unique = Batch(self.hive, [whole.rows[place] for place in kept])
        return unique, [ids[place] for place in kept], [upcased[place] for place in kept], again


_PART, _FEW = 64, 4_000
"""Who has asked for a property of a 64th of the objects, and of some dozens, will ask for it of the rest."""


def all_upcased(texts: list[str]) -> list[str]:
    """Every text in upper case, all at once where none has a NUL."""
    upcased = upcase("\0".join(texts)).split("\0")
    return upcased if len(upcased) == len(texts) else list(map(upcase, texts))
