"""JSON text member by member and item by item: what is read stands at a known line, and is let go again."""

from __future__ import annotations

import json
import re
from collections.abc import Iterator
from typing import Any

from hivetool.hive.location import Location

from .errors import BrokenJson

_BLANK = re.compile(r"[ \t\r\n]*+")
_DECODER = json.JSONDecoder()


class Scanner:
    """A place in a JSON text; it only moves forward."""

    def __init__(self, text: str) -> None:
        self.text = text
        self.at = 0
        self._line = 1
        self._counted = 0

    def peek(self) -> str:
        """The next character that is not blank, where it then stands; ``""`` at the end."""
        found = _BLANK.match(self.text, self.at)
        self.at = found.end() if found else self.at
        return self.text[self.at : self.at + 1]

    def expect(self, char: str) -> None:
        """Pass over a character. Raises :class:`BrokenJson` if another one comes."""
        if self.peek() != char:
            raise self.broken(f"{char} should stand here", self.at)
        self.at += 1

    def value(self, decoder: json.JSONDecoder = _DECODER) -> Any:
        """Read what stands here. Raises :class:`BrokenJson`."""
        self.peek()
        try:
            found, self.at = decoder.raw_decode(self.text, self.at)
        except json.JSONDecodeError as error:
            raise self.broken(error.msg, error.pos) from None
        except ValueError:
            raise self.broken("a number has too many digits", self.at) from None
        except RecursionError:
            raise self.broken("lists and objects stand in each other too deep", self.at) from None
        return found

    def items(self, opening: str = "[", closing: str = "]") -> Iterator[int]:
        """Stop at each item of a list, and give where it begins: it must be read before the next one is asked for."""
        self.expect(opening)
        if self.peek() != closing:
            while True:
                yield self.at
                if self.peek() == closing:
                    break
                self.expect(",")
                if self.peek() == closing:
                    raise self.broken("something should follow the comma", self.at)
        self.at += 1

    def members(self) -> Iterator[str]:
        """Stop at the content of each member of an object, and give its name: it must be read before going on."""
        for start in self.items("{", "}"):
            name = self.value()
            if not isinstance(name, str):
                raise self.broken("the name of a member should stand here, in quotation marks", start)
            self.expect(":")
            self.peek()
            yield name

    def line(self, at: int) -> int:
        """The line of a place that is not before the last one asked for; lines count from 1."""
        self._line += self.text.count("\n", self._counted, at)
        self._counted = at
        return self._line

    def broken(self, reason: str, at: int) -> BrokenJson:
        """The error of a fault in the text."""
        line = self.text.count("\n", 0, at) + 1
        column = at - self.text.rfind("\n", 0, at)
        return BrokenJson(f"this is no JSON: {reason}", Location(line=line, column=column))


def item_lines(text: str, start: int, line: int, member: str) -> list[int]:
    """The line of each item of a list, which is a member of the object that stands at ``start`` in this ``line``."""
    scanner = Scanner(text)
    scanner.at = scanner._counted = start
    scanner._line = line
    lines: list[int] = []
    for name in scanner.members():
        if name == member and scanner.peek() == "[":
            lines.clear()
            for at in scanner.items():
                lines.append(scanner.line(at))
                scanner.value()
        else:
            scanner.value()
    return lines


def repeated_member(text: str, start: int) -> str | None:
    """The name of a member that an object in the value at ``start`` has twice, None if none has."""
    found: list[str] = []

    def pairs(members: list[tuple[str, Any]]) -> dict[str, Any]:
        seen: set[str] = set()
        for name, _ in members:
            if name in seen:
                found.append(name)
            seen.add(name)
        return {}

    scanner = Scanner(text)
    scanner.at = start
    scanner.value(json.JSONDecoder(object_pairs_hook=pairs))
    return found[0] if found else None
