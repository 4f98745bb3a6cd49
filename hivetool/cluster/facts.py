"""What is stored in one key: the properties that are understood, and every value that is not."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from typing import Final

from hivetool.hive.decode import decoded
from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key, Value

from .schema import ANY, Property

Content = int | str | tuple[str, ...] | bytes
"""What a stored value says: a number, a text, a list of texts, or bytes."""


@dataclass(frozen=True, slots=True)
class Fact:
    """One stored value that was understood: what it says and where it stands.

    ``value`` is as the property's form says; ``data`` are the bytes as stored.
    """

    name: str
    value: Content
    data: bytes
    at: Location


@dataclass(frozen=True, slots=True)
class Unknown:
    """What a key holds besides properties that are understood.

    ``values`` stand in the key itself, ``parameters`` in its subkey ``Parameters``; ``keys`` are the other subkeys of
    both, with all that is below them. A value that has a property's name and not its form is here too.
    """

    values: tuple[Value, ...] = ()
    parameters: tuple[Value, ...] = ()
    keys: tuple[Key, ...] = ()

    def __bool__(self) -> bool:
        return bool(self.values or self.parameters or self.keys)


def content_of(prop: Property, kind: int, data: bytes) -> Content:
    """What a value says that has the property's form."""
    if prop.stored_as[kind] > 2:
        return int.from_bytes(data, "little")
    found = decoded(kind, data)
    return tuple(found) if isinstance(found, list) else found


class Facts(Mapping[str, Fact]):
    """The properties stored in one key by their names in the schema, each a :class:`Fact` made when it is looked at.

    Of several values of one name the first that is understood counts; the others are among ``unknown``, as is every
    value without a property. ``path`` is the key's, ``table`` has the properties by their names in upper case.
    """

    __slots__ = ("_made", "_path", "_values", "unknown")

    def __init__(self, path: str, values: tuple[Value, ...], table: Mapping[str, Property]) -> None:
        known: dict[str, tuple[Property, Value]] = {}
        unknown: list[Value] = []
        every = table.get(ANY)
        for value in values:
            prop = table.get(upcase(value.name), every)
            if prop is not None and prop.fits(value.type, len(value.data)):
                name = value.name if prop is every else prop.name
                if name not in known:
                    known[name] = (prop, value)
                    continue
            unknown.append(value)
        self._made: Final[dict[str, Fact]] = {}
        self._path: Final = path
        self._values: Final = known
        self.unknown: Final = tuple(unknown)

    def __getitem__(self, name: str) -> Fact:
        made = self._made.get(name)
        if made is not None:
            return made
        prop, value = self._values[name]
        place = int(value.hive.columns.values.place[value.row])
        at = value.hive.location(self._path, value.name, place)
        made = self._made[name] = Fact(name, content_of(prop, value.type, value.data), value.data, at)
        return made

    def __iter__(self) -> Iterator[str]:
        return iter(self._values)

    def __len__(self) -> int:
        return len(self._values)

    def __contains__(self, name: object) -> bool:
        return name in self._values

    def content(self, name: str) -> Content | None:
        """What the property says, None where it is not stored: without the place, so sooner than the fact."""
        found = self._values.get(name)
        return content_of(found[0], found[1].type, found[1].data) if found is not None else None

    def stored(self, name: str) -> Value | None:
        """The value behind a property, as the hive has it."""
        found = self._values.get(name)
        return found[1] if found is not None else None


NOTHING: Final = Facts("", (), {})
"""The properties of a key that is not there."""
