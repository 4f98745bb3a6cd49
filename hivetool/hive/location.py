"""Where a fact stands: key path, value name, and the byte offset, the line or the row in the input."""

from __future__ import annotations

from dataclasses import dataclass


@dataclass(frozen=True, slots=True)
class Location:
    """A place in an input. Every part may be unknown (None).

    ``offset`` is a byte offset from the start of the file; ``line`` and ``column`` count from 1; ``row`` is the id of
    a row in the database's table of keys or, with a value's name, of values.
    """

    path: str | None = None
    value: str | None = None
    offset: int | None = None
    line: int | None = None
    column: int | None = None
    row: int | None = None

    def __str__(self) -> str:
        parts = [part for part in (self.place, self.name) if part]
        return " ".join(parts) or "input"

    @property
    def place(self) -> str:
        """The position in the file: ``offset 0x1020``, ``line 3, column 7``, ``row 12`` or nothing."""
        if self.offset is not None:
            return f"offset 0x{self.offset:x}"
        if self.line is not None:
            return f"line {self.line}" + (f", column {self.column}" if self.column else "")
        return f"row {self.row}" if self.row is not None else ""

    @property
    def numbers(self) -> dict[str, int]:
        """The position in the file as a member of a JSON object: ``offset``, ``line`` or ``row``, or nothing."""
        places = (("offset", self.offset), ("line", self.line), ("row", self.row))
        return dict(next(([(name, place)] for name, place in places if place is not None), []))

    @property
    def name(self) -> str:
        r"""The registry path with the value's name, as ``Resources\6e39…:PersistentState``."""
        if self.path is None:
            return ""
        if self.value is None:
            return self.path or "(root)"
        return f"{self.path}:{self.value or '(default)'}"
