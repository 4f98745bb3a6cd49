r"""Which key of a `.reg` file is the hive's root, and the paths below it.

If every key lies under one ``HKEY_LOCAL_MACHINE\NAME`` or ``HKEY_USERS\NAME``, that key is the root, as in the
file that ``reg save`` makes of it; otherwise the root has no name and paths begin with ``HKEY_…``.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence

import numpy as np

from hivetool.hive.faults import in_marks
from hivetool.hive.location import Location
from hivetool.hive.upcase import upcase

from .errors import NoSuchRoot
from .keyline import ROOT_KEYS, SHORT_ROOT_KEYS
from .rows import Op, RegRows

HIVE_PARENTS = frozenset({"HKEY_LOCAL_MACHINE", "HKEY_USERS"})
"""The root keys right below which hives are mounted."""

MOST_CANDIDATES = 10


def found_root(paths: Iterable[str]) -> str:
    """The root by the rule above, in its first spelling; ``""`` is the one without a name."""
    first = ""
    for path in paths:
        if first and path.startswith(f"{first}\\"):
            continue
        parts = path.split("\\", 2)
        if len(parts) < 2 or parts[0] not in HIVE_PARENTS:
            return ""
        mount = f"{parts[0]}\\{parts[1]}"
        first = first or mount
        if upcase(mount) != upcase(first):
            return ""
    return first


def chosen_root(paths: Sequence[str], wanted: str) -> str:
    r"""The key ``wanted`` (``HKEY_…\…``, ``HKLM\…``, or relative to the found root) in the file's spelling.

    Raises :class:`NoSuchRoot` if no key line is at or below it.
    """
    names = [name for name in wanted.split("\\") if name]
    whole = _with_root_key(names) or [*found_root(paths).split("\\"), *names]
    key = upcase("\\".join(name for name in whole if name))
    if not key:
        return ""
    for path in paths:
        if _is_at_or_below(upcase(path), key):
            return path[: len(key)]
    candidates = _candidates(paths)
    listed = ", ".join(map(in_marks, candidates))
    raise NoSuchRoot(
        f"there is no key {in_marks(wanted)}; the file has keys under {listed}",
        Location(line=1),
        wanted,
        candidates,
    )


def below(rows: RegRows, root: str) -> RegRows:
    """The rows at and below ``root`` with paths relative to it; deleting a key above it deletes the root."""
    if not root:
        return rows
    key = upcase(root)
    prefix = f"{root}\\"
    size = len(prefix)
    short = [path[size:] if path.startswith(prefix) else relative_path(path, root) for path in rows.paths]
    inside = np.array([path is not None for path in short], np.bool_)
    above = np.zeros(len(short), np.bool_)
    for number in np.unique(rows.path[rows.op == Op.DELETE_KEY]).tolist():
        above[number] = _is_at_or_below(key, upcase(rows.paths[number]))
    kept = inside[rows.path] | (above[rows.path] & (rows.op == Op.DELETE_KEY))
    return rows.take(kept, tuple(path or "" for path in short))


def relative_path(path: str, root: str) -> str | None:
    """The path below ``root``, ``""`` for the root itself, None for a key elsewhere."""
    if not root:
        return path
    return path[len(root) + 1 :] if _is_at_or_below(upcase(path), upcase(root)) else None


def _is_at_or_below(path: str, key: str) -> bool:
    return path.startswith(key) and (len(path) == len(key) or path[len(key)] == "\\")


def _with_root_key(names: list[str]) -> list[str] | None:
    first = upcase(names[0]) if names else ""
    first = SHORT_ROOT_KEYS.get(first, first)
    return [first, *names[1:]] if first in ROOT_KEYS else None


def _candidates(paths: Iterable[str]) -> tuple[str, ...]:
    found: dict[str, str] = {}
    for path in paths:
        key = "\\".join(path.split("\\", 2)[:2])
        found.setdefault(upcase(key), key)
        if len(found) == MOST_CANDIDATES:
            break
    return tuple(found.values())
