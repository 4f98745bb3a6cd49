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


@dataclass(frozen=True, slots=True)
class Folder:
    """A key whose subkeys are objects: what these are, and the value that names one.

    Where ``refers`` is set, that value (``""``: the key's own name) is the id of the resource that the object is about.
    """

    kind: str
    value: str = "Name"
    refers: bool = False

    @property
    def title(self) -> str:
        """What stands before the name in a heading."""
        return f"{self.kind} of" if self.refers else self.kind


FOLDERS: Mapping[str, Folder] = MappingProxyType(
    {
        "RESOURCES": Folder("resource"),
        "GROUPS": Folder("group"),
        "NODES": Folder("node", "NodeName"),
        "NETWORKS": Folder("network"),
        "NETWORKINTERFACES": Folder("network interface"),
        "RESOURCETYPES": Folder("resource type", ""),
        "DEPENDENCIES": Folder("dependency", "dependent", refers=True),
        "CHECKPOINTS": Folder("checkpoints", "", refers=True),
        "GROUPSETS": Folder("group set"),
        "AFFINITYRULES": Folder("affinity rule"),
        "FAULTDOMAINS": Folder("fault domain", "FaultDomainName"),
    }
)
"""By the key's name in capitals."""

_NAMED_BY_GUID = ("RESOURCES", "GROUPS", "NETWORKS", "NETWORKINTERFACES")


@dataclass(frozen=True, eq=False)
class Names:
    """Names from the first of ``hives``, all rooted at the cluster, that has the object."""

    hives: tuple[Hive, ...]
    _known: dict[tuple[str, str], str | None] = field(default_factory=dict, repr=False)

    def of(self, folder: str, identity: str) -> str:
        """The name of the object that is the key ``identity`` below ``folder`` (in capitals); the id if it has none."""
        place = (folder, upcase(identity))
        if place not in self._known:
            self._known[place] = next((name for hive in self.hives if (name := _name(hive, *place))), None)
        name = self._known[place] or identity
        row = FOLDERS[folder]
        return self.of("RESOURCES", name) if row.refers else name

    def behind(self, identity: str) -> str | None:
        """The name of the resource, group, network or interface with this GUID; None if there is none."""
        found = ((self.of(folder, identity), folder) for folder in _NAMED_BY_GUID)
        return next((name for name, _ in found if name != identity), None)

    def node(self, number: str) -> str | None:
        """The name of the node with this id; None if there is none."""
        name = self.of("NODES", number)
        return name if name != number else None


def _name(hive: Hive, folder: str, identity: str) -> str | None:
    key = hive.find(f"{folder}\\{identity}")
    return _text(key, FOLDERS[folder].value) if key is not None and FOLDERS[folder].value else None


def _text(key: Key, name: str) -> str | None:
    value = key.value(name)
    if value is None:
        return None
    try:
        found = decoded(value.type, value.data)
    except BadValueData:
        return None
    return found if isinstance(found, str) else None
