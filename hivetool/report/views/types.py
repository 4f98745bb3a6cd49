"""The resource types: their DLLs, intervals and timeouts, and how many resources each has."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from hivetool.cluster.in_force import InForce
from hivetool.cluster.model import ResourceType
from hivetool.hive.upcase import upcase
from hivetool.report.inspection import Inspection
from hivetool.report.table import Column, Form, Table, View

SETTINGS: tuple[tuple[str, str], ...] = (
    ("is_alive_poll_interval_ms", "IsAlivePollInterval"),
    ("looks_alive_poll_interval_ms", "LooksAlivePollInterval"),
    ("pending_timeout_ms", "PendingTimeout"),
    ("deadlock_timeout_ms", "DeadlockTimeout"),
)

NO_TYPE = "(no type stored)"
MOST_NAMES = 3


@dataclass(frozen=True, slots=True)
class TypeView:
    """A resource type, None where resources name one that is not stored; ``resources`` are labels."""

    name: str
    type: ResourceType | None
    settings: tuple[InForce, ...]
    resources: tuple[str, ...]

    @property
    def state(self) -> str | None:
        """What is odd about it."""
        if self.type is None:
            return "missing: resources name it"
        return None if self.resources else "unused"


def type_views(inspection: Inspection) -> list[TypeView]:
    """Missing ones first, then by the number of their resources."""
    database = inspection.database
    named: dict[str, list[str]] = {}
    spelled: dict[str, str] = {}
    for view in inspection.resources:
        upcased = upcase(view.resource.type)
        spelled.setdefault(upcased, view.resource.type)
        named.setdefault(upcased, []).append(view.label)
    columns = [inspection.settings("resource type", name) for _, name in SETTINGS]
    found = [
        TypeView(kind.id, kind, settings, tuple(named.pop(upcase(kind.id), ())))
        for kind, settings in zip(database.types, zip(*columns, strict=True), strict=True)
    ]
    missing = [TypeView(spelled[name] or NO_TYPE, None, (), tuple(labels)) for name, labels in named.items()]
    return [*sorted(missing, key=_order), *sorted(found, key=_order)]


def _order(view: TypeView) -> tuple[int, str]:
    return -len(view.resources), upcase(view.name)


def _settings(titles: Sequence[tuple[str, str]]) -> tuple[Column[TypeView], ...]:
    return tuple(_setting(place, member, name) for place, (member, name) in enumerate(titles))


def _setting(place: int, member: str, name: str) -> Column[TypeView]:
    def cell(view: TypeView) -> int | None:
        return view.settings[place].number if view.settings else None

    return Column(member, name.removesuffix("PollInterval"), cell, Form.NUMBER, "ms")


COLUMNS: tuple[Column[TypeView], ...] = (
    Column("name", "Resource type", lambda view: view.name),
    Column("dll", "DLL", lambda view: view.type.dll if view.type is not None else None, absent="not stored"),
    *_settings(SETTINGS),
    Column("count", "Resources", lambda view: len(view.resources), Form.COUNT),
    Column("state", "State", lambda view: view.state),
    Column(
        "named_by",
        "Named by",
        lambda view: view.resources if view.type is None else (),
        most=MOST_NAMES,
    ),
    Column(
        "own",
        "Stored",
        lambda view: tuple(each.prop.name for each in view.settings if each.origin == "resource type"),
        shown="full",
    ),
)


def view(inspection: Inspection) -> View:
    """A row for each type that is stored or named by a resource."""
    return View(
        "types",
        "Resource types",
        (Table("types", "Resource types", COLUMNS, type_views(inspection)),),
        notes=(
            "IsAlive and LooksAlive are the intervals by their stored names; which check of the article each drives is "
            "in --polling. What is not stored is shown as its default.",
        ),
    )
