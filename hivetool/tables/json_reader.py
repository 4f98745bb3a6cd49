"""A JSON document to a hive: key by key, so that never more than a part of it is held as JSON."""

from __future__ import annotations

import codecs
from collections.abc import Callable, Iterator

from hivetool.hive.errors import check_none
from hivetool.hive.hive import Hive, Source
from hivetool.hive.location import Location

from .errors import BrokenJson, OtherContent
from .faults import Fault
from .fields import FAMILY, SCHEMA, VERSION
from .forms import HEX, Misfit, shown
from .gathering import ROOT, Gathered
from .json_keys import Keys
from .json_scan import Scanner

_MARKS = ((codecs.BOM_UTF8, "utf-8"), (codecs.BOM_UTF16_LE, "utf-16-le"), (codecs.BOM_UTF16_BE, "utf-16-be"))


def read_json(data: bytes, encoding: str | None = None, strict: bool = False) -> Hive:
    """Read a document of schema ``hivetool.hive/1``, as :func:`write_json` makes it or as somebody has edited it.

    Members may stand in any order and be laid out in any way. A key without those above it has them made; a value may
    have ``text``, ``texts`` or ``number`` instead of ``data``; the place of a row is its line. ``encoding`` is for
    text that has no byte order mark and is neither UTF-8 nor UTF-16LE. What can be survived is in the hive's problems
    (codes: :class:`hivetool.tables.faults.Fault`), or with ``strict`` raised as
    :class:`hivetool.hive.errors.Damaged`. Raises :class:`BrokenJson`, and :class:`OtherContent` for JSON that holds no
    hive.
    """
    text, codec = _decoded(data, encoding)
    document = _Document(Scanner(text))
    document.read()
    hive = document.gathered.hive(Source("json", VERSION, "line", len(data), codec))
    if strict:
        check_none(hive.problems)
    return hive


def _decoded(data: bytes, encoding: str | None) -> tuple[str, str]:
    wide = "utf-16-le" if data[1:2] == b"\0" else "utf-8"
    mark, codec = next(((mark, name) for mark, name in _MARKS if data.startswith(mark)), (b"", encoding or wide))
    try:
        return data[len(mark) :].decode(codec), codec
    except UnicodeDecodeError as error:
        at = Location(offset=len(mark) + error.start)
        raise BrokenJson(f"this is no text in {codec}; --encoding says what it is", at) from None
    except (LookupError, ValueError):
        raise BrokenJson(f"there is no encoding {shown(encoding)}") from None


class _Document:
    """The members of the whole: each is read as it comes."""

    def __init__(self, scanner: Scanner) -> None:
        self.scanner = scanner
        self.gathered = Gathered("line")
        self.schema: object = None
        self.root: object = ""
        self.keys: Keys | None = None

    def read(self) -> None:
        """Read it all. Raises :class:`BrokenJson` and :class:`OtherContent`."""
        if self.scanner.peek() != "{":
            raise OtherContent(f"this is JSON of something else: {shown(self.scanner.value())}", Location(line=1))
        readers: dict[str, Callable[[], None]] = {
            "schema": self._schema,
            "root": self._root,
            "security": self._security,
            "keys": self._keys,
        }
        seen: list[str] = []
        for name in self.scanner.members():
            if name in seen and name in readers:
                raise self.scanner.broken(f"the member {name} stands here a second time", self.scanner.at)
            seen.append(name)
            readers.get(name, self._unknown(name))()
        if self.schema is None:
            raise OtherContent(f"this is JSON of something else, {_listed(seen)}", Location(line=1))
        if self.scanner.peek():
            raise self.scanner.broken("nothing should follow the document", self.scanner.at)
        if self.keys is None or not self.keys.found:
            raise BrokenJson("there is not one key in this document", Location(line=1))
        self.gathered.names[ROOT] = self.root if isinstance(self.root, str) else ""
        self.keys.finish()

    def _schema(self) -> None:
        self.schema = self.scanner.value()
        if self.schema != SCHEMA:
            word = shown(self.schema)
            if str(self.schema).startswith(f"{FAMILY}/"):
                reason = f"this document is of version {word}, this hivetool reads {SCHEMA}"
            else:
                reason = f"this document is {word}, which holds no hive; one that does is {SCHEMA}"
            raise OtherContent(reason, Location(line=1))

    def _root(self) -> None:
        line = self.scanner.line(self.scanner.at)
        self.root = self.scanner.value()
        if not isinstance(self.root, str):
            self.gathered.note(Fault.KEY_FIELD, line, f"root {shown(self.root)}", expected="root is text")

    def _security(self) -> None:
        for number, at in enumerate(self._items("security")):
            line, item = self.scanner.line(at), self.scanner.value()
            try:
                self.gathered.descriptors[number] = HEX.from_json(item)
            except Misfit as error:
                self.gathered.descriptors[number] = None
                self.gathered.note(Fault.DESCRIPTOR, line, str(error), expected=HEX.words)

    def _keys(self) -> None:
        self.keys = Keys(self.gathered, self.scanner)
        for at in self._items("keys"):
            self.keys.read(at)

    def _items(self, name: str) -> Iterator[int]:
        if self.scanner.peek() != "[":
            kind = BrokenJson if self.schema is not None else OtherContent
            line = self.scanner.line(self.scanner.at)
            raise kind(f"{name} is not a list but {shown(self.scanner.value())}", Location(line=line))
        return self.scanner.items()

    def _unknown(self, name: str) -> Callable[[], None]:
        def read() -> None:
            self.gathered.note(Fault.UNKNOWN, self.scanner.line(self.scanner.at), shown(name))
            self.scanner.value()

        return read


def _listed(names: list[str], most: int = 5) -> str:
    if not names:
        return "an object without members"
    more = f" and {len(names) - most:,} more" if len(names) > most else ""
    return f"an object with {', '.join(map(shown, names[:most]))}{more}"
