"""Stored values as evidence, and the times of a prediction, in words and in JSON."""

from __future__ import annotations

from typing import Any

from hivetool.cluster.model import Fact
from hivetool.cluster.schema import property_at
from hivetool.engine.trace import Evidence
from hivetool.hive.decode import decoded
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.errors import BadValueData, Problem
from hivetool.hive.location import Location

from .plain import visible


def evidence_json(evidence: Evidence) -> dict[str, Any]:
    """``{"path", "value", "data", "offset", "line" or "row"}``; data is lower-case hex."""
    return {"path": evidence.path, "value": evidence.value, "data": evidence.data.hex(), **_at(evidence).numbers}


def fact_json(fact: Fact | None) -> dict[str, Any] | None:
    """The evidence that a fact is, null for a default."""
    found = Evidence.of(fact)
    return evidence_json(found[0]) if found else None


def stored_words(evidence: Evidence) -> str:
    r"""``Resources\6e39…:PersistentState = 1``."""
    name = visible(f"{evidence.path}:{evidence.value}" if evidence.path else evidence.value)
    return f"{name} = {_data_words(evidence)}"


def place_words(evidence: Evidence) -> str:
    """``(line 22)``, ``(offset 0x1a3f20)`` or ``(row 7)``, nothing where the place is not known."""
    place = _at(evidence).place
    return f"({place})" if place else ""


def _at(evidence: Evidence) -> Location:
    return Location(offset=evidence.offset, line=evidence.line, row=evidence.row)


def _data_words(evidence: Evidence) -> str:
    prop = property_at(evidence.path, evidence.value)
    try:
        value = decoded(prop.written_as, evidence.data) if prop is not None else evidence.data
    except BadValueData:
        value = evidence.data
    if isinstance(value, bytes):
        return f"hex {value.hex()}"
    return str(value) if isinstance(value, int) else visible(", ".join([value] if isinstance(value, str) else value))


def edit_json(edit: Edit) -> dict[str, Any]:
    """``{"op", "key"}``, and for values ``name``, ``type`` and ``data`` (hex)."""
    match edit:
        case SetValue(key, name, kind, data):
            return {"op": "SetValue", "key": key, "name": name, "type": int(kind), "data": data.hex()}
        case DeleteValue(key, name):
            return {"op": "DeleteValue", "key": key, "name": name}
        case CreateKey(key):
            return {"op": "CreateKey", "key": key}
        case DeleteKey(key):
            return {"op": "DeleteKey", "key": key}


def problem_json(problem: Problem) -> dict[str, Any]:
    """A problem with its place: a byte offset, a line and a column, or a row."""
    at = problem.at
    nowhere: dict[str, int | None] = {"offset": None}
    place = {"line": at.line, "column": at.column} if at.line is not None else at.numbers or nowhere
    return {
        "code": problem.code,
        "severity": problem.severity,
        "message": problem.message,
        **place,
        "key": at.path,
        "expected": problem.expected,
        "actual": problem.actual,
    }


def clock(at_ms: int) -> str:
    """Simulated time as ``00:00:05.000``; a day and more as ``1d 00:00:05.000``."""
    seconds, ms = divmod(at_ms, 1000)
    minutes, s = divmod(seconds, 60)
    hours, m = divmod(minutes, 60)
    days, h = divmod(hours, 24)
    return (f"{days}d " if days else "") + f"{h:02}:{m:02}:{s:02}.{ms:03}"


def number_json(number: float) -> int | float:
    """A number with at most three digits behind the point, a whole one where it is one."""
    rounded = round(number, 3)
    return int(rounded) if rounded == int(rounded) else rounded
