"""Values of the wrong type or size that can only mean one thing, and what they mean."""

from __future__ import annotations

import re

from hivetool.cluster.facts import Content
from hivetool.cluster.model import ClusterObject
from hivetool.cluster.schema import PARAMETERS, UNSET, Form, Property, own_properties, private_properties
from hivetool.hive.decode import whole_units
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType, type_name
from hivetool.hive.upcase import upcase
from hivetool.hive.views import Value

from .fixes import words

_NUMBER = re.compile(r"[0-9]{1,20}|0[xX][0-9a-fA-F]{1,16}")
_TEXTS = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ})
_NUMBERS = frozenset({ValueType.REG_BINARY, ValueType.REG_DWORD, ValueType.REG_QWORD})

LONGEST = 60
"""Characters of a value that a finding shows."""


def meant(prop: Property, kind: int, data: bytes) -> Content | None:
    """What a value that is none of the property's forms says all the same, None where one would have to guess.

    A number may stand in text, or in more or fewer bytes; a list of one is a text and the other way round.
    """
    if prop.is_number:
        return _number(prop, kind, data)
    if not data or (len(data) % 2 and data[-1]):
        return None
    text = whole_units(data).rstrip("\0")
    if prop.form is Form.TEXTS:
        return (text,) if kind in _TEXTS and text and "\0" not in text else None
    if prop.form is Form.TEXT and kind in _TEXTS | {ValueType.REG_MULTI_SZ}:
        return text if "\0" not in text else None
    return None


def property_at(item: ClusterObject, at: Location) -> Property | None:
    """The property of the object that has its place there, own or private."""
    path, name = at.path or "", upcase(at.value or "")
    if upcase(path) == upcase(item.path):
        return own_properties(item.kind).get(name)
    if upcase(path) == upcase(f"{item.path}\\{PARAMETERS}"):
        return private_properties(item.kind, item.private_type).get(name)
    return None


def told(value: Value) -> str:
    """A value whatever its type and bytes, in a few words: ``REG_SZ '1'``, ``REG_DWORD of 3 bytes 010000``."""
    kind = type_name(value.type)
    try:
        content = value.decoded
    except ValueError:
        return f"{kind} of {len(value.data)} bytes {_short(value.data.hex())}".rstrip()
    if isinstance(content, int):
        return f"{kind} {content}"
    return f"{kind} {_short(words(tuple(content) if isinstance(content, list) else content))!r}"


def _number(prop: Property, kind: int, data: bytes) -> int | None:
    number = None
    if kind in _TEXTS and len(data) % 2 == 0:
        text = whole_units(data).rstrip("\0").strip()
        if _NUMBER.fullmatch(text):
            number = int(text, 16 if text[:2].lower() == "0x" else 10)
    elif kind in _NUMBERS and 0 < len(data) <= 8:
        number = int.from_bytes(data, "little")
    largest = UNSET if prop.form is Form.NUMBER else 2**64 - 1
    return number if number is not None and number <= largest and prop.allows(number) else None


def _short(text: str) -> str:
    return text if len(text) <= LONGEST else f"{text[:LONGEST]}…"
