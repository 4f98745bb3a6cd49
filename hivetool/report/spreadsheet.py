"""CSV (RFC 4180) that is safe to open: a spreadsheet runs what begins like a formula, and names come from anywhere."""

from __future__ import annotations

import csv
import io
from collections.abc import Iterable, Iterator, Sequence

from .plain import visible

FORMULAS = ("=", "+", "-", "@", "＝", "＋", "－", "＠")
"""With these a cell begins that a spreadsheet takes for a formula, the wide ones included."""

TEXT_MARK = "'"
"""What makes a spreadsheet take a cell for text; shown before what would be a formula."""


def safe_cell(text: str) -> str:
    """The text as one line without control characters, and as no formula."""
    shown = visible(text)
    return f"{TEXT_MARK}{shown}" if shown.lstrip().startswith(FORMULAS) else shown


def csv_lines(rows: Iterable[Sequence[str]]) -> Iterator[str]:
    """The rows, the head among them, each a line ended by CR LF."""
    line = io.StringIO(newline="")
    writer = csv.writer(line, lineterminator="\r\n")
    for row in rows:
        line.seek(0)
        line.truncate()
        writer.writerow([safe_cell(cell) for cell in row])
        yield line.getvalue()
