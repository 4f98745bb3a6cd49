r"""Edits as `.reg` text: the way reg.exe writes it, but nothing is lost that the format can say.

A string is written in quotation marks only where importing it gives back the same bytes; any other (a NUL inside, none
or more at its end, an odd length, a line break, half a surrogate pair) as ``hex(1):``. What the format cannot say at
all, names with a NUL and keys with a line break in their name among them, is :class:`NotExpressible`. One thing
comes with the format: the line above a value that is deleted makes the key where there is none.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import dataclass
from types import MappingProxyType
from typing import Any, ClassVar, Final, Literal

from hivetool.hive.columns import MOST_LEVELS
from hivetool.hive.decode import text_data, whole_units
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit, SetValue
from hivetool.hive.errors import HivetoolError
from hivetool.hive.location import Location
from hivetool.hive.types import ValueType
from hivetool.hive.upcase import upcase

from .header import HEADER, OLD_HEADER
from .keyline import LONGEST_KEY_NAME, LONGEST_VALUE_NAME, ROOT_KEYS, units

Version = Literal["5.00", "4"]

DEFAULT_ROOT: Final = r"HKEY_LOCAL_MACHINE\Cluster"
DEFAULT_CODE_PAGE: Final = "cp1252"

LINE_END: Final = "\r\n"

_FIRST, _NEXT = 77, 75
"""Columns for hex data: in a value's first line with all before it, and in those that follow."""

_ESCAPES: Final = str.maketrans({"\\": "\\\\", '"': '\\"', "\n": "\\n", "\r": "\\r"})
_TEXTS = frozenset({ValueType.REG_SZ, ValueType.REG_EXPAND_SZ, ValueType.REG_MULTI_SZ})


@dataclass(eq=False)
class NotExpressible(HivetoolError, ValueError):
    """An edit that `.reg` text cannot say; ``at`` is the key or value."""

    sentence: ClassVar[str] = "{at}: a .reg file cannot say this: {reason}"

    at: Location
    reason: str


def write_reg(
    edits: Iterable[Edit], root: str = DEFAULT_ROOT, *, version: Version = "5.00", encoding: str = DEFAULT_CODE_PAGE
) -> str:
    """The edits as text, in their order, with CR LF; paths are put below ``root``, which is a full path.

    ``encoding`` is the code page of a REGEDIT4 file (version 4), which has no other characters. A root of ``""``
    means that the edits' own paths begin with ``HKEY_…``. Raises :class:`NotExpressible`.
    """

    def refuse(error: NotExpressible) -> None:
        raise error

    return _text(edits, root, version, encoding, refuse)


def write_reg_partly(
    edits: Iterable[Edit], root: str = DEFAULT_ROOT, *, version: Version = "5.00", encoding: str = DEFAULT_CODE_PAGE
) -> tuple[str, tuple[NotExpressible, ...]]:
    """The same without what cannot be said, and what that is."""
    lost: list[NotExpressible] = []
    return _text(edits, root, version, encoding, lost.append), tuple(lost)


def encoded_reg(text: str, version: Version = "5.00", encoding: str = DEFAULT_CODE_PAGE) -> bytes:
    """The text as the bytes of a file: UTF-16LE with its mark, or a REGEDIT4 file's code page."""
    if version == "4":
        return text.encode(encoding)
    return b"\xff\xfe" + text.encode("utf-16-le", "surrogatepass")


Refuse = Callable[[NotExpressible], None]


def _text(edits: Iterable[Edit], root: str, version: Version, encoding: str, refuse: Refuse) -> str:
    header = HEADER if version == "5.00" else OLD_HEADER
    lines = _Lines(root, None if version == "5.00" else encoding)
    return LINE_END.join([header, *lines.of(edits, refuse), "", ""])


class _Lines:
    """``code_page`` is None where every character can be written."""

    def __init__(self, root: str, code_page: str | None) -> None:
        self._root = root
        self._code_page = code_page

    def of(self, edits: Iterable[Edit], refuse: Refuse) -> Iterator[str]:
        """The lines below the header, the last one's blank line left out."""
        here: str | None = None
        for edit in edits:
            try:
                line = _MAKERS[type(edit)](self, edit)
                header = None if line is not None and edit.key == here else self._key_line(edit)
            except NotExpressible as error:
                refuse(error)
                continue
            if header is not None:
                yield ""
                yield header
                here = None if isinstance(edit, DeleteKey) else edit.key
            if line is not None:
                yield line

    def _key_line(self, edit: Edit) -> str:
        path = "\\".join(part for part in (self._root, edit.key) if part)
        delete = isinstance(edit, DeleteKey)
        reason = _bad_path(path, delete) or self._bad_text(path)
        if reason:
            raise NotExpressible(Location(edit.key), reason)
        return f"[-{path}]" if delete else f"[{path}]"

    def name(self, key: str, name: str) -> str:
        """The left side of a value's line."""
        if not name:
            return "@="
        reason = self._bad_text(name)
        if "\0" in name:
            reason = "its name has a NUL"
        elif len(name) > LONGEST_VALUE_NAME // 2 and units(name) > LONGEST_VALUE_NAME:
            reason = f"its name is longer than {LONGEST_VALUE_NAME} UTF-16 code units"
        if reason:
            raise NotExpressible(Location(key, name), reason)
        return f'"{name.translate(_ESCAPES)}"='

    def set_value(self, edit: SetValue) -> str:
        """The line, or the lines, that set a value."""
        name, data = self.name(edit.key, edit.name), edit.data
        if edit.type == ValueType.REG_SZ:
            text = _plain_text(data)
            if text is not None and not self._bad_text(text):
                return f'{name}"{text.translate(_ESCAPES)}"'
        if edit.type == ValueType.REG_DWORD and len(data) == 4:
            return f"{name}dword:{int.from_bytes(data, 'little'):08x}"
        if edit.type in _TEXTS and self._code_page:
            data = self._in_code_page(edit)
        return _hex_lines(f"{name}hex:" if edit.type == ValueType.REG_BINARY else f"{name}hex({edit.type:x}):", data)

    def _in_code_page(self, edit: SetValue) -> bytes:
        """Text as the bytes of the code page, which is what such data is in a REGEDIT4 file."""
        text = whole_units(edit.data)
        reason = "half a character at its end" if len(edit.data) % 2 else self._bad_text(text)
        if reason:
            raise NotExpressible(Location(edit.key, edit.name), reason)
        return text.encode(self._code_page or "")

    def _bad_text(self, text: str) -> str | None:
        if self._code_page is None or text.isascii():
            return None
        try:
            same = text.encode(self._code_page).decode(self._code_page) == text
        except UnicodeError:
            same = False
        return None if same else f"it has characters that are not in {self._code_page}"


def _bad_path(path: str, delete: bool) -> str | None:
    """Why a key line cannot have this path."""
    root, *names = path.split("\\")
    if upcase(root) not in ROOT_KEYS:
        return "its path does not begin with a root key such as HKEY_LOCAL_MACHINE"
    if not all(names):
        return "a key on its path has no name"
    if delete and not names:
        return "a root key cannot be deleted"
    if len(names) > MOST_LEVELS:
        return f"it is more than {MOST_LEVELS} levels deep"
    if any(sign in path for sign in "\0\r\n"):
        return "a name on its path has a NUL or a line break"
    if len(path) > LONGEST_KEY_NAME // 2 and any(units(name) > LONGEST_KEY_NAME for name in names):
        return f"a name on its path is longer than {LONGEST_KEY_NAME} UTF-16 code units"
    return None


def _plain_text(data: bytes) -> str | None:
    """The string that stands for exactly these bytes, None if there is none that may stand in quotation marks."""
    if len(data) % 2 or data[-2:] != b"\0\0":
        return None
    try:
        text = data[:-2].decode("utf-16-le")
    except UnicodeDecodeError:
        return None
    return None if any(sign in text for sign in "\0\r\n") or text_data(text) != data else text


def _hex_lines(start: str, data: bytes) -> str:
    digits = data.hex(",")
    if len(start) + len(digits) <= _FIRST:
        return start + digits
    first = max(3, (_FIRST - len(start)) // 3 * 3)
    pieces = [digits[:first], *(digits[at : at + _NEXT] for at in range(first, len(digits), _NEXT))]
    return start + f"\\{LINE_END}  ".join(pieces)


def _no_line(lines: _Lines, edit: Any) -> None:
    return None


def _delete_value(lines: _Lines, edit: DeleteValue) -> str:
    return f"{lines.name(edit.key, edit.name)}-"


_MAKERS: Mapping[type, Callable[[_Lines, Any], str | None]] = MappingProxyType(
    {CreateKey: _no_line, DeleteKey: _no_line, SetValue: _Lines.set_value, DeleteValue: _delete_value}
)
