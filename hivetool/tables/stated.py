"""Data that a person has written: text or a number in place of bytes, encoded as the value's type wants it."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType
from typing import Any, NamedTuple

from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.types import ValueType, type_name

from .forms import Misfit, shown


class Way(NamedTuple):
    """A way to state data: what is stated, for values of which types, and what makes bytes of it."""

    what: str
    types: tuple[ValueType, ...]
    fits: Callable[[Any], bool]
    data: Callable[[int, Any], bytes]


_SIZES: Mapping[int, int] = MappingProxyType(
    {ValueType.REG_DWORD: 4, ValueType.REG_DWORD_BIG_ENDIAN: 4, ValueType.REG_QWORD: 8}
)


def _number_data(kind: int, number: int) -> bytes:
    return number.to_bytes(_SIZES[kind], "big" if kind == ValueType.REG_DWORD_BIG_ENDIAN else "little")


def _are_texts(item: Any) -> bool:
    return type(item) is list and all(type(each) is str for each in item)


WAYS: Mapping[str, Way] = MappingProxyType(
    {
        "text": Way(
            "text",
            (ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_LINK),
            lambda item: type(item) is str,
            lambda kind, text: text_data(text),
        ),
        "texts": Way(
            "a list of texts",
            (ValueType.REG_MULTI_SZ,),
            _are_texts,
            lambda kind, texts: multi_text_data(texts),
        ),
        "number": Way("a whole number", tuple(map(ValueType, _SIZES)), lambda item: type(item) is int, _number_data),
    }
)
"""In JSON a member of this name stands instead of ``data``; in SQLite text or a number stands in the column."""


def stated(kind: int, way: str, item: object) -> bytes:
    """The bytes of data that was stated in one of the ``WAYS``, a text with one NUL at its end.

    Raises :class:`Misfit` where a value of this type cannot be stated so.
    """
    how = WAYS[way]
    if kind not in how.types:
        types = ", ".join(each.name for each in how.types)
        raise Misfit(f"{way} {shown(item)} is for {types}, its type is {type_name(kind)}")
    if not how.fits(item):
        raise Misfit(f"{way} is {how.what}, not {shown(item)}")
    try:
        return how.data(kind, item)
    except OverflowError:
        raise Misfit(f"{type_name(kind)} does not hold {shown(item)}") from None
