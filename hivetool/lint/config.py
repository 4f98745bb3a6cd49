"""How rules are run by default: ``hivetool.toml``, or ``[tool.hivetool.lint]`` in ``pyproject.toml``, as text."""

from __future__ import annotations

import difflib
import tomllib
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any, ClassVar, Literal, get_args

from hivetool.hive.errors import HivetoolError

from .thresholds import BadThreshold, Thresholds, thresholds_of

FailOn = Literal["error", "warning", "info", "never"]
"""From which severity on a finding makes the exit status 1."""

KEYS = ("select", "ignore", "fail-on", "thresholds", "ignore-objects", "crashing")


@dataclass(eq=False)
class BadConfig(HivetoolError):
    """A configuration that cannot be read or says something unknown."""

    sentence: ClassVar[str] = "{name}: {reason}"

    name: str
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Config:
    """What a configuration says. ``ignored_objects``: words for objects, and the rules that are ignored there.

    ``crashing``: words for resources that are known to crash.
    """

    select: tuple[str, ...] = ()
    ignore: tuple[str, ...] = ()
    fail_on: FailOn = "warning"
    thresholds: Thresholds = field(default_factory=Thresholds)
    ignored_objects: tuple[tuple[str, tuple[str, ...]], ...] = ()
    crashing: tuple[str, ...] = ()


def read_config(text: str, name: str = "hivetool.toml") -> Config | None:
    """The configuration in a file of either kind; None if a ``pyproject.toml`` says nothing about hivetool.

    ``name`` is what messages call the file. Raises :class:`BadConfig`.
    """
    try:
        document = tomllib.loads(text)
    except (tomllib.TOMLDecodeError, RecursionError) as error:
        raise BadConfig(name, f"it is no TOML: {error}") from error
    if "tool" in document or "project" in document or "build-system" in document:
        table: Any = document
        for part in ("tool", "hivetool", "lint"):
            table = table.get(part) if isinstance(table, dict) else None
        return _config(table, name) if table is not None else None
    _refuse_unknown(document, ("lint",), name, "")
    return _config(document.get("lint", {}), name)


def _config(table: Any, name: str) -> Config:
    if not isinstance(table, dict):
        raise BadConfig(name, "lint must be a table")
    _refuse_unknown(table, KEYS, name, "lint.")
    fail_on = table.get("fail-on", "warning")
    if fail_on not in get_args(FailOn):
        raise BadConfig(name, f"lint.fail-on must be one of {', '.join(get_args(FailOn))}")
    objects = _table(table, "ignore-objects", name)
    return Config(
        select=_texts(table.get("select", []), "lint.select", name),
        ignore=_texts(table.get("ignore", []), "lint.ignore", name),
        fail_on=fail_on,
        thresholds=_thresholds(_table(table, "thresholds", name), name),
        ignored_objects=tuple(
            (who, _texts(codes, f'lint.ignore-objects."{who}"', name)) for who, codes in objects.items()
        ),
        crashing=_texts(table.get("crashing", []), "lint.crashing", name),
    )


def _thresholds(given: Mapping[str, Any], name: str) -> Thresholds:
    try:
        return thresholds_of({each.replace("-", "_"): value for each, value in given.items()})
    except BadThreshold as error:
        raise BadConfig(name, f"lint.thresholds: {error}") from error


def _table(table: Mapping[str, Any], key: str, name: str) -> Mapping[str, Any]:
    found = table.get(key, {})
    if not isinstance(found, dict):
        raise BadConfig(name, f"lint.{key} must be a table")
    return found


def _texts(found: Any, key: str, name: str) -> tuple[str, ...]:
    if not isinstance(found, list) or not all(isinstance(each, str) for each in found):
        raise BadConfig(name, f"{key} must be a list of texts")
    return tuple(found)


def _refuse_unknown(table: Mapping[str, Any], known: tuple[str, ...], name: str, where: str) -> None:
    for key in table:
        if key not in known:
            near = difflib.get_close_matches(key, known, 1)
            hint = f", did you mean {near[0]}?" if near else f"; known are {', '.join(known)}"
            raise BadConfig(name, f"{where}{key} is nothing that hivetool knows{hint}")
