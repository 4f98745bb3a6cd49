"""Who may change a key, as its security descriptor says."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from types import MappingProxyType

EVERYBODY: Mapping[str, str] = MappingProxyType(
    {
        "WD": "Everyone",
        "AN": "Anonymous",
        "AU": "Authenticated Users",
        "BU": "Users",
        "BG": "Guests",
        "IU": "Interactive",
        "NU": "Network",
    }
)
"""Groups in which nearly everybody is, by their letters in SDDL (Microsoft, "SID Strings")."""

_CHANGING = frozenset({"KA", "KW", "GA", "GW", "DC", "LC", "WP", "SD", "WD", "WO"})
"""All, write; set a value, create a subkey, create a link; delete, change the list, take ownership ("ACE Strings")."""
_CHANGING_MASK = 0x500D_0026
"""The same as bits, for what SDDL has no letters for."""

_DACL = re.compile(r"D:(?P<flags>[A-Z_]*)(?P<entries>(?:\([^)]*\))*)")
_ENTRY = re.compile(r"\((?:A|XA);[A-Z]*;(?P<rights>[^;]*);[^;]*;[^;]*;(?P<who>[^;)]*)[^)]*\)")


def changers(sddl: str) -> tuple[str, ...]:
    """The groups of nearly everybody that may change a key with this descriptor, each once.

    Without a list of rights that is everyone. Entries that deny are not looked at.
    """
    dacl = _DACL.search(sddl)
    if dacl is None or "NO_ACCESS_CONTROL" in dacl["flags"]:
        return (EVERYBODY["WD"],)
    return tuple(dict.fromkeys(_changers(dacl["entries"])))


def _changers(entries: str) -> Iterator[str]:
    for entry in _ENTRY.finditer(entries):
        who = EVERYBODY.get(entry["who"])
        if who is not None and _changes(entry["rights"]):
            yield who


def _changes(rights: str) -> bool:
    if rights.startswith("0x"):
        return bool(int(rights, 16) & _CHANGING_MASK)
    return any(rights[place : place + 2] in _CHANGING for place in range(0, len(rights), 2))
