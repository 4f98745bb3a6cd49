"""``fix``: which remedies were applied to a copy, which contradict each other, and what is left, in text and JSON."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from hivetool.cluster.model import Database
from hivetool.lint.finding import Finding
from hivetool.lint.mending import Conflict, Mended, is_mendable
from hivetool.lint.rule import Rule

from .changes import UNSUPPORTED
from .layout import GAP, Layout, counted, headed, wrapped
from .lint_json import finding_json
from .lint_text import LIVE
from .plain import visible
from .remedy import copy, live


def mending_text(mended: Mended, database: Database, layout: Layout = Layout()) -> Iterator[str]:  # noqa: B008
    """Lines: the remedies by object, contradictions, and a summary. ``database`` is the one before."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in mended.applied:
        groups.setdefault((finding.kind, finding.id), []).append(finding)
    for found in groups.values():
        yield from headed(visible(f"{found[0].kind} {found[0].name}".strip()) or "the file", layout)
        for finding in found:
            yield from _applied(finding, database, layout)
        yield ""
    for conflict in mended.conflicts:
        yield from wrapped(_conflict(conflict), layout.width, "", GAP)
    if mended.applied:
        yield from wrapped(UNSUPPORTED, layout.width)
    yield from wrapped(_summary(mended), layout.width)


def mending_json(
    mended: Mended, database: Database, rules: Sequence[Rule], written: str | None = None
) -> dict[str, Any]:
    """``hivetool.fix/1``; ``written`` is the file that was, null for a look without one."""
    known = {rule.code: rule for rule in rules}
    applied, left = (
        [finding_json(finding, known.get(finding.rule), database) for finding in found]
        for found in (mended.applied, mended.left)
    )
    return {
        "schema": "hivetool.fix/1",
        "applied": applied,
        "conflicts": [
            {"finding": each.finding.fingerprint, "undone_by": each.other.fingerprint} for each in mended.conflicts
        ],
        "left": left,
        "written": written,
        "note": UNSUPPORTED,
    }


def _applied(finding: Finding, database: Database, layout: Layout) -> Iterator[str]:
    title = finding.fix.title if finding.fix is not None else ""
    yield from wrapped(f"{finding.rule} {visible(finding.message)}: {visible(title)}", layout.width, GAP, GAP * 2)
    for words in copy(finding, database):
        yield from wrapped(words, layout.width, f"{GAP * 2}copy    ")
    for line in live(finding, database) or ("no supported command does this",):
        yield f"{GAP * 2}{LIVE}    {line}"


def _conflict(conflict: Conflict) -> str:
    who = visible(f"{conflict.finding.kind} {conflict.finding.name}".strip()) or "the file"
    return (
        f"{who}: {conflict.finding.rule} is not mended: what it needs was undone by the remedy of {conflict.other.rule}"
    )


def _summary(mended: Mended) -> str:
    told = f"{counted(len(mended.applied), 'finding')} mended"
    told += f", {counted(len(mended.conflicts), 'contradiction')}" if mended.conflicts else ""
    unsafe = sum(is_mendable(finding, True) and not is_mendable(finding) for finding in mended.left)
    more = f", of them {unsafe:,} by --unsafe-fixes" if unsafe else ""
    return f"{told}; {counted(len(mended.left), 'finding')} left{more}"
