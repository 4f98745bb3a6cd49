"""CLIXML as Export-Clixml writes it: ``Objs``, ``Obj`` with types and properties, references, escaped characters.

Read with expat, the parser below xml.etree, whose handlers know the line and can refuse a DTD before it is used:
without one there are no entities, and nothing grows beyond what stands in the text.
"""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from hivetool.hive.location import Location

from .errors import UnreadableStates
from .faults import Fault, Faults
from .records import SAYS, Record

DEEPEST = 200
"""Levels of elements; PowerShell's own depth is 2 unless told otherwise, at most 100."""

_BEGIN = re.compile(r"\s*(?:#< CLIXML\s*)?")
_ESCAPED = re.compile(r"_x([0-9A-Fa-f]{4})_")
_VALUES = re.compile(r"S|C|SB|SBK|SS|G|D|DT|TS|URI|XD|BA|Version|[IU](?:16|32|64)|By|Sy|Db|Sg|B")
"""Elements that are values: texts, times, numbers. Numbers are kept as their text."""

_PARTS = frozenset({"Props", "MS"})
_LISTS = frozenset({"LST", "IE", "STK", "QUE"})


@dataclass(slots=True)
class _Element:
    """An element that is open, and what has been found in it."""

    tag: str
    attributes: Mapping[str, str]
    line: int
    is_text: bool = False
    is_record: bool = False
    texts: list[str] = field(default_factory=list)
    types: tuple[str, ...] = ()
    cells: dict[str, Any] = field(default_factory=dict)
    says: dict[str, Any] = field(default_factory=dict)
    has_list: bool = False


def from_clixml(text: str, faults: Faults) -> Iterator[Record]:
    """The objects of a text. Raises :class:`UnreadableStates` where it is no CLIXML, and for a DTD."""
    begin = _BEGIN.match(text)
    start = begin.end() if begin else 0
    reading = _Reading(faults, text.count("\n", 0, start))
    reading.read(text[start:])
    return iter(reading.records)


class _Reading:
    """The state of one reading: open elements, and what has been said so far that may be referred to."""

    def __init__(self, faults: Faults, lines_before: int) -> None:
        self.records: list[Record] = []
        self._faults = faults
        self._before = lines_before
        self._open: list[_Element] = []
        self._objects: dict[str, Mapping[str, Any]] = {}
        self._types: dict[str, tuple[str, ...]] = {}
        self._parser = expat.ParserCreate("utf-8")
        self._parser.buffer_text = True
        self._parser.StartDoctypeDeclHandler = self._doctype
        self._parser.StartElementHandler = self._begins
        self._parser.EndElementHandler = self._ends
        self._parser.CharacterDataHandler = self._text

    def read(self, text: str) -> None:
        """Read all of it."""
        try:
            self._parser.Parse(text.encode("utf-8", "surrogatepass"), True)
        except expat.ExpatError as error:
            at = Location(line=self._before + error.lineno, column=error.offset + 1)
            raise UnreadableStates(f"not XML: {expat.ErrorString(error.code)}", at) from None

    def _line(self) -> int:
        return self._before + self._parser.CurrentLineNumber

    def _refused(self, reason: str) -> UnreadableStates:
        return UnreadableStates(reason, Location(line=self._line()))

    def _doctype(self, *_: object) -> None:
        raise self._refused("a document type declaration has no place in CLIXML, it is not read")

    def _begins(self, tag: str, attributes: dict[str, str]) -> None:
        if len(self._open) == DEEPEST:
            raise self._refused(f"elements lie more than {DEEPEST} levels deep")
        if not self._open and tag != "Objs":
            raise self._refused(f"CLIXML begins with Objs, not with {tag[:40]!a}")
        is_text = tag in ("T", "ToString") or _VALUES.fullmatch(tag) is not None
        element = _Element(tag, attributes, self._line(), is_text)
        element.is_record = tag == "Obj" and self._holds_records()
        self._open.append(element)

    def _holds_records(self) -> bool:
        """Whether what begins here is an entry: below Objs, or in the list that an entry is."""
        if len(self._open) == 1:
            return True
        return len(self._open) > 1 and self._open[-1].tag in _LISTS and self._open[-2].is_record

    def _text(self, text: str) -> None:
        if self._open[-1].is_text:
            self._open[-1].texts.append(text)

    def _ends(self, tag: str) -> None:
        element = self._open.pop()
        if not self._open:
            return
        parent = self._open[-1]
        if tag in _PARTS:
            parent.cells.update(element.cells)
        elif tag in _LISTS:
            parent.has_list = True
        elif tag == "T":
            parent.types = (*parent.types, _unescaped("".join(element.texts)))[:20]
        elif tag == "TN":
            parent.types = self._types[element.attributes.get("RefId", "")] = element.types
        elif tag == "TNRef":
            parent.types = self._types.get(element.attributes.get("RefId", ""), ())
        elif tag == "ToString":
            parent.says["ToString"] = _unescaped("".join(element.texts))
        elif tag == "Obj":
            self._object_ends(element, parent)
        else:
            self._value_ends(element, parent)

    def _object_ends(self, element: _Element, parent: _Element) -> None:
        cells = element.cells
        small = {**element.says, **{name: cells[name] for name in SAYS if isinstance(cells.get(name), str)}}
        if "RefId" in element.attributes:
            self._objects[element.attributes["RefId"]] = small
        if not element.is_record:
            self._put(element, parent, small)
        elif not (element.has_list and not cells):
            self.records.append(Record(cells, Location(line=element.line), element.types))

    def _value_ends(self, element: _Element, parent: _Element) -> None:
        """A value: of a property, of the object itself (an enumeration's number), or an entry that is no object."""
        if element.is_text:
            value: Any = _unescaped("".join(element.texts))
        elif element.tag == "Ref":
            value = self._objects.get(element.attributes.get("RefId", ""))
            if value is None:
                actual = ascii(element.attributes.get("RefId", ""))[:40]
                self._faults.add(Fault.REFERENCE, Location(line=element.line), actual)
        elif element.tag == "Nil":
            value = None
        else:
            return
        if "N" in element.attributes:
            self._put(element, parent, value)
        elif parent.tag == "Obj":
            parent.says["value"] = value
        elif len(self._open) == 1 and value is not None:
            self._faults.add(Fault.ENTRY, Location(line=element.line), f"<{element.tag}>")

    @staticmethod
    def _put(element: _Element, parent: _Element, value: Any) -> None:
        if "N" in element.attributes:
            parent.cells[_unescaped(element.attributes["N"])] = value


def _unescaped(text: str) -> str:
    """The text with ``_x000A_`` and the like as the characters they are, pairs of surrogates as one."""
    if "_x" not in text:
        return text
    found = _ESCAPED.sub(lambda each: chr(int(each[1], 16)), text)
    return found.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
