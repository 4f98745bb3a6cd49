"""HT0 and HT1: values that are missing, mistyped, misspelled or out of range."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.decode import text_data
from hivetool.hive.edit import DeleteKey, Edit
from hivetool.hive.types import ValueType
from hivetool.make.ground import Ground
from hivetool.make.places import root, type_key, vm
from hivetool.make.planting import Defect, at_path, copied, lacks, put, raw, sets
from hivetool.make.resource_types import SERVICE, VM


def _short_number(ground: Ground) -> tuple[Edit, ...]:
    return (raw(ground.machine.vm, "SeparateMonitor", ValueType.REG_DWORD, b"\1\0\0"),)


def _number_as_text(ground: Ground) -> tuple[Edit, ...]:
    return (raw(ground.machine.vm, "SeparateMonitor", ValueType.REG_SZ, text_data("1")),)


def _braces(ground: Ground) -> Iterator[Edit]:
    """Nothing points at the group of a virtual machine, so only its own key changes."""
    key = ground.hive.key(at_path(ground.machine.group))
    yield from copied(key, f"Groups\\{{{key.name.upper()}}}")
    yield DeleteKey(key.path)


def _blank(ground: Ground) -> tuple[Edit, ...]:
    return put(ground.machine.group, Name=f"{ground.machine.group.name} ")


def _cut_list(ground: Ground) -> tuple[Edit, ...]:
    """The last of the two NULs is missing."""
    group = ground.machine.group
    return (raw(group, "Contains", ValueType.REG_MULTI_SZ, group.facts["Contains"].data[:-2]),)


def _too_new(ground: Ground) -> tuple[Edit, ...]:
    """8 is Windows Server 2012 R2, which knew no ColdStartSetting."""
    return (*put("", ClusterFunctionalLevel=8), *put(ground.machine.group, ColdStartSetting=2))


def _no_such_type(ground: Ground) -> tuple[Edit, ...]:
    found = (*ground.resources(SERVICE), *ground.resources(VM))
    target = ground.enough(found, 1, "a generic service or a virtual machine")[0]
    return put(target, Type="Microsoft Exchange Information Store")


SCHEMA_DEFECTS: tuple[Defect, ...] = (
    Defect("HT009", "a number of three bytes", _short_number),
    lacks("HT101", "the cluster has no ClusterInstanceID", root, "ClusterInstanceID"),
    Defect("HT102", "SeparateMonitor stored as text", _number_as_text),
    sets("HT103", "SameSubnetDelay below its least value", root, SameSubnetDelay=10),
    sets("HT104", "SeparateMonitor is neither 0 nor 1", vm, SeparateMonitor=2),
    sets("HT105", "a RestartAction that is none", vm, RestartAction=7),
    Defect("HT106", "a network for clients alone", lambda ground: put(ground.keys("Networks")[0], Role=2)),
    Defect("HT107", "the id of a group in braces and upper case", _braces),
    Defect("HT108", "a blank at the end of a group's name", _blank),
    Defect("HT109", "a list of resources without its end", _cut_list),
    sets("HT110", "PersistentState misspelled", vm, PersitentState=1),
    Defect("HT111", "a property that the functional level does not know", _too_new),
    sets("HT112", "PreventQuorum left in the database", root, PreventQuorum=1),
    sets("HT113", "AdminExtensions of a resource", vm, AdminExtensions=("{4EC90FB0-D0BB-11CF-B5EF-00A0C90AB505}",)),
    Defect("HT114", "a resource of a type that is not registered", _no_such_type),
    lacks("HT115", "a resource type without a DLL", lambda ground: type_key(ground, "Generic Script"), "DllName"),
)
