"""``lint`` as Markdown, for tickets and wikis: a table of findings for each file."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

from hivetool.lint.finding import Finding

from .judging import Judgment
from .lint_text import shortened
from .plain import visible
from .remedy import live
from .table_markdown import escaped

HEAD = ("Severity", "Rule", "Object", "Finding", "Place", "Is", "Should be", "Remedy", "On a live cluster")


def lint_markdown(judgment: Judgment) -> str:
    """A heading, the counts, and every finding as a row."""
    counts = judgment.counts()
    parts = ["## Findings", escaped(", ".join(f"{severity}: {count:,}" for severity, count in counts.items()))]
    for file in dict.fromkeys(finding.file for finding in judgment.findings):
        found = [finding for finding in judgment.findings if finding.file == file]
        parts.append(f"### {escaped(file) or 'input'}")
        parts.append("\n".join(_rows(HEAD, (_cells(judgment, finding) for finding in found))))
    return "\n\n".join(parts) + "\n"


def statistics_markdown(judgment: Judgment) -> str:
    """How often each rule fired, as a table."""
    counts: dict[tuple[str, str, str], int] = {}
    for finding in judgment.findings:
        row = (finding.rule, finding.severity, finding.title)
        counts[row] = counts.get(row, 0) + 1
    rows = [(*row, f"{count:,}") for row, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    table = "\n".join(_rows(("Rule", "Severity", "What is found", "Findings"), rows)) if rows else "none"
    return f"## Findings by rule\n\n{table}\n"


def _cells(judgment: Judgment, finding: Finding) -> tuple[str, ...]:
    place = ":".join(filter(None, (finding.key, finding.value)))
    return (
        finding.severity,
        finding.rule,
        f"{finding.kind} {finding.name}".strip() or "the file",
        finding.message,
        " ".join(filter(None, (place, f"({finding.at.place})" if finding.at.place else ""))),
        shortened(visible(finding.actual)),
        finding.expected,
        finding.fix.title if finding.fix is not None else "",
        "; ".join(live(finding, judgment.database(finding))),
    )


def _rows(head: Iterable[str], rows: Iterable[Iterable[str]]) -> Iterator[str]:
    titles = tuple(head)
    yield _row(titles)
    yield f"| {' | '.join('---' for _ in titles)} |"
    yield from map(_row, rows)


def _row(cells: Iterable[str]) -> str:
    return f"| {' | '.join(map(escaped, cells))} |"
