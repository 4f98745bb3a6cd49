"""Edits from one database to another, gathered by the objects of the cluster that they are about."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .names import Names, object_of
from .schema import Kind, property_at


@dataclass(frozen=True, slots=True)
class Stored:
    """What a value holds: its type and bytes."""

    type: int
    data: bytes


@dataclass(frozen=True, slots=True)
class Extent:
    """How much is in a key: keys below it, and values in all of them."""

    keys: int
    values: int


@dataclass(frozen=True, slots=True)
class Step:
    """One edit, with what was there before: what a value held, or how much a deleted key had (None: nothing)."""

    edit: Edit
    before: Stored | Extent | None = None

    @property
    def after(self) -> Stored | None:
        """What a value holds afterwards."""
        return Stored(self.edit.type, self.edit.data) if isinstance(self.edit, SetValue) else None


@dataclass(frozen=True, slots=True)
class Part:
    """The steps about one object; ``kind`` is ``"key"`` and ``id`` a path for what is no object's.

    ``written`` is the FILETIME of the last change of the keys that are different, where the second hive has it.
    """

    kind: str
    id: str
    name: str
    steps: tuple[Step, ...]
    written: int | None = None


def is_noise(edit: Edit) -> bool:
    """Whether the edit says only that the cluster was running: it is about a runtime property of the schema."""
    if not isinstance(edit, SetValue | DeleteValue):
        return False
    prop = property_at(edit.key, edit.name)
    return prop is not None and prop.runtime


def parts(edits: Iterable[Edit], a: Hive, b: Hive, *, raw: bool = False) -> tuple[Part, ...]:
    """The edits that lead from ``a`` to ``b``, by object, in the order of their first edits; ``raw``: by key.

    Both hives are rooted at the cluster; objects have the names they have in ``a``, new ones those in ``b``.
    """
    gathered: dict[tuple[Kind | None, str], list[Step]] = {}
    ids: dict[tuple[Kind | None, str], str] = {}
    for edit in edits:
        kind, identity = (None if raw else object_of(edit.key)) or (None, edit.key)
        slot = (kind, upcase(identity))
        ids.setdefault(slot, identity)
        gathered.setdefault(slot, []).append(Step(edit, _before(a, edit)))
    names = Names((a, b))
    return tuple(
        Part(
            kind or "key",
            ids[kind, upper],
            names.of(kind, ids[kind, upper]) if kind else ids[kind, upper],
            tuple(steps),
            _written(b, steps),
        )
        for (kind, upper), steps in gathered.items()
    )


def _before(hive: Hive, edit: Edit) -> Stored | Extent | None:
    key = hive.find(edit.key)
    if key is None or isinstance(edit, CreateKey):
        return None
    if isinstance(edit, DeleteKey):
        return _extent(key)
    value = key.value(edit.name)
    return None if value is None else Stored(int(value.type), value.data)


def _extent(key: Key) -> Extent:
    found, waiting, values = 0, [key], 0
    while waiting:
        each = waiting.pop()
        below = each.subkeys
        found, values = found + len(below), values + len(each.values)
        waiting.extend(below)
    return Extent(found, values)


def _written(hive: Hive, steps: Sequence[Step]) -> int | None:
    keys = (hive.find(path) for path in {step.edit.key for step in steps if not isinstance(step.edit, DeleteKey)})
    return max((key.last_written or 0 for key in keys if key is not None), default=0) or None
