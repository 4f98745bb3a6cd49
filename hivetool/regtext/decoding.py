"""Bytes to text: which encoding a `.reg` file is in, and one kind of line end.

A file begins with the byte order mark of UTF-16LE, or its characters are single bytes (regedit's own two
ways of writing). UTF-8 is what other tools make of it.
"""

from __future__ import annotations

import codecs
import re
from collections.abc import Iterator
from typing import NamedTuple

from hivetool.hive.location import Location

from .errors import UnreadableText
from .faults import Fault, FaultList
from .header import check_header

REFUSED = frozenset({"idna", "punycode", "unicode_escape", "raw_unicode_escape", "undefined"})
"""Codecs of Python that are no character sets."""

BLOCK = 1 << 20
"""Characters that are split into lines at a time."""

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))
_NOT_ASCII = re.compile("[^\0-\x7f]")


class Text(NamedTuple):
    """A decoded file: ``text`` has LF line ends and no byte order mark."""

    text: str
    encoding: str


def decoded(data: bytes, encoding: str | None, faults: FaultList) -> Text:
    """The text of ``data``; a byte order mark decides, then ``encoding``, then it is UTF-8.

    Non-ASCII UTF-8 and half a character at the end are added to ``faults``. Raises :class:`UnreadableText`
    for bytes that are none in the encoding, an encoding that Python does not know, and UTF-16BE unless
    asked for; :class:`NoHeader` for bytes that are not UTF-8 and not a .reg file either.
    """
    codec = codec_name(encoding)
    mark, marked = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", None))
    if marked == "utf-16-be" and codec not in ("utf-16", "utf-16-be"):
        raise UnreadableText(
            "the text is UTF-16BE, which Windows does not import; save it as UTF-16LE or pass --encoding utf-16-be",
            Location(line=1),
        )
    if codec is None and data.startswith((b"W\0", b" \0", b"\t\0", b"\r\0", b"\n\0", b"[\0")):
        raise UnreadableText(
            "the text seems to be UTF-16LE without its byte order mark; pass --encoding utf-16-le",
            Location(line=1),
        )
    name = marked or codec or "utf-8"
    text = with_lf(_decoded(data[len(mark) :], name, guessed=marked is None and codec is None))
    text = text.removeprefix("\ufeff")
    _note(text, name, len(data) - len(mark), faults)
    return Text(text, name)


def decoded_loosely(data: bytes, codec: str | None) -> tuple[str, int]:
    """Text whose lines may be in several encodings, with LF line ends, and the first line whose encoding was guessed.

    A line is UTF-8 if it can be, else in ``codec``, else (and then its number is given, from 1; 0 for none) in code
    page 437. A file that begins as UTF-16LE, with its mark or without, is that as long as it does not go on in single
    bytes. Never raises.
    """
    head, mark = "", len(codecs.BOM_UTF16_LE) * data.startswith(codecs.BOM_UTF16_LE)
    if mark or (data[1:2] == b"\0" and data[:1] != b"\0"):
        single = data.find(b"HKEY_")
        end = len(data) if single < 0 else data.rfind(b"\n\0", 0, single) + 2
        head = data[mark : end // 2 * 2].decode("utf-16-le", "surrogatepass")
        data = data[end // 2 * 2 :]
    data = data.removeprefix(codecs.BOM_UTF8)
    try:
        return with_lf(head + data.decode("utf-8")), 0
    except UnicodeDecodeError:
        pass
    lines, guessed = [], 0
    before = with_lf(head).count("\n")
    for number, line in enumerate(data.replace(b"\r\n", b"\n").replace(b"\r", b"\n").split(b"\n"), before + 1):
        try:
            lines.append(line.decode("utf-8"))
        except UnicodeDecodeError:
            guessed = guessed or (0 if codec else number)
            lines.append(line.decode(codec or "cp437", "replace").replace("\n", " "))
    return with_lf(head) + "\n".join(lines), guessed


def lines_of(text: str) -> Iterator[str]:
    """The lines, split a block at a time so that a file of nothing but line ends does not fill the memory."""
    start = 0
    while (end := text.find("\n", start + BLOCK)) >= 0:
        yield from text[start:end].split("\n")
        start = end + 1
    yield from text[start:].split("\n")


def place(text: str, index: int) -> Location:
    """The line and column of a character."""
    begin = text.rfind("\n", 0, index) + 1
    return Location(line=text.count("\n", 0, index) + 1, column=index - begin + 1)


def codec_name(encoding: str | None) -> str | None:
    """Python's own name of an encoding, None for None. Raises :class:`UnreadableText` for what is no encoding."""
    if encoding is None:
        return None
    try:
        name = codecs.lookup(encoding).name
        bytes(4).decode(name, "replace")  # refuses codecs that do not make text, such as hex or zip
    except (LookupError, ValueError, UnicodeError):
        name = None
    if name is None or name.replace("-", "_") in REFUSED:
        raise UnreadableText(f"there is no encoding {encoding!a}", Location(line=1))
    return "utf-8" if name == "utf-8-sig" else name


def _decoded(data: bytes, name: str, guessed: bool) -> str:
    wide = name.startswith("utf-16")
    if wide:
        data = data[: len(data) // 2 * 2]
    try:
        return data.decode(name, "surrogatepass" if wide else "strict")
    except UnicodeDecodeError as error:
        if guessed:
            check_header(with_lf(data[:400].decode("latin-1")).partition("\n")[0])
        before = with_lf(data[: error.start].decode(name, "replace"))
        found = f"the byte 0x{data[error.start]:02x} is not {name}"
        raise UnreadableText(f"{found}{_ADVICE[guessed]}", place(before, len(before))) from None
    except (UnicodeError, ValueError, ArithmeticError) as error:
        raise UnreadableText(f"the text is not {name}: {error}", Location(line=1)) from None


_ADVICE = ("", "; pass the code page the file was written in, as --encoding cp1252 or the like")


def _note(text: str, name: str, size: int, faults: FaultList) -> None:
    if name.startswith("utf-16") and size % 2:
        last = text[text.rfind("\n") + 1 :]
        faults.add(Fault.ODD_SIZE, place(text, len(text)).line or 1, last, len(last))
    if name != "utf-8" or text.isascii():
        return
    found = _NOT_ASCII.search(text)
    if found:
        at = place(text, found.start())
        begin = found.start() - (at.column or 1) + 1
        faults.add(Fault.UTF8, at.line or 1, text[begin : found.start() + 1], (at.column or 1) - 1)


def with_lf(text: str) -> str:
    """The text with LF at the end of every line."""
    return text.replace("\r\n", "\n").replace("\r", "\n")
