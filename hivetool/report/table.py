"""A view as data: labeled lines and tables, which the renderers turn into text, CSV, Markdown and JSON.

No view formats anything itself: a column says what its cells are, and each renderer what it makes of that.
"""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum
from typing import Any, Generic, Literal, TypeVar

from .layout import listed

T = TypeVar("T")

Cell = str | int | float | bool | None | tuple[str, ...] | Mapping[str, Any]
"""What stands in a table. None is nothing; a mapping is for programs alone."""

Shown = Literal["always", "full", "data", "programs"]
"""Where a column stands: everywhere, in text if everything is asked for, only in data (CSV, JSON), only in JSON."""


class Form(StrEnum):
    """What the cells of a column are."""

    TEXT = "text"
    """text, or a list of texts"""
    FLAG = "flag"
    """yes or no"""
    NUMBER = "number"
    """a number as it is stored"""
    WORD = "word"
    """a number that stands for something"""
    COUNT = "count"
    """a number of things"""
    RATE = "rate"
    """a fraction, to two places"""


RIGHT = frozenset({Form.NUMBER, Form.COUNT, Form.RATE})
"""Forms whose cells are flush right."""


@dataclass(frozen=True, slots=True)
class Column(Generic[T]):
    """A column over items of one kind: ``cell`` gives its content for one of them.

    ``name`` is the member of JSON objects, with a dot for one within another; ``title`` heads it for people, with the
    ``unit`` behind it. ``absent`` is what None is called, and an empty list if it has no word of its own, ``empty``;
    ``word`` is what a number is called (None: by itself). Of a list people see the first ``most``.
    """

    name: str
    title: str
    cell: Callable[[T], Cell]
    form: Form = Form.TEXT
    unit: str = ""
    absent: str = ""
    empty: str = ""
    word: Callable[[int], str | None] | None = None
    most: int | None = None
    shown: Shown = "always"

    @property
    def heading(self) -> str:
        """The title with the unit."""
        return f"{self.title} ({self.unit})" if self.unit else self.title

    def words(self, item: T, *, exact: bool = False, whole: bool = True) -> str:
        """The cell of an item, as it is; ``exact``: for who reads numbers again; ``whole``: everything of a list."""
        cell = self.cell(item)
        if cell is None:
            return self.absent
        if isinstance(cell, tuple):
            return listed(cell, None if whole else self.most) if cell else self.empty or self.absent
        if isinstance(cell, bool):
            return "yes" if cell else "no"
        return self._number(cell, exact) if isinstance(cell, int | float) else str(cell)

    def _number(self, cell: int | float, exact: bool) -> str:
        word = self.word(cell) if self.word is not None and isinstance(cell, int) else None
        if word is not None:
            return word
        if self.form is Form.RATE:
            return f"{cell:.2f}" if exact else f"{cell:,.2f}"
        return f"{cell:,}" if self.form is Form.COUNT and not exact else str(cell)


@dataclass(frozen=True, slots=True)
class Table(Generic[T]):
    """Columns over items, a row for each. ``name`` is the member of the JSON document."""

    name: str
    title: str
    columns: tuple[Column[T], ...]
    items: Sequence[T]

    def shown(self, *kinds: Shown) -> tuple[Column[T], ...]:
        """The columns of these kinds, in their order."""
        return tuple(column for column in self.columns if column.shown in kinds)

    def told(self, *, whole: bool) -> list[tuple[Column[T], list[str]]]:
        """What people see: each column with the words of its cells; those in which nothing stands are left out.

        ``whole``: with the columns that are seldom wanted, and all of every list.
        """
        columns = self.shown("always", "full") if whole else self.shown("always")
        found = [(column, [column.words(item, whole=whole) for item in self.items]) for column in columns]
        return [(column, words) for column, words in found if any(words)]


@dataclass(frozen=True, slots=True)
class Line:
    """One labeled fact: in words, and as data."""

    name: str
    title: str
    text: str
    data: Any


@dataclass(frozen=True, slots=True)
class View:
    """What one option of a command shows: lines, then tables. ``notes`` say what has to be known to read them."""

    name: str
    title: str
    tables: tuple[Table[Any], ...] = ()
    lines: tuple[Line, ...] = ()
    notes: tuple[str, ...] = ()
