"""SIDs in binary data: the numbers of a domain are replaced in place, so a descriptor stays valid and as long.

A SID ([MS-DTYP] 2.4.2.2) is a revision (1), a count, six bytes of authority, and that many numbers of four bytes. Two
kinds tell whose they are: S-1-5-21-a-b-c-… of a domain or a machine (its last number is kept), and S-1-12-1-a-b-c-d of
Microsoft Entra ID ([MS-DTYP] 2.4.2.4). They are found wherever they stand, in descriptors and in other data, for ten or
more fixed bytes in a row are no accident.
"""

from __future__ import annotations

import re

from .redact_addresses import Addresses

_SIDS = re.compile(
    rb"(?P<domain>\x01[\x04-\x0f]\0\0\0\0\0\x05\x15\0\0\0)(?P<three>.{12})"
    rb"|(?P<entra>\x01\x05\0\0\0\0\0\x0c\x01\0\0\0)(?P<four>.{16})",
    re.DOTALL,
)


def without_domains(data: bytes, addresses: Addresses) -> bytes:
    """The data with the domains of all SIDs in it replaced."""

    def replaced(found: re.Match[bytes]) -> bytes:
        if found["domain"] is not None:
            return found["domain"] + addresses.domain(found["three"])
        return found["entra"] + addresses.domain(found["four"])

    return _SIDS.sub(replaced, data)


def domains_in(data: bytes) -> list[str]:
    """The domains of the SIDs in the data, written as text: ``S-1-5-21-a-b-c``."""
    found = []
    for each in _SIDS.finditer(data):
        start, numbers = ("S-1-5-21", each["three"]) if each["domain"] is not None else ("S-1-12-1", each["four"])
        words = [int.from_bytes(numbers[at : at + 4], "little") for at in range(0, len(numbers), 4)]
        found.append("-".join([start, *map(str, words)]))
    return found


def without_guids(data: bytes, addresses: Addresses) -> bytes:
    """The data with the raw GUIDs in it replaced that the hive also writes as text; only where that was asked for."""
    raw = addresses.raw_guids
    if not raw:
        return data
    pieces, last, place = [], 0, 0
    while place + _GUID <= len(data):
        new = raw.get(data[place : place + _GUID])
        if new is None:
            place += 1
            continue
        pieces += [data[last:place], new]
        place = last = place + _GUID
    return b"".join([*pieces, data[last:]])


_GUID = 16
