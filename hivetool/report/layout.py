"""Laying out text: paragraphs with a hanging indent, tables whose cells are never cut, and tones."""

from __future__ import annotations

from collections.abc import Callable, Container, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

from .plain import columns_of

Tone = Literal["head", "act", "good", "bad", "dim"]
"""What a color would say. The text says it too."""

Detail = Literal["brief", "normal", "full"]
"""How much is said: ``-q``, neither, or ``-v``."""

Paint = Callable[[Tone, str], str]

GLUE = "\N{NO-BREAK SPACE}"
"""A blank where a line must not be broken; it is shown as a blank."""

GAP = "  "
FOLDED = "    "


def unpainted(tone: Tone, text: str) -> str:
    """The text as it is."""
    return text


@dataclass(frozen=True, slots=True)
class Layout:
    """Where text goes: ``width`` columns; ``folds``: a table too wide is folded (on a screen) or stays as it is."""

    width: int = 100
    folds: bool = False
    paint: Paint = unpainted


def wrapped(text: str, width: int, first: str = "", rest: str | None = None) -> list[str]:
    """The text in lines of at most ``width`` columns where its words allow; ``first`` and ``rest`` begin the lines.

    Words are what stands between spaces that are not ``GLUE``; none is ever broken. ``rest`` defaults to blanks as
    wide as ``first``.
    """
    hanging = " " * columns_of(first) if rest is None else rest
    if columns_of(first) + columns_of(text) <= width:
        return [f"{first}{text}".replace(GLUE, " ").rstrip()]
    lines, line, used, bare = [], first, columns_of(first), True
    for word in text.split(" "):
        size = columns_of(word)
        if not bare and used + 1 + size > width:
            lines.append(line.rstrip())
            line, used, bare = hanging, columns_of(hanging), True
        line += word if bare else f" {word}"
        used += size if bare else size + 1
        bare = False
    return [found.replace(GLUE, " ") for found in (*lines, line.rstrip())]


def headed(title: str, layout: Layout) -> Iterator[str]:
    """The heading of a section."""
    for line in wrapped(title, layout.width):
        yield layout.paint("head", line)


def unbroken(text: str) -> str:
    """The text as one word."""
    return text.replace(" ", GLUE)


def tabled(
    head: Sequence[str],
    rows: Sequence[Sequence[str]],
    layout: Layout,
    indent: str = GAP,
    right: Container[int] = (),
) -> Iterator[str]:
    """A table, its columns as wide as their widest cell; ``right`` are those that end on a line, not begin.

    Where the layout folds and the columns do not fit, every row goes on in further lines, indented, as far as there
    is something to say; what alone is too long for a line goes on below itself. No cell is cut.
    """
    columns = [_padded(cells, number in right) for number, cells in enumerate(zip(head, *rows, strict=True))]
    widths = [columns_of(cells[0]) for cells in columns]
    lines = _folds(widths, layout.width - len(indent)) if layout.folds else [range(len(widths))]
    starts = [f"{indent}{FOLDED if number else ''}" for number in range(len(lines))]
    alone = [layout.folds and len(line) == 1 for line in lines]
    for place, row in enumerate(zip(*columns, strict=True)):
        for start, line, is_alone in zip(starts, lines, alone, strict=True):
            text = f"{start}{GAP.join(row[line.start : line.stop])}".rstrip()
            if is_alone and columns_of(text) > layout.width:
                yield from wrapped(text.removeprefix(start), layout.width, start, f"{start}{GAP}")
            elif text or not line.start:
                yield text if place else layout.paint("head", text)


def _padded(cells: Sequence[str], right: bool) -> list[str]:
    """The cells of a column with blanks to its width."""
    if all(map(str.isascii, cells)):
        width = max(map(len, cells))
        return [cell.rjust(width) for cell in cells] if right else [cell.ljust(width) for cell in cells]
    sizes = list(map(columns_of, cells))
    width = max(sizes)
    blanks = [" " * (width - size) for size in sizes]
    pairs = zip(cells, blanks, strict=True)
    return [blank + cell if right else cell + blank for cell, blank in pairs]


def _folds(widths: Sequence[int], width: int) -> list[range]:
    """Which columns stand on which line of a row: as few lines as fit, and these as short as can be."""
    lines = _filled(widths, width)
    if len(lines) == 1:
        return lines
    even = next((less for less in range(max(widths), width) if len(_filled(widths, less)) == len(lines)), width)
    return _filled(widths, even)


def _filled(widths: Sequence[int], width: int) -> list[range]:
    lines, first, used = [], 0, 0
    for column, size in enumerate(widths):
        needed = size + len(GAP) if column > first else size
        if column > first and used + needed > width:
            lines.append(range(first, column))
            first, used, needed = column, len(FOLDED), size
        used += needed
    return [*lines, range(first, len(widths))]


def counted(number: int, what: str, plural: str | None = None) -> str:
    """``1 node``, ``2 nodes``, ``8,000 resources``."""
    return f"{number:,} {what if number == 1 else plural or what + 's'}"


def listed(names: Sequence[str], most: int | None = None) -> str:
    """The names with commas between; only the first ``most`` of more than that, and how many more there are."""
    if most is None or len(names) <= most + 1:
        return ", ".join(names)
    return f"{', '.join(names[:most])} and {len(names) - most:,} more"
