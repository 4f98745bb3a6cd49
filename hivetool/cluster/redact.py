"""A hive that can be mailed: names, addresses, security descriptors and secrets replaced, the same way everywhere.

What is replaced is decided by the tables in :mod:`.redact_rules` and :mod:`.redact_words`; what it cannot know is said
in docs/redact.md.
"""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, replace

from hivetool.hive.building import built_hive
from hivetool.hive.decode import whole_units
from hivetool.hive.errors import Problem
from hivetool.hive.hive import Hive
from hivetool.hive.location import Location
from hivetool.hive.table import Table
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Key

from .redact_addresses import allotted as allotted_addresses
from .redact_check import left_over
from .redact_collect import Collected, collected
from .redact_data import redacted_binary, redacted_data
from .redact_names import allotted as allotted_names
from .redact_rules import Rule, Treat
from .redact_text import Redactor
from .redact_words import FOLDERS, PROPERTIES


@dataclass(frozen=True, slots=True)
class Replacement:
    """What stands for what. ``kind`` is ``node``, ``vm``, ``domain``, ``ipv4``, ``sid`` or the like."""

    kind: str
    original: str
    replacement: str


@dataclass(frozen=True)
class Redacted:
    """The hive without what tells whose it is. ``mapping`` has no secrets, but everything else: keep it.

    ``problems`` are names and addresses of the original that could not be removed.
    """

    hive: Hive
    mapping: tuple[Replacement, ...]
    problems: tuple[Problem, ...] = ()


def redacted(hive: Hive, key: bytes = b"", *, guids: bool = False) -> Redacted:
    """The hive with names, addresses, domains of SIDs and secrets replaced; its root must be the cluster key.

    The same hive and ``key`` (of at most 64 bytes) give the same result. Names become counters (``NODE1``, ``VM3``)
    in order of appearance; domains of SIDs, hardware addresses and host parts of IPv6 addresses become hashes under
    ``key``: give a secret one where somebody could try all originals. ``guids`` replaces GUIDs as well. What the
    reading of the input reported, places in its file and its logs are left behind.
    """
    table, old = hive.table(), _Keys.of(hive)
    found = collected(table, old.class_texts)
    index = allotted_names(found.names, found.texts, key)
    redactor = Redactor(index, allotted_addresses(key, guids, found.tokens, found.networks))
    new, problems = _table(table, found.rules, redactor)
    classes = [None if data is None else redacted_data(1, data, Treat.SCAN, redactor) for data in old.classes]
    security = _each(old.security, lambda data: redacted_binary(data, redactor))
    made = built_hive(
        new,
        replace(hive.source, logs=()),
        last_written=hive.columns.keys.last_written.tolist(),
        class_names=classes,
        security=security,
        flags=hive.columns.keys.flags.tolist(),
    )
    problems += left_over(new, [whole_units(data or b"") for data in classes], found.rules, redactor)
    return Redacted(made, _mapping(found, redactor), problems)


@dataclass(frozen=True)
class _Keys:
    """What keys have besides names and values."""

    classes: list[bytes | None]
    security: list[bytes | None]

    @classmethod
    def of(cls, hive: Hive) -> _Keys:
        columns = hive.columns
        rows = range(len(hive))
        return cls(
            [columns.keys.class_name.one(columns.buffers, row) for row in rows],
            [Key(hive, row).security for row in rows],
        )

    @property
    def class_texts(self) -> list[str]:
        return [whole_units(data) for data in self.classes if data is not None]


def _table(table: Table, rules: list[Rule], redactor: Redactor) -> tuple[Table, tuple[Problem, ...]]:
    """The table redacted, and the names that had to be told apart by a number because they had become equal."""
    key_names = [
        name if upcase(name) in FOLDERS or name.isdecimal() else redactor.text(name) for name in table.key_names
    ]
    value_names = [name if upcase(name) in PROPERTIES else redactor.text(name) for name in table.value_names]
    renumbered = _told_apart(table.key_names, key_names, table.key_parents)
    problems = [
        Problem("redact-equal", "two keys became equal in name", Location(name), "warning") for name in renumbered
    ]
    renumbered = _told_apart(table.value_names, value_names, table.value_keys)
    problems += [
        Problem("redact-equal", "two values became equal in name", Location("", name), "warning") for name in renumbered
    ]
    known: dict[tuple[int, bytes, Treat], bytes] = {}
    data = []
    for place in zip(table.value_types, table.value_data, [rule.treat for rule in rules], strict=True):
        new = known.get(place)
        if new is None:
            new = known[place] = redacted_data(*place, redactor)
        data.append(new)
    made = Table(key_names, table.key_parents, table.value_keys, value_names, table.value_types, data)
    return made, tuple(problems)


def _told_apart(old: list[str], new: list[str], parents: list[int]) -> list[str]:
    """Number those of the new names that are equal to a neighbor's though the old ones were not; gives them."""
    taken: dict[tuple[int, str], str] = {}
    changed = []
    for row, parent in enumerate(parents):
        original, number, name = upcase(old[row]), 1, new[row]
        while taken.setdefault((parent, upcase(name)), original) != original:
            number += 1
            name = f"{new[row]}~{number}"
        if number > 1:
            new[row] = name
            changed.append(name)
    return changed


def _each(parts: list[bytes | None], make: Callable[[bytes], bytes]) -> list[bytes | None]:
    """``make`` of every part, equal ones once."""
    made = {part: make(part) for part in set(parts) if part is not None}
    return [None if part is None else made[part] for part in parts]


def _mapping(found: Collected, redactor: Redactor) -> tuple[Replacement, ...]:
    names = [
        Replacement(found.names[name][0], found.names[name][1], new)
        for name, new in redactor.index.replacements.items()
    ]
    return (*names, *(Replacement(kind, old, new) for (kind, _), (old, new) in redactor.seen.items()))
