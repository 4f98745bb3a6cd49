"""Replacements of what is no name: addresses keep their subnets, SIDs their last number, GUIDs their shape.

IPv4 addresses become addresses of the documentation blocks (RFC 5737: 192.0.2.0/24, 198.51.100.0/24, 203.0.113.0/24),
of the benchmarking block (RFC 2544: 198.18.0.0/15) when those are used up, then of 240.0.0.0/4 (RFC 1112, reserved);
networks wider than /24 become parts of 100.64.0.0/10 (RFC 6598). IPv6 addresses become addresses of 2001:db8::/32
(RFC 3849). Hardware addresses become locally administered ones (IEEE 802, second bit of the first byte).
"""

from __future__ import annotations

import hashlib
import ipaddress
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from itertools import chain
from types import MappingProxyType
from uuid import UUID

Networks = tuple[ipaddress.IPv4Network, ...]

_KEPT_V4 = tuple(map(ipaddress.IPv4Network, ("0.0.0.0/8", "127.0.0.0/8", "169.254.0.0/16", "224.0.0.0/3")))
_KEPT_V6 = tuple(map(ipaddress.IPv6Network, ("::/127", "ff00::/8")))
_LINK_LOCAL = ipaddress.IPv6Network("fe80::/10")
_MAPPED = ipaddress.IPv6Network("::ffff:0:0/96")
_DOCUMENTATION_V6 = 0x20010DB8
_LOW = (1 << 64) - 1
_SMALL = 1 << 16


def hashed(key: bytes, what: str, original: bytes, size: int) -> bytes:
    """``size`` bytes that follow from the original and the key, and tell neither."""
    return hashlib.blake2b(original, key=key[:64], person=what.encode()[:16], digest_size=size).digest()


def networks(pairs: Iterable[tuple[str, str]]) -> Networks:
    """Networks from pairs of an address and a mask or prefix length; pairs that are none are left out."""
    found = []
    for address, mask in pairs:
        try:
            found.append(ipaddress.IPv4Network(f"{address}/{mask}", strict=False))
        except ValueError:
            continue
    return tuple(found)


@dataclass(frozen=True)
class Addresses:
    """The replacements of one hive's addresses.

    The maps are of blocks, which are the high bits of addresses, and of GUIDs as Windows stores them in binary data.
    """

    key: bytes
    guids: bool
    wide: Networks
    narrow_blocks: Mapping[int, int]
    wide_blocks: Mapping[int, int]
    v6_blocks: Mapping[int, int]
    raw_guids: Mapping[bytes, bytes]

    def replaced(self, kind: str, text: str) -> str:
        """The replacement of a token; the text itself where it is kept."""
        return _REPLACE[kind](self, text)

    def _ipv4(self, text: str) -> str:
        address = ipaddress.IPv4Address(text)
        if any(address in net for net in _KEPT_V4):
            return text
        if any(address in net for net in self.wide):
            block = self.wide_blocks.get(int(address) >> 16)
            return text if block is None else str(ipaddress.IPv4Address(block << 16 | int(address) & 0xFFFF))
        narrow = self.narrow_blocks.get(int(address) >> 8)
        return text if narrow is None else str(ipaddress.IPv4Address(narrow << 8 | int(address) & 0xFF))

    def _ipv6(self, text: str) -> str:
        address = ipaddress.IPv6Address(text)
        if any(address in net for net in _KEPT_V6):
            return text
        if address in _MAPPED:
            return f"::ffff:{self._ipv4(str(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF)))}"
        high, low = int(address) >> 64, int(address) & _LOW
        if low >= _SMALL:
            low = int.from_bytes(hashed(self.key, "ipv6", address.packed, 8), "big") | _SMALL
        if address not in _LINK_LOCAL:
            high = _DOCUMENTATION_V6 << 32 | self.v6_blocks.get(high >> 16, 0) << 16 | high & 0xFFFF
        return str(ipaddress.IPv6Address(high << 64 | low))

    def _mac(self, text: str) -> str:
        digits = text.replace("-", "").replace(":", "").upper()
        if digits in ("0" * 12, "F" * 12):
            return text
        new = b"\x02" + hashed(self.key, "mac", digits.encode(), 5)
        joined = new.hex(text[2])
        return joined if text == text.lower() else joined.upper()

    def _sid(self, text: str) -> str:
        first, *numbers = text.split("-")
        domain = b"".join(min(int(number), 0xFFFFFFFF).to_bytes(4, "little") for number in numbers[3:])
        return "-".join([first, *numbers[:3], *map(str, _numbers(self.domain(domain)))])

    def domain(self, numbers: bytes) -> bytes:
        """What stands for the numbers of a domain (or of a directory's object) in a SID, as they are stored."""
        return hashed(self.key, "sid", numbers, len(numbers))

    def _guid(self, text: str) -> str:
        digits = text.replace("-", "")
        if not self.guids or not digits.strip("0"):
            return text
        new = iter(hashed(self.key, "guid", bytes.fromhex(digits), 16).hex())
        upper = text != text.lower()
        spelled = "".join("-" if char == "-" else next(new) for char in text)
        return spelled.upper() if upper else spelled


_REPLACE = MappingProxyType(
    {
        "ipv4": Addresses._ipv4,
        "ipv6": Addresses._ipv6,
        "mac": Addresses._mac,
        "sid": Addresses._sid,
        "guid": Addresses._guid,
    }
)


def allotted(key: bytes, guids: bool, seen: Iterable[tuple[str, str]], declared: Networks) -> Addresses:
    """The replacements for the (kind, text) tokens of a hive, in order of appearance, and its declared networks."""
    wide = tuple(net for net in declared if 16 <= net.prefixlen < 24)
    seen = list(seen)
    v4, v6 = _parsed(seen)
    in_wide = [any(each in net for net in wide) for each in v4]
    narrow = [int(each) >> 8 for each, is_wide in zip(v4, in_wide, strict=True) if not is_wide]
    broad = [int(each) >> 16 for each, is_wide in zip(v4, in_wide, strict=True) if is_wide]
    sites = [int(each) >> 80 for each in v6]
    taken, taken_wide, taken_sites = {int(each) >> 8 for each in v4}, {int(each) >> 16 for each in v4}, set(sites)
    return Addresses(
        key,
        guids,
        wide,
        _paired(narrow, (block for block in _narrow_pool() if block not in taken)),
        _paired(broad, (block for block in _wide_pool() if block not in taken_wide)),
        _paired(sites, (n for n in range(1, 0x10000) if _DOCUMENTATION_V6 << 16 | n not in taken_sites)),
        MappingProxyType(dict(_raw(key, text) for kind, text in seen if guids and kind == "guid" and text.strip("-0"))),
    )


def _raw(key: bytes, text: str) -> tuple[bytes, bytes]:
    original = UUID(text)
    return original.bytes_le, UUID(bytes=hashed(key, "guid", original.bytes, 16)).bytes_le


def _parsed(seen: Iterable[tuple[str, str]]) -> tuple[list[ipaddress.IPv4Address], list[ipaddress.IPv6Address]]:
    """The addresses that are not kept."""
    v4: list[ipaddress.IPv4Address] = []
    v6: list[ipaddress.IPv6Address] = []
    for kind, text in seen:
        if kind == "ipv4":
            v4.append(ipaddress.IPv4Address(text))
        elif kind == "ipv6":
            address = ipaddress.IPv6Address(text)
            if address in _MAPPED:
                v4.append(ipaddress.IPv4Address(int(address) & 0xFFFFFFFF))
            elif address not in _LINK_LOCAL and not any(address in net for net in _KEPT_V6):
                v6.append(address)
    return [each for each in v4 if not any(each in net for net in _KEPT_V4)], v6


def _paired(blocks: Iterable[int], pool: Iterator[int]) -> Mapping[int, int]:
    return MappingProxyType(dict(zip(dict.fromkeys(blocks), pool, strict=False)))


def _narrow_pool() -> Iterator[int]:
    return chain((0xC00002, 0xC63364, 0xCB0071), range(0xC61200, 0xC61400), range(0xF00000, 0xF80000))


def _wide_pool() -> Iterator[int]:
    return chain(range(0x6440, 0x6480), range(0xF800, 0xFF00))


def _numbers(data: bytes) -> tuple[int, ...]:
    return tuple(int.from_bytes(data[at : at + 4], "little") for at in range(0, len(data), 4))
