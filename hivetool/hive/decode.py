"""Value bytes as Python values, by type, and back."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from types import MappingProxyType

from .errors import BadValueData
from .location import Location
from .types import ValueType, type_name

Decoded = str | int | list[str] | bytes


class _Misfit(Exception):
    """Bytes that do not fit; the text says what would."""


def decoded(kind: int, data: bytes, where: Location = Location()) -> Decoded:  # noqa: B008 (immutable)
    """The value of ``data`` under type ``kind``; types without a reading give the bytes as they are.

    Strings lose the NULs at their end, embedded ones stay; lone surrogates are kept. Raises
    :class:`BadValueData` if the bytes do not fit the type.
    """
    reader = _READERS.get(kind)
    if reader is None:
        return data
    try:
        return reader(data)
    except _Misfit as misfit:
        raise BadValueData(where, type_name(kind), len(data), str(misfit)) from None


def text_data(text: str) -> bytes:
    """A string as REG_SZ stores it: UTF-16LE with one NUL at the end."""
    return (text + "\0").encode("utf-16-le", "surrogatepass")


def multi_text_data(texts: list[str]) -> bytes:
    """Strings as REG_MULTI_SZ stores them: each with a NUL, one more at the end."""
    return ("".join(text + "\0" for text in texts) + "\0").encode("utf-16-le", "surrogatepass")


def whole_units(data: bytes) -> str:
    """UTF-16LE bytes as text, NULs and lone surrogates included; an odd last byte is no unit and is left out."""
    return data[: len(data) // 2 * 2].decode("utf-16-le", "surrogatepass")


def _text(data: bytes) -> str:
    if len(data) % 2:
        raise _Misfit("text in UTF-16 has an even number of bytes")
    return whole_units(data).rstrip("\0")


def _texts(data: bytes) -> list[str]:
    text = _text(data)
    return text.split("\0") if text else []


def _integer(size: int, order: str) -> Callable[[bytes], int]:
    def read(data: bytes) -> int:
        if len(data) != size:
            raise _Misfit(f"it has exactly {size}")
        return int.from_bytes(data, "big" if order == "big" else "little")

    return read


_READERS: Mapping[int, Callable[[bytes], Decoded]] = MappingProxyType(
    {
        ValueType.REG_SZ: _text,
        ValueType.REG_EXPAND_SZ: _text,
        ValueType.REG_LINK: _text,
        ValueType.REG_MULTI_SZ: _texts,
        ValueType.REG_DWORD: _integer(4, "little"),
        ValueType.REG_DWORD_BIG_ENDIAN: _integer(4, "big"),
        ValueType.REG_QWORD: _integer(8, "little"),
    }
)
