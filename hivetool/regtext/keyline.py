r"""Key lines: ``[HKEY_LOCAL_MACHINE\Cluster\Groups]`` makes a key, ``[-HKEY_…]`` deletes a tree.

The last ``]`` closes, so names may hold one; blanks before it belong to the name; backslashes in a row
count as one, and none at the end. Root keys have their long names only, in any case.
"""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType
from typing import NamedTuple

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.upcase import upcase

from .faults import Fault, Unreadable

ROOT_KEYS = frozenset(
    {
        "HKEY_LOCAL_MACHINE",
        "HKEY_USERS",
        "HKEY_CURRENT_USER",
        "HKEY_CLASSES_ROOT",
        "HKEY_CURRENT_CONFIG",
    }
)

SHORT_ROOT_KEYS: Mapping[str, str] = MappingProxyType(
    {
        "HKLM": "HKEY_LOCAL_MACHINE",
        "HKU": "HKEY_USERS",
        "HKCU": "HKEY_CURRENT_USER",
        "HKCR": "HKEY_CLASSES_ROOT",
        "HKCC": "HKEY_CURRENT_CONFIG",
    }
)
"""What people and reg.exe write; not allowed in a file."""

# Microsoft's documentation, "Registry Element Size Limits".
LONGEST_KEY_NAME = 255
LONGEST_VALUE_NAME = 16_383


class KeyLine(NamedTuple):
    """A key line: the path with its root key's name in capitals, and whether the key is to go."""

    path: str
    delete: bool


def key_line(line: str, at: int) -> KeyLine:
    """The key line whose ``[`` stands at ``at``. Raises :class:`Unreadable`."""
    end = line.rfind("]")
    delete = line.startswith("-", at + 1)
    begin = at + 1 + delete
    if end < 0:
        raise Unreadable(Fault.KEY_BRACKET, len(line))
    if line[begin] in " \t":
        raise Unreadable(Fault.KEY_BLANK, begin)
    root, *names = line[begin:end].split("\\")
    root = upcase(root)
    if root not in ROOT_KEYS:
        raise Unreadable(Fault.KEY_ROOT, begin)
    names = [name for name in names if name]
    if delete and not names:
        raise Unreadable(Fault.DELETE_ROOT, begin)
    if len(names) > MOST_LEVELS:
        raise Unreadable(Fault.KEY_DEPTH, begin)
    if 2 * (end - begin) > LONGEST_KEY_NAME and any(units(name) > LONGEST_KEY_NAME for name in names):
        raise Unreadable(Fault.KEY_NAME_SIZE, begin)
    return KeyLine("\\".join((root, *names)), delete)


def units(name: str) -> int:
    """How many UTF-16 code units a name has."""
    return len(name) if name.isascii() else len(name.encode("utf-16-le", "surrogatepass")) // 2
