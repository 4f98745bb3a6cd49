"""``check`` as a person reads it: every broken invariant with its place, and a verdict."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from hivetool.hive.errors import Problem
from hivetool.regf.check import Report

from .layout import FOLDED, Layout, counted, wrapped
from .plain import visible

MOST_OF_A_CODE = 20
"""Problems of one code that are shown, unless all are wanted."""


def check_text(name: str, report: Report, layout: Layout = Layout(), every: bool = False) -> str:  # noqa: B008
    """The problems in the order of the file, at most ``MOST_OF_A_CODE`` of each unless ``every``, and the verdict."""
    shown: Counter[str] = Counter()
    lines: list[str] = []
    for problem in report.problems:
        shown[problem.code] += 1
        if every or shown[problem.code] <= MOST_OF_A_CODE:
            lines += _problem(problem, layout)
    for code, count in sorted(shown.items()):
        if not every and count > MOST_OF_A_CODE:
            lines.append(f"and {count - MOST_OF_A_CODE:,} more [{code}] (-v shows all)")
    lines += wrapped(_verdict(name, report), layout.width)
    return "\n".join(lines) + "\n"


def _problem(problem: Problem, layout: Layout) -> Iterator[str]:
    tone = layout.paint("bad" if problem.severity == "error" else "dim", problem.severity)
    where = " ".join(filter(None, (problem.at.place, visible(problem.at.name)))) or "the whole input"
    yield f"{tone} {where} [{problem.code}]"
    yield from wrapped(visible(problem.message), layout.width, FOLDED)


def _verdict(name: str, report: Report) -> str:
    errors = sum(problem.severity == "error" for problem in report.problems)
    found = ", ".join((counted(errors, "error"), counted(len(report.problems) - errors, "warning")))
    read = f"{counted(report.keys, 'key')}, {counted(report.values, 'value')}"
    state = "sound" if report.ok else "damaged" if report.readable else "unreadable"
    return f"{visible(name)}: {state}: {read}, {found}"
