"""The last look: does anything that was replaced still stand somewhere in the redacted hive?"""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.hive.decode import whole_units
from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.hive.table import Table
from hivetool.hive.upcase import upcase

from .redact_rules import Rule, Treat, is_number, is_text
from .redact_text import Redactor
from .redact_tokens import tokens
from .redact_words import FOLDERS, PROPERTIES


def left_over(table: Table, classes: list[str], rules: list[Rule], redactor: Redactor) -> tuple[Problem, ...]:
    """A problem for every name or address of the original that is still in a name, a class or data."""
    check = _Check(redactor)
    paths = table.key_paths()
    for path, name, class_name in zip(paths, table.key_names, classes, strict=True):
        if upcase(name) not in FOLDERS and not name.isdecimal():
            check.text(name, Location(path), "the key's name")
        check.text(class_name, Location(path), "the key's class")
    for row, key in enumerate(table.value_keys):
        name, rule = table.value_names[row], rules[row]
        at = Location(paths[key], name)
        if upcase(name) not in PROPERTIES:
            check.text(name, at, "the value's name")
        if rule.treat is not Treat.SECRET:
            check.data(table.value_types[row], table.value_data[row], rule, at)
    return tuple(check.problems)


class _Check:
    def __init__(self, redactor: Redactor) -> None:
        self.problems: list[Problem] = []
        self._redactor = redactor
        self._clean: set[str] = {""}
        self._clean_data: set[bytes] = set()

    def text(self, text: str, at: Location, what: str) -> bool:
        """Look through a text; whether it is clean."""
        if text in self._clean:
            return True
        left = self._left(text)
        if left is None:
            self._clean.add(text)
            return True
        self.problems.append(Problem("redact-left", f"{what} still has {left!r} in it", at, "warning"))
        return False

    def data(self, kind: int, data: bytes, rule: Rule, at: Location) -> None:
        """Look through the data of a value, up to the first text that is not clean."""
        if data in self._clean_data or is_number(kind, data):
            return
        for text in _texts(kind, data):
            is_id = rule.treat is Treat.IDS and text.isdecimal()
            if not is_id and not self.text(text, at, "the data"):
                return
        if rule.treat is not Treat.IDS:
            self._clean_data.add(data)

    def _left(self, text: str) -> str | None:
        upcased = upcase(text)
        hits = self._redactor.index.hits(upcased)
        if hits:
            return hits[0].name
        for token in tokens(upcased):
            original = upcased[token.start : token.end]
            if (token.kind, original) in self._redactor.seen:
                return original
        return None


def _texts(kind: int, data: bytes) -> Iterator[str]:
    if is_text(kind, data):
        yield from whole_units(data).split("\0")
        return
    for at in range(2):
        yield from whole_units(data[at:]).split("\0")
    yield from data.decode("latin-1").split("\0")
