"""Bytes to text: PowerShell writes UTF-16LE, UTF-8 or the code page, with a byte order mark or without."""

from __future__ import annotations

import codecs
from typing import NamedTuple

from hivetool.hive.location import Location
from hivetool.regtext.decoding import codec_name, place, with_lf
from hivetool.regtext.errors import UnreadableText

from .errors import UnreadableStates
from .faults import Fault, Faults

FALLBACK = "cp1252"
"""Of a text that is neither marked nor UTF-8: what Windows calls Default in most of Europe and America."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


class Text(NamedTuple):
    """A decoded input: ``text`` has LF line ends and no byte order mark."""

    text: str
    encoding: str


def decoded(data: bytes, encoding: str | None, faults: Faults) -> Text:
    """The text of ``data``: a byte order mark decides, then ``encoding``, then NULs (UTF-16), UTF-8, and cp1252.

    Raises :class:`UnreadableStates` for bytes that are none in the encoding, and for an encoding that there is not.
    """
    mark, marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    name = marked or _asked(encoding) or _wide(data)
    data = data[len(mark) :]
    if name is None:
        try:
            return Text(with_lf(data.decode("utf-8")), "utf-8")
        except UnicodeDecodeError as error:
            faults.add(Fault.ENCODING, Location(line=data.count(b"\n", 0, error.start) + 1))
            return Text(with_lf(data.decode(FALLBACK, "replace")), FALLBACK)
    wide = name.startswith("utf-16")
    try:
        text = data[: len(data) // 2 * 2].decode(name, "surrogatepass") if wide else data.decode(name)
    except UnicodeDecodeError as error:
        before = with_lf(data[: error.start].decode(name, "replace"))
        raise UnreadableStates(
            f"the byte 0x{data[error.start]:02x} is not {name}", place(before, len(before))
        ) from None
    except (UnicodeError, ValueError, ArithmeticError) as error:
        raise UnreadableStates(f"the text is not {name}: {error}", Location(line=1)) from None
    return Text(with_lf(text).removeprefix("\ufeff"), name)


def _asked(encoding: str | None) -> str | None:
    try:
        return codec_name(encoding)
    except UnreadableText as error:
        raise UnreadableStates(error.reason, Location(line=1)) from None


def _wide(data: bytes) -> str | None:
    """UTF-16 without its mark: what is exported begins with a character of ASCII."""
    if len(data) < 2 or (data[0] == 0) == (data[1] == 0):
        return None
    return "utf-16-le" if data[1] == 0 else "utf-16-be"
