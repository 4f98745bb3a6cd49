"""``[dll."NAME"]``: how the DLL of a resource behaves, or of all resources that a pattern fits."""

from __future__ import annotations

from collections.abc import Mapping
from typing import Any, Literal

from hivetool.cluster.model import Database, Resource
from hivetool.cluster.naming import NoSuchObject, find_resource, matching, split_kind
from hivetool.hive.upcase import upcase

from . import fields
from .errors import BadScenario
from .model import FUNCTION_NAMES, DllScript, Outcome
from .names import by_id, node_id

KEYS: tuple[str, ...] = (
    "online",
    "online_on",
    "online_takes",
    "offline",
    "offline_takes",
    "lacks",
    "bits",
    "tells_vmms",
    "event_handle",
)
"""The keys of such a table."""

_OFFLINE = (Outcome.SUCCEEDS, Outcome.FAILS, Outcome.HANGS)


def read_dlls(database: Database, given: Any) -> Mapping[str, DllScript]:
    """The scripts by resource id: an exact name beats a ``*`` pattern, a longer pattern a shorter one."""
    exact: dict[str, DllScript] = {}
    best: dict[str, tuple[int, DllScript]] = {}
    for name, script in fields.table(given, "dll").items():
        where = f'dll."{name}"'
        read = _script(database, fields.table(script, where), where)
        fit = _fit(database, name)
        if fit is None:
            resource = fields.located(where, find_resource, database, name)
            if resource.id in exact:
                raise BadScenario(where, f"{fields.shown(resource.name)} has a table already, under another name")
            exact[resource.id] = read
        elif not fit:
            raise BadScenario(where, str(NoSuchObject("resource like", split_kind(name)[1])))
        for resource in fit or ():
            if resource.id not in best or best[resource.id][0] <= len(name):
                best[resource.id] = (len(name), read)
    return {identity: script for identity, (_, script) in best.items()} | exact


def _fit(database: Database, name: str) -> tuple[Resource, ...] | None:
    """The resources a pattern fits; None if ``name`` is no pattern."""
    prefix, bare = split_kind(name)
    if "*" not in bare or any(upcase(bare) == item.upcased[0] for item in database.resources):
        return None
    if prefix not in (None, "res", "vm"):
        return None
    return matching(database.machines if prefix == "vm" else database.resources, bare)


def _script(database: Database, given: Mapping[str, Any], where: str) -> DllScript:
    fields.check_names(given, KEYS, where)
    tells = given.get("tells_vmms")
    return DllScript(
        online=_outcomes(given.get("online", "succeeds"), f"{where}: online"),
        online_on=by_id(database, given.get("online_on", {}), node_id, _outcomes, f"{where}: online_on"),
        online_takes_ms=fields.duration(given.get("online_takes", 0), f"{where}: online_takes"),
        offline=_offline(given.get("offline", "succeeds"), f"{where}: offline"),
        offline_takes_ms=fields.duration(given.get("offline_takes", 0), f"{where}: offline_takes"),
        lacks=_lacks(given.get("lacks", []), f"{where}: lacks"),
        bits=_bits(given.get("bits", 64), f"{where}: bits"),
        tells_vmms=None if tells is None else fields.truth(tells, f"{where}: tells_vmms"),
        event_handle=fields.truth(given.get("event_handle", False), f"{where}: event_handle"),
    )


def _outcomes(given: Any, where: str) -> tuple[Outcome, ...]:
    words = given if isinstance(given, list) else [given]
    if not words:
        raise BadScenario(where, "needs at least one outcome")
    return tuple(fields.word(word, Outcome, where) for word in words)


def _offline(given: Any, where: str) -> Outcome:
    if isinstance(given, list):
        raise BadScenario(where, f"is one word for every call ({', '.join(_OFFLINE)}); only online can be a list")
    return fields.word(given, _OFFLINE, where)


def _lacks(given: Any, where: str) -> frozenset[str]:
    names = fields.several(given, where)
    for name in names:
        if name not in FUNCTION_NAMES:
            raise BadScenario(where, f"{fields.shown(name)} is not one of {', '.join(FUNCTION_NAMES)}")
    return frozenset(names)


def _bits(given: Any, where: str) -> Literal[32, 64]:
    if type(given) is not int or given not in (32, 64):
        raise BadScenario(where, "must be 32 or 64")
    return 32 if given == 32 else 64
