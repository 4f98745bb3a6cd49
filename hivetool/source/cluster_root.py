r"""Finds the cluster database in a hive by its shape: it may be the root, or a key some levels down in an export of
more, and it is called ``Cluster``, ``0.Cluster``, ``CLUSDB_EDIT`` or anything else.
"""

from __future__ import annotations

from collections.abc import Iterator
from typing import NamedTuple

from hivetool.hive.batch import upper_keys
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .errors import NotAClusterDatabase

# Microsoft's documentation of the failover cluster APIs and of cluster backup names these subkeys and values.
CORE_SUBKEYS = frozenset({"GROUPS", "NODES", "RESOURCES"})
SUBKEYS = CORE_SUBKEYS | {
    "AFFINITYRULES",
    "CHECKPOINTS",
    "DEPENDENCIES",
    "FAULTDOMAINS",
    "GROUPSETS",
    "NETWORKINTERFACES",
    "NETWORKS",
    "QUORUM",
    "RESOURCETYPES",
}
VALUES = frozenset({"CLUSTERINSTANCEID", "CLUSTERNAME", "CLUSTERNAMERESOURCE", "PAXOSTAG"})

DEEPEST = 3
"""Levels below the root that are searched."""

MOST_KEYS = 50_000
"""Keys that are looked at, the upper levels first."""

MOST_VALUES = 1_000
"""Values of the root that are looked at."""

MOST_NAMES = 8
"""Subkeys that a message lists."""


class Shape(NamedTuple):
    """What the root of a well-known hive has: all of these subkeys, and (if there are any) one of those."""

    what: str
    all_of: tuple[str, ...]
    one_of: tuple[str, ...] = ()


SHAPES: tuple[Shape, ...] = (
    Shape("a SYSTEM hive", ("ControlSet001",), ("Select", "MountedDevices", "Setup")),
    Shape("a SOFTWARE hive", ("Microsoft", "Classes")),
    Shape("a SECURITY hive", ("Policy",), ("Cache", "RXACT", "SAM")),
    Shape("a SAM hive", ("SAM",)),
    Shape("a user's hive, NTUSER.DAT", ("AppEvents", "Control Panel")),
    Shape("a user's hive, DEFAULT or NTUSER.DAT", ("Control Panel", "Environment"), ("Software", "Keyboard Layout")),
    Shape("a user's hive of classes, UsrClass.dat", ("Local Settings",)),
    Shape("a boot configuration database, BCD", ("Objects", "Description")),
    Shape("an Amcache hive", ("Root",)),
    Shape("a COMPONENTS hive", ("DerivedData",), ("CanonicalData", "ServicingStackVersions", "Catalogs", "Installers")),
    Shape("a COMPONENTS hive", ("CanonicalData",)),
    Shape("a DRIVERS hive", ("DriverDatabase",)),
)


def cluster_root(hive: Hive) -> Hive:
    """The hive rooted at the cluster database; ``hive`` itself if it is its root already.

    The key with the most subkeys of a cluster counts, of equals the upper one. The root passes with two of Groups,
    Nodes and Resources, or one of them and one more sign; a key further down needs three. Raises
    :class:`NotAClusterDatabase`.
    """
    key = cluster_key(hive)
    return hive if key.row == 0 else hive.rooted_at(key)


def cluster_key(hive: Hive) -> Key:
    """The key in a hive that is the root of a cluster database, see :func:`cluster_root`."""
    best = max(_candidates(hive), key=lambda each: each[1], default=None)
    if best is None:
        raise NotAClusterDatabase(looks_like(hive), hive.root.location)
    return Key(hive, best[0])


def looks_like(hive: Hive) -> str:
    """What a hive is, by the table of shapes, else the names of its first keys."""
    subkeys = _subkey_names(hive, 0, MOST_KEYS)
    known = {upcase(name) for name in subkeys}
    for shape in SHAPES:
        if all(upcase(name) in known for name in shape.all_of):
            others = [name for name in shape.one_of if upcase(name) in known]
            if others or not shape.one_of:
                return f"it looks like {shape.what} (subkeys {', '.join((*shape.all_of, *others[:1]))})"
    if not subkeys:
        return "it is an empty hive, its root has no subkeys"
    more = int(hive.columns.child_count[0]) - MOST_NAMES
    listed = ", ".join(name if name.isprintable() else ascii(name) for name in subkeys[:MOST_NAMES])
    return f"its root has the subkeys {listed}" + (f" and {more} more" if more > 0 else "")


def _candidates(hive: Hive) -> Iterator[tuple[int, int]]:
    """Rows of keys that look like a cluster database, upper ones first, with the number of signs."""
    for row, signs in sorted(_signs(hive).items()):
        core = len(signs & CORE_SUBKEYS)
        count = len(signs)
        if row == 0 and core == 1:
            count += len(_root_values(hive) & VALUES)
        if (row == 0 and core and count >= 2) or (core >= 2 and count >= 3):
            yield row, count


def _signs(hive: Hive) -> dict[int, set[str]]:
    """For the rows of the upper levels, which subkeys of a cluster each has."""
    found: dict[int, set[str]] = {}
    for parent, name in upper_keys(hive, SUBKEYS, DEEPEST + 1, MOST_KEYS):
        found.setdefault(parent, set()).add(name)
    return found


def _root_values(hive: Hive) -> set[str]:
    columns = hive.columns
    count = min(int(columns.first_value[1]), MOST_VALUES)
    return {upcase(columns.values.name.text(columns.buffers, row)) for row in range(count)}


def _subkey_names(hive: Hive, row: int, most: int) -> list[str]:
    columns = hive.columns
    first = int(columns.first_child[row])
    count = min(int(columns.child_count[row]), most)
    return [columns.keys.name.text(columns.buffers, each) for each in range(first, first + count)]
