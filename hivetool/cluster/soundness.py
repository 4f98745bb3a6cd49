"""What is wrong with a database: every object is looked at, all of a kind at once."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from types import MappingProxyType

from hivetool.hive.batch import NONE, Batch
from hivetool.hive.decode import decoded
from hivetool.hive.errors import BadValueData, Problem
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.types import type_name
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key, Value

from .collection import Collection, all_upcased
from .facts import content_of
from .faults import Fault
from .model import Database
from .objects import ClusterObject, is_node_number
from .schema import ANY, FOLDERS, KINDS, PARAMETERS, SCHEMA, Kind, Property, own_properties, private_properties

REQUIRED: tuple[Kind, ...] = ("node", "group", "resource", "resource type")
"""Kinds whose folder every cluster has."""

GUIDS: tuple[Kind, ...] = ("group", "resource", "network", "network interface")
"""Kinds whose keys are named by GUIDs (MS-CMRP, note 59)."""

_HEX = str.maketrans("0123456789ABCDEF", "0" * 16)
_GUID = "00000000-0000-0000-0000-000000000000"

_OWN_FAULTS = frozenset({"Contains", "dependent", "dependency", "Dependencies"})
"""References that have a fault of their own."""

_WHY: Mapping[str, str] = MappingProxyType(
    {"missing": "does not exist", "taken": "is in another group or listed twice"}
)


def problems_of(database: Database, only: ClusterObject | None = None) -> Iterator[Problem]:
    """Every problem, kind by kind; with ``only`` those of this object and, where that is done as soon, of its kind."""
    if only is None:
        yield from _missing_keys(database)
    for kind in KINDS if only is None else (only.kind,):
        if kind in FOLDERS:
            known = database.collections[kind]
            yield from _keys(known)
            yield from _names(known)
        batch = _batch(database, kind) if only is None else Batch(database.hive, [only.row])
        yield from _values(batch, own_properties(kind).values())
        yield from _private_values(database, kind) if only is None else _private_of(database.hive, only)
        yield from _references(database, kind, batch)
    for kinds, find in _BETWEEN:
        if only is None or only.kind in kinds:
            yield from find(database)


def _batch(database: Database, kind: Kind) -> Batch:
    if kind in FOLDERS:
        return database.collections[kind].batch
    return Batch(database.hive, [item.row for item in database.objects(kind)])


def _missing_keys(database: Database) -> Iterator[Problem]:
    for kind in REQUIRED:
        if database.collections[kind].row is None:
            yield Fault.MISSING_KEY.problem(database.hive.root.location, name=FOLDERS[kind])


def _keys(known: Collection) -> Iterator[Problem]:
    for row in known.repeated:
        key = Key(known.hive, row)
        yield Fault.REPEATED_KEY.problem(key.location, name=key.name)
    form = "GUID" if known.kind in GUIDS else "number" if known.kind == "node" else ""
    if form == "GUID" and "\0".join(known.upcased).translate(_HEX) == "\0".join([_GUID] * len(known.ids)):
        return
    for row, identity, upcased in zip(known.batch.rows, known.ids, known.upcased, strict=True) if form else ():
        bare = upcased.removeprefix("{").removesuffix("}")
        if not (is_node_number(identity) if form == "number" else bare.translate(_HEX) == _GUID):
            yield Fault.KEY_NAME.problem(Key(known.hive, row).location, name=identity, kind=known.kind, form=form)


def _names(known: Collection) -> Iterator[Problem]:
    """Names compare without case (MS-CMRP 3.1.1.1.1); an object without a name has its id, which is no second one."""
    names = known.upcased_names
    if len(set(names)) < len(names):
        seen: set[str] = set()
        for row, name, upcased in zip(known.batch.rows, known.names, names, strict=True):
            if upcased in seen:
                yield Fault.REPEATED_NAME.problem(Key(known.hive, row).location, name=name, kind=known.kind)
            seen.add(upcased)
    if known.kind == "resource" and not known.by_id.keys().isdisjoint(names):
        for row, name, upcased, own in zip(known.batch.rows, known.names, names, known.upcased, strict=True):
            if upcased != own and upcased in known.by_id:
                yield Fault.NAME_IS_ID.problem(Key(known.hive, row).location, name=name)


def _values(batch: Batch, properties: Iterable[Property]) -> Iterator[Problem]:
    for prop in properties:
        if prop.name == ANY:
            continue
        for row in batch.misfits(prop.name, prop.stored_as):
            yield misfit(prop, batch.hive.value_at(row))
        for row in batch.repeated(prop.name):
            value = batch.hive.value_at(row)
            yield Fault.REPEATED_VALUE.problem(value.location, name=prop.name)


def misfit(prop: Property, value: Value) -> Problem:
    """The problem of a value that has a property's name and not its form."""
    if value.type not in prop.stored_as:
        form = " or ".join(type_name(kind) for kind in prop.stored_as)
        expected = str(prop.form) if not prop.also else form
        return Fault.VALUE_TYPE.problem(value.location, type_name(value.type), expected, name=prop.name, form=expected)
    expected = "it has exactly 8"
    try:
        decoded(value.type, value.data)
    except BadValueData as error:
        expected = error.expected
    size = len(value.data)
    return Fault.VALUE_DATA.problem(
        value.location, f"{size} bytes", expected, name=prop.name, form=type_name(value.type), size=size
    )


def _private_values(database: Database, kind: Kind) -> Iterator[Problem]:
    """The values in Parameters, the objects of each resource type together, since the type says what they are."""
    typed = kind in ("resource", "resource type")
    if not (typed or private_properties(kind)):
        return
    batch = _batch(database, kind)
    rows = batch.subkeys(PARAMETERS)
    types = [""] * len(rows)
    if typed:
        known = database.collections[kind]
        types = known.upcased if kind == "resource type" else all_upcased(known.type_names)
    of_type: dict[str, list[int]] = {}
    for name, row in zip(types, rows, strict=True):
        of_type.setdefault(name, []).append(row)
    for name, those in of_type.items():
        table = private_properties(kind, name)
        if table:
            yield from _values(Batch(batch.hive, [row for row in those if row != NONE]), table.values())


def _private_of(hive: Hive, item: ClusterObject) -> Iterator[Problem]:
    """The same for one object."""
    rows = [row for row in Batch(hive, [item.row]).subkeys(PARAMETERS) if row != NONE]
    yield from _values(Batch(hive, rows), private_properties(item.kind, item.private_type).values())


def _references(database: Database, kind: Kind, batch: Batch) -> Iterator[Problem]:
    for prop in SCHEMA[kind].values():
        if prop.refers_to is None or prop.name in _OWN_FAULTS:
            continue
        stored = batch.data(prop.name, prop.stored_as)
        lost = {each: tuple(_lost(database, prop, *each)) for each in {*stored} if each is not None}
        if any(lost.values()):
            yield from _lost_references(batch, prop, [lost[each] if each is not None else () for each in stored])


def _lost(database: Database, prop: Property, kind: int, data: bytes) -> Iterator[str]:
    """What a value names that is not there."""
    content = content_of(prop, kind, data)
    if isinstance(content, bytes):
        return
    if isinstance(content, int):
        texts: tuple[str, ...] = () if prop.word(content) is not None else (str(content),)
    else:
        texts = (content,) if isinstance(content, str) else content
    assert prop.refers_to is not None
    target = database.collections[prop.refers_to]
    for text in texts:
        upcased = upcase(text)
        if text and upcased not in target.by_id and not (prop.by_name and upcased in target.by_name):
            yield text


def _lost_references(batch: Batch, prop: Property, lost: list[tuple[str, ...]]) -> Iterator[Problem]:
    for row, texts in zip(batch.rows, lost, strict=True):
        at = _value_location(batch.hive, row, prop.name) if texts else Location()
        for text in texts:
            yield Fault.REFERENCE.problem(at, name=prop.name, kind=str(prop.refers_to), text=text)


def _contents(database: Database) -> Iterator[Problem]:
    groups, resources = database.collections["group"].batch, database.collections["resource"]
    strays = database.membership.strays
    places = {stray.place: groups.rows[stray.place] for stray in strays}
    lists = {place: _value_location(groups.hive, row, "Contains") for place, row in places.items()}
    for stray in strays:
        yield Fault.CONTAINS.problem(lists[stray.place], name=stray.listed, why=_WHY[stray.why])
    checkpoints = database.collections["checkpoint"]
    for row, identity, upcased in zip(checkpoints.batch.rows, checkpoints.ids, checkpoints.upcased, strict=True):
        if upcased not in resources.by_id:
            yield Fault.CHECKPOINT.problem(Key(checkpoints.hive, row).location, name=identity)


def _dependencies(database: Database) -> Iterator[Problem]:
    for entry in database.graph.odd:
        if entry.dependent is None:
            yield Fault.DEPENDENCY.problem(entry.at)
            continue
        for each in entry.parsed:
            if each.fault:
                yield Fault.EXPRESSION.problem(entry.at, why=each.fault)
            for name in each.missing:
                yield Fault.PROVIDER.problem(entry.at, name=name)
    for item in database.graph.cyclic:
        yield Fault.CYCLE.problem(item.at)


_BETWEEN: tuple[tuple[tuple[Kind, ...], Callable[[Database], Iterator[Problem]]], ...] = (
    (("group", "checkpoint"), _contents),
    (("dependency", "resource"), _dependencies),
)
"""What is wrong between objects, and the kinds of objects at which these problems stand."""


def _value_location(hive: Hive, row: int, name: str) -> Location:
    key = Key(hive, row)
    value = key.value(name)
    return value.location if value is not None else key.location
