"""Security descriptors as text: the self-relative form of the registry to SDDL.

Structures: [MS-DTYP] 2.4.2 to 2.4.6 (SID, ACE, ACL, SECURITY_DESCRIPTOR); the language: [MS-DTYP] 2.5.1 and
Microsoft's pages "Security Descriptor String Format", "ACE Strings" and "SID Strings".
"""

from __future__ import annotations

import struct
from collections.abc import Iterator
from types import MappingProxyType
from typing import Final, NamedTuple
from uuid import UUID

from .errors import BadSecurityDescriptor

_HEADER = struct.Struct("<BBHIIII")
_ACL = struct.Struct("<BBHHH")
_ACE = struct.Struct("<BBHI")

# Bits of the control field.
_DACL_PRESENT: Final = 0x0004
_SACL_PRESENT: Final = 0x0010
_DACL_FLAGS = ((0x1000, "P"), (0x0100, "AR"), (0x0400, "AI"))
_SACL_FLAGS = ((0x2000, "P"), (0x0200, "AR"), (0x0800, "AI"))

_ACE_TYPES = MappingProxyType(
    {
        0x00: "A", 0x01: "D", 0x02: "AU", 0x03: "AL",
        0x05: "OA", 0x06: "OD", 0x07: "OU", 0x08: "OL",
        0x09: "XA", 0x0A: "XD", 0x0B: "ZA", 0x0D: "XU",
        0x11: "ML", 0x12: "RA", 0x13: "SP", 0x14: "TL",
    }
)  # fmt: skip
_OBJECT_TYPES = frozenset({0x05, 0x06, 0x07, 0x08, 0x0B})
_ACE_FLAGS = (
    (0x01, "OI"), (0x02, "CI"), (0x04, "NP"), (0x08, "IO"), (0x10, "ID"), (0x20, "CR"), (0x40, "SA"), (0x80, "FA"),
)  # fmt: skip

_KEY_RIGHTS = MappingProxyType({0xF003F: "KA", 0x20019: "KR", 0x20006: "KW"})
"""Whole masks with a name of their own; KX is the same mask as KR."""
_RIGHTS = (
    (0x00000001, "CC"), (0x00000002, "DC"), (0x00000004, "LC"), (0x00000008, "SW"), (0x00000010, "RP"),
    (0x00000020, "WP"), (0x00000040, "DT"), (0x00000080, "LO"), (0x00000100, "CR"),
    (0x00010000, "SD"), (0x00020000, "RC"), (0x00040000, "WD"), (0x00080000, "WO"),
    (0x10000000, "GA"), (0x20000000, "GX"), (0x40000000, "GW"), (0x80000000, "GR"),
)  # fmt: skip
_LABEL_RIGHTS = ((0x1, "NW"), (0x2, "NR"), (0x4, "NX"))
_LABEL: Final = 0x11

_SIDS = MappingProxyType(
    {
        "S-1-1-0": "WD", "S-1-3-0": "CO", "S-1-3-1": "CG", "S-1-3-4": "OW",
        "S-1-5-2": "NU", "S-1-5-4": "IU", "S-1-5-6": "SU", "S-1-5-7": "AN", "S-1-5-9": "ED", "S-1-5-10": "PS",
        "S-1-5-11": "AU", "S-1-5-12": "RC", "S-1-5-18": "SY", "S-1-5-19": "LS", "S-1-5-20": "NS", "S-1-5-33": "WR",
        "S-1-5-32-544": "BA", "S-1-5-32-545": "BU", "S-1-5-32-546": "BG", "S-1-5-32-547": "PU", "S-1-5-32-548": "AO",
        "S-1-5-32-549": "SO", "S-1-5-32-550": "PO", "S-1-5-32-551": "BO", "S-1-5-32-552": "RE", "S-1-5-32-554": "RU",
        "S-1-5-32-555": "RD", "S-1-5-32-556": "NO", "S-1-5-32-558": "MU", "S-1-5-32-559": "LU", "S-1-5-32-568": "IS",
        "S-1-5-32-569": "CY", "S-1-5-32-573": "ER", "S-1-5-32-574": "CD", "S-1-5-32-575": "RA", "S-1-5-32-576": "ES",
        "S-1-5-32-577": "MS", "S-1-5-32-578": "HA", "S-1-5-32-579": "AA", "S-1-5-32-580": "RM",
        "S-1-15-2-1": "AC",
        "S-1-16-4096": "LW", "S-1-16-8192": "ME", "S-1-16-8448": "MP", "S-1-16-12288": "HI", "S-1-16-16384": "SI",
    }
)  # fmt: skip
"""The SIDs with two letters of their own. Those of a domain (DA, LA, …) stay numbers: a hive does not know whose."""


def sddl(descriptor: bytes) -> str:
    """The descriptor in the security descriptor definition language: ``O:BAG:SYD:(A;CI;KA;;;SY)``.

    What follows the SID in a conditional or resource ACE is appended in hex, for it has no short form. Raises
    :class:`BadSecurityDescriptor`.
    """
    _, _, control, owner, group, sacl, dacl = _unpacked(_HEADER, descriptor, 0, "the header")
    text = "".join(f"{letter}:{_sid(descriptor, at)}" for letter, at in (("O", owner), ("G", group)) if at)
    if control & _DACL_PRESENT:
        text += f"D:{_acl(descriptor, dacl, control, _DACL_FLAGS)}"
    if control & _SACL_PRESENT:
        text += f"S:{_acl(descriptor, sacl, control, _SACL_FLAGS)}"
    return text


class _Ace(NamedTuple):
    kind: int
    flags: int
    mask: int
    at: int
    end: int


def _acl(data: bytes, at: int, control: int, names: tuple[tuple[int, str], ...]) -> str:
    flags = _letters(control, names)
    if not at:
        return f"{flags}NO_ACCESS_CONTROL"
    return flags + "".join(f"({_ace(data, ace)})" for ace in _aces(data, at))


def _aces(data: bytes, at: int) -> Iterator[_Ace]:
    _, _, size, count, _ = _unpacked(_ACL, data, at, "an ACL")
    end = at + size
    at += _ACL.size
    for _ in range(count):
        kind, flags, length, mask = _unpacked(_ACE, data, at, "an ACE")
        if length < _ACE.size or at + length > min(end, len(data)):
            raise BadSecurityDescriptor(at, f"an ACE of {length} bytes in an ACL that ends at {end}")
        yield _Ace(kind, flags, mask, at, at + length)
        at += length


def _ace(data: bytes, ace: _Ace) -> str:
    kind = _ACE_TYPES.get(ace.kind, f"0x{ace.kind:02x}")
    at, guids = ace.at + _ACE.size, ["", ""]
    if ace.kind in _OBJECT_TYPES:
        (present,) = _unpacked(struct.Struct("<I"), data, at, "an object ACE")
        at += 4
        for i in range(2):
            if present >> i & 1:
                guids[i] = str(UUID(bytes_le=_part(data, at, 16, "a GUID")))
                at += 16
    sid = _sid(data, at)
    rest = data[at + 8 + 4 * data[at + 1] : ace.end]
    more = f";0x{rest.hex()}" if any(rest) else ""
    return f"{kind};{_letters(ace.flags, _ACE_FLAGS)};{_rights(ace)};{guids[0]};{guids[1]};{sid}{more}"


def _rights(ace: _Ace) -> str:
    names = _LABEL_RIGHTS if ace.kind == _LABEL else _RIGHTS
    known = sum(bit for bit, _ in names)
    if ace.kind != _LABEL and ace.mask in _KEY_RIGHTS:
        return _KEY_RIGHTS[ace.mask]
    return f"0x{ace.mask:x}" if ace.mask & ~known else _letters(ace.mask, names)


def _letters(bits: int, names: tuple[tuple[int, str], ...]) -> str:
    return "".join(letters for bit, letters in names if bits & bit)


def _sid(data: bytes, at: int) -> str:
    revision, count = _part(data, at, 2, "a SID")
    authority = int.from_bytes(_part(data, at + 2, 6, "a SID"), "big")
    numbers = struct.unpack(f"<{count}I", _part(data, at + 8, 4 * count, "a SID"))
    said = str(authority) if authority < 1 << 32 else f"0x{authority:012x}"
    text = "-".join((f"S-{revision}", said, *map(str, numbers)))
    return _SIDS.get(text, text)


def _unpacked(form: struct.Struct, data: bytes, at: int, what: str) -> tuple[int, ...]:
    return form.unpack(_part(data, at, form.size, what))


def _part(data: bytes, at: int, size: int, what: str) -> bytes:
    if at + size > len(data):
        raise BadSecurityDescriptor(at, f"{what} of {size} bytes in a descriptor of {len(data)}")
    return data[at : at + size]
