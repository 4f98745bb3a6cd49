"""``lint`` as a person reads it: by object, the worst first, each finding with its place and its remedy."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator, Sequence

from hivetool.lint.finding import Finding
from hivetool.lint.rule import Rule

from .judging import Judgment
from .layout import GAP, Detail, Layout, Tone, counted, headed, tabled, unbroken, wrapped
from .plain import visible
from .remedy import copy, live
from .why import why

MOST_OF_A_RULE = 20
"""Findings of one rule in a file that are shown, unless all are wanted."""

MOST_SHOWN = 200
"""Characters of what stands there that are shown."""

LIVE = "live"
"""What stands before a command. It is never broken: it is copied, and the rest of a comment would be run."""

_INDENT = " " * 4
_LABEL = 8


def lint_text(judgment: Judgment, layout: Layout = Layout(), detail: Detail = "normal") -> Iterator[str]:  # noqa: B008
    """Lines: file by file, object by object, and a summary. ``brief`` leaves out why and how, ``full`` cuts nothing."""
    rules = {rule.code: rule for rule in judgment.rules}
    explained: set[str] = set()
    files = list(dict.fromkeys(finding.file for finding in judgment.findings))
    for number, file in enumerate(files):
        yield from ("",) if number else ()
        if len(judgment.subjects) > 1 or len(files) > 1 or file not in judgment.subjects:
            yield from headed(visible(file), layout)
        found = [finding for finding in judgment.findings if finding.file == file]
        shown, left = cut(found, every=detail == "full")
        for place, group in enumerate(_by_object(shown)):
            yield from ("",) if place else ()
            yield from headed(_object(group[0]), layout)
            for finding in group:
                yield from _finding(judgment, finding, rules.get(finding.rule), layout, detail, explained)
        for code, count in left.items():
            yield from wrapped(f"and {count:,} more [{code}] (-v shows all)", layout.width)
    yield from ("",) if files else ()
    yield from wrapped(_summary(judgment, detail), layout.width)


def statistics_text(judgment: Judgment, layout: Layout = Layout()) -> Iterator[str]:  # noqa: B008
    """Lines: how often each rule fired, the most frequent first, and the summary."""
    counts = Counter((finding.rule, finding.severity, finding.title) for finding in judgment.findings)
    rows = [(f"{count:,}", *row) for row, count in sorted(counts.items(), key=lambda each: (-each[1], each[0]))]
    if rows:
        yield from tabled(("Findings", "Rule", "Severity", "What is found"), rows, layout, "", (0,))
        yield ""
    yield from wrapped(_summary(judgment, "brief"), layout.width)


def cut(findings: Sequence[Finding], *, every: bool) -> tuple[list[Finding], dict[str, int]]:
    """At most ``MOST_OF_A_RULE`` findings of each rule, and how many more there are by rule."""
    seen: Counter[str] = Counter()
    shown = []
    for finding in findings:
        seen[finding.rule] += 1
        if every or seen[finding.rule] <= MOST_OF_A_RULE:
            shown.append(finding)
    left = {code: count - MOST_OF_A_RULE for code, count in seen.items() if not every and count > MOST_OF_A_RULE}
    return shown, dict(sorted(left.items()))


def _by_object(findings: Sequence[Finding]) -> list[list[Finding]]:
    """The findings by object; the object with the worst comes first."""
    groups: dict[tuple[str, str], list[Finding]] = {}
    for finding in findings:
        groups.setdefault((finding.kind, finding.id), []).append(finding)
    return list(groups.values())


def _object(finding: Finding) -> str:
    if not finding.kind:
        return "the file"
    name = visible(f"{finding.kind} {finding.name}".rstrip())
    return name if finding.id in ("", finding.name) or finding.id in finding.name else f"{name} {visible(finding.id)}"


def _finding(
    judgment: Judgment, finding: Finding, rule: Rule | None, layout: Layout, detail: Detail, explained: set[str]
) -> Iterator[str]:
    tone: Tone = "bad" if finding.severity == "error" else "act" if finding.severity == "warning" else "dim"
    head = f"{finding.severity} {finding.rule}"
    lines = wrapped(f"{head} {visible(finding.message)}", layout.width, GAP, _INDENT)
    yield lines[0].replace(head, layout.paint(tone, head), 1)
    yield from lines[1:]
    for label, text in _details(judgment, finding, rule, detail, explained):
        start = f"{_INDENT}{label:{_LABEL}}"
        if label == LIVE:
            yield f"{start}{text}"
        else:
            yield from wrapped(text, layout.width, start)


def _details(
    judgment: Judgment, finding: Finding, rule: Rule | None, detail: Detail, explained: set[str]
) -> Iterator[tuple[str, str]]:
    place = f"{visible(finding.key)}:{visible(finding.value)}" if finding.value else visible(finding.key)
    where = " ".join(filter(None, (place, unbroken(f"({finding.at.place})") if finding.at.place else "")))
    if where:
        yield "at", where
    if finding.actual:
        yield "is", shortened(visible(finding.actual), every=detail == "full")
    if finding.expected:
        yield "should", f"be {visible(finding.expected)}"
    if detail == "brief":
        return
    if finding.rule not in explained or detail == "full":
        explained.add(finding.rule)
        reason = why(finding, rule)
        yield from (("why", reason),) if reason else ()
    if finding.fix is None:
        return
    database = judgment.database(finding)
    safety = (" (safe)" if finding.fix.safe else " (unsafe)") if finding.fix.edits else ""
    yield "remedy", f"{visible(finding.fix.title)}{safety}"
    for line in live(finding, database):
        yield LIVE, line
    for words in copy(finding, database):
        yield "copy", words


def shortened(text: str, *, every: bool = False) -> str:
    """The text, cut where it gets very long."""
    return text if every or len(text) <= MOST_SHOWN else f"{text[:MOST_SHOWN]}… ({len(text):,} characters)"


def _summary(judgment: Judgment, detail: Detail) -> str:
    told = _counts(judgment)
    if judgment.findings:
        safe = sum(bool(each.fix and each.fix.edits and each.fix.safe) for each in judgment.findings)
        unsafe = sum(bool(each.fix and each.fix.edits and not each.fix.safe) for each in judgment.findings)
        if detail != "brief" and safe + unsafe:
            more = f", --unsafe-fixes {unsafe:,} more" if unsafe else ""
            told += f"; hivetool fix mends {safe:,}{more}"
        told += "; hivetool rule CODE explains" if detail != "brief" else ""
    return told


def _counts(judgment: Judgment) -> str:
    counts = judgment.counts()
    parts = [counted(counts["error"], "error"), counted(counts["warning"], "warning")]
    told = ", ".join((*parts, f"{counts['info']:,} info"))
    files = len(judgment.subjects)
    told = f"{told} in {counted(files, 'database')} by {counted(len(judgment.rules), 'rule')}"
    told += f", {judgment.known:,} known" if judgment.known else ""
    return told + (f", {judgment.ignored:,} ignored" if judgment.ignored else "")
