"""Names of objects by their ids, straight from hives: for texts that are full of ids and mean objects."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass, field
from types import MappingProxyType

from hivetool.hive.decode import decoded
from hivetool.hive.errors import BadValueData
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .schema import FOLDERS, NAMED_BY, Kind

ABOUT: Mapping[Kind, str] = MappingProxyType({"dependency": "dependent", "checkpoint": ""})
"""Kinds of objects that are about a resource, and the value with its id; ``""``: the key's name is it."""

_KIND_OF: Mapping[str, Kind] = MappingProxyType({upcase(folder): kind for kind, folder in FOLDERS.items()})
_NAMED_BY_GUID: tuple[Kind, ...] = ("resource", "group", "network", "network interface")


def object_of(path: str) -> tuple[Kind, str] | None:
    """The kind and the id of the object whose key this is or stands in; None if it is no object's."""
    names = path.split("\\", 2)
    kind = _KIND_OF.get(upcase(names[0]))
    return (kind, names[1]) if kind is not None and len(names) > 1 else None


def title(kind: str) -> str:
    """What stands before the name of an object of this kind: ``group``, ``dependency of``."""
    return f"{kind} of" if kind in ABOUT else kind


@dataclass(frozen=True, eq=False)
class Names:
    """Names from the first of ``hives``, all rooted at the cluster, that has the object."""

    hives: tuple[Hive, ...]
    _known: dict[tuple[Kind, str], str | None] = field(default_factory=dict, repr=False)

    def of(self, kind: Kind, identity: str) -> str:
        """The name of the object of this kind with this id; the id if it has none. Some have that of a resource."""
        place = (kind, upcase(identity))
        if place not in self._known:
            self._known[place] = next((name for hive in self.hives if (name := _name(hive, *place))), None)
        name = self._known[place] or identity
        return self.of("resource", name) if kind in ABOUT else name

    def behind(self, identity: str) -> str | None:
        """The name of the resource, group, network or interface with this GUID; None if there is none."""
        found = (self.of(kind, identity) for kind in _NAMED_BY_GUID)
        return next((name for name in found if name != identity), None)

    def node(self, number: str) -> str | None:
        """The name of the node with this id; None if there is none."""
        name = self.of("node", number)
        return name if name != number else None


def _name(hive: Hive, kind: Kind, identity: str) -> str | None:
    value = ABOUT.get(kind) or NAMED_BY.get(kind)
    key = hive.find(f"{FOLDERS[kind]}\\{identity}") if value else None
    return _text(key, value) if key is not None and value else None


def _text(key: Key, name: str) -> str | None:
    value = key.value(name)
    if value is None:
        return None
    try:
        found = decoded(value.type, value.data)
    except BadValueData:
        return None
    return found if isinstance(found, str) else None
