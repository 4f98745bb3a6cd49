"""``replay`` as text: the disagreements first, then what is worth knowing, then timed reports in their order."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from itertools import groupby
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.observed.model import Observed, Sighting

from .comparison import Aspect, Check, Comparison, Managers, Shown, Verdict
from .evidence import place_words, stored_words
from .layout import Detail, Layout, Tone, counted, headed, listed, unbroken, wrapped
from .plain import visible

MOST_LISTED = 20
"""So much of what could not be compared is shown unless all is asked for, entries without an object and the reverse."""

_TITLES: Mapping[Verdict, str] = MappingProxyType(
    {
        Verdict.DIFFERS: "Disagreements",
        Verdict.PENDING: "Pending: no difference yet",
        Verdict.NOTED: "Worth knowing, no disagreement",
        Verdict.OPEN: "Not compared",
        Verdict.AGREES: "Agreements",
    }
)
_MARKS: Mapping[Verdict, str] = MappingProxyType(
    {Verdict.DIFFERS: "!", Verdict.PENDING: "~", Verdict.NOTED: "-", Verdict.OPEN: "?", Verdict.AGREES: "="}
)
_COUNTED: Mapping[Verdict, tuple[str, str]] = MappingProxyType(
    {
        Verdict.DIFFERS: ("disagreement", "disagreements"),
        Verdict.PENDING: ("pending", "pending"),
        Verdict.NOTED: ("worth knowing", "worth knowing"),
        Verdict.OPEN: ("not compared", "not compared"),
        Verdict.AGREES: ("agreement", "agreements"),
    }
)
_TONES: Mapping[Verdict, Tone] = MappingProxyType({Verdict.DIFFERS: "bad"})
_INDENT = "     "
_EVIDENCE = "     <- "


def replay_text(
    comparison: Comparison,
    layout: Layout = Layout(),  # noqa: B008
    detail: Detail = "normal",
    *,
    whole: bool = False,
) -> Iterator[str]:
    """Lines for a person; agreements only if it is to be ``whole``. ``brief`` is a line for each disagreement."""
    if detail == "brief":
        yield from _brief(comparison, whole)
        return
    shown = [check for check in comparison.checks if whole or check.verdict is not Verdict.AGREES]
    sections = [
        _heading(comparison, layout),
        *(_still(shown, verdict, layout, detail, whole) for verdict in Verdict),
        _timed(shown, layout, detail),
        _unmatched(comparison, layout, detail),
        _unobserved(comparison, layout, detail),
        _sources(shown, layout, detail),
        _summary(comparison, layout),
    ]
    blank = ""
    for section in sections:
        for line in section:
            yield f"{blank}{line}\n"
            blank = ""
        blank = "\n"


def _brief(comparison: Comparison, whole: bool) -> Iterator[str]:
    for check in comparison.checks:
        if whole or check.verdict is Verdict.DIFFERS:
            at = f"{in_words(check.at_ms)}: " if check.at_ms is not None else ""
            row = f" [{check.decision.id}]" if check.decision else ""
            yield f"{check.verdict}  {at}{check.item.kind} {visible(check.label)}: {visible(check.sentence)}{row}\n"
    for each in comparison.unmatched:
        if whole or each.sighting.kind != "vm":
            yield f"unmatched  {visible(each.problem.message)}\n"


def _heading(comparison: Comparison, layout: Layout) -> Iterator[str]:
    name = comparison.database.name
    cluster = f"cluster {visible(name)}" if name else "a cluster without a name"
    yield from wrapped(
        f"What {cluster} stores, compared with what was observed, under the semantics '{comparison.semantics}'.",
        layout.width,
    )
    for each in comparison.inputs:
        yield from wrapped(_input(each), layout.width, "  ", "      ")


def _input(observed: Observed) -> str:
    entries = counted(len(observed.sightings), "entry", "entries")
    return f"{visible(observed.input)}: {entries} ({observed.format}, {observed.encoding})"


def _still(checks: Iterable[Check], verdict: Verdict, layout: Layout, detail: Detail, whole: bool) -> Iterator[str]:
    """The comparisons without a time that have one verdict, an object after the other."""
    found = [check for check in checks if check.verdict is verdict and check.at_ms is None]
    if found:
        yield from headed(f"{_TITLES[verdict]}: {len(found):,}", layout)
        shown = found if whole or verdict is not Verdict.OPEN else found[:MOST_LISTED]
        yield from _objects(shown, layout, detail) if verdict is not Verdict.OPEN else _open(shown, layout, detail)
        if len(found) > len(shown):
            yield f"  and {len(found) - len(shown):,} more (--all shows them)"


def _open(checks: Iterable[Check], layout: Layout, detail: Detail) -> Iterator[str]:
    """What could not be compared, and why: in short, unless everything is asked for."""
    if detail == "full":
        yield from _objects(checks, layout, detail)
        return
    for check in checks:
        text = f"{check.item.kind} {check.label}: {check.sentence}: {check.why}"
        yield from wrapped(visible(text), layout.width, "  ", "      ")


def _timed(checks: Iterable[Check], layout: Layout, detail: Detail) -> Iterator[str]:
    """The reports under one heading for each moment."""
    found = [check for check in checks if check.at_ms is not None]
    if found:
        yield from headed("Reports in their order (! differs, ~ pending, - worth knowing, ? not compared)", layout)
        for at_ms, together in groupby(found, lambda check: check.at_ms):
            yield from headed(f"at {in_words(at_ms or 0)}", layout)
            yield from _objects(together, layout, detail)


def _objects(checks: Iterable[Check], layout: Layout, detail: Detail) -> Iterator[str]:
    for (kind, label), together in groupby(checks, lambda check: (check.item.kind, check.label)):
        yield from wrapped(f"{kind} {visible(label)}", layout.width, "  ", "      ")
        told: Managers | None = None
        both_shown = False
        for check in together:
            yield from _check(check, layout, detail)
            told = check.managers or told
            both_shown = both_shown or check.aspect is Aspect.MANAGERS
        if told is not None and not both_shown:
            text = f"Failover Cluster Manager: {_shown(told.cluster)}; Hyper-V Manager: {_shown(told.hyper_v)}"
            yield from wrapped(visible(text), layout.width, _INDENT)


def _shown(shown: Shown) -> str:
    return shown.words if shown.observed else f"not observed, {shown.words} if it was told"


def _check(check: Check, layout: Layout, detail: Detail) -> Iterator[str]:
    """What is compared and what follows; why and where it stands, unless it agrees and nobody asked for all."""
    action = f" -> {check.decision.do}" if check.decision and check.verdict is not Verdict.AGREES else ""
    first, *more = wrapped(visible(check.sentence + action), layout.width, f"   {_MARKS[check.verdict]} ")
    yield layout.paint(_TONES[check.verdict], first) if check.verdict in _TONES else first
    yield from more
    if check.verdict is Verdict.AGREES and detail != "full":
        return
    row = f" [{unbroken(f'{check.decision.id} {check.decision.basis}')}]" if check.decision else ""
    yield from wrapped(visible(check.why) + row, layout.width, _INDENT)
    stored = [f"{stored_words(each)} {unbroken(place_words(each))}".rstrip() for each in check.evidence]
    for text in (*stored, *map(_seen, check.seen)):
        for line in wrapped(text, layout.width, _EVIDENCE):
            yield layout.paint("dim", line)


def _seen(sighting: Sighting) -> str:
    line = f", line {sighting.at.line}" if sighting.at.line is not None else ""
    return f"{visible(sighting.input)}{line}: {visible(sighting.what)}"


def _unmatched(comparison: Comparison, layout: Layout, detail: Detail) -> Iterator[str]:
    found = comparison.unmatched
    if not found:
        return
    shown = found if detail == "full" else found[:MOST_LISTED]
    yield from headed(f"Observed, and not in the database: {len(found):,}", layout)
    for each in shown:
        line = f", line {each.sighting.at.line}" if each.sighting.at.line is not None else ""
        text = f"{visible(each.problem.message)} ({visible(each.sighting.input)}{line})"
        yield from wrapped(text, layout.width, "  ", "      ")
    if len(found) > len(shown):
        yield f"  and {len(found) - len(shown):,} more (-v lists all)"


def _unobserved(comparison: Comparison, layout: Layout, detail: Detail) -> Iterator[str]:
    found = comparison.unobserved
    if found:
        yield from headed(f"In the database, and not observed: {len(found):,}", layout)
        names = [f"{item.kind} {visible(comparison.database.label(item))}" for item in found]
        most = None if detail == "full" else MOST_LISTED
        yield from wrapped(listed(names, most), layout.width, "  ", "      ")


def _sources(checks: Iterable[Check], layout: Layout, detail: Detail) -> Iterator[str]:
    """The rows that decided, each once."""
    rows = {check.decision.id: check.decision for check in checks if check.decision is not None}
    if detail == "full" and rows:
        yield from headed("Decisions", layout)
        for row in sorted(rows.values(), key=lambda row: row.id):
            yield from wrapped(f"{row.basis}: {row.source}", layout.width, f"  {row.id}  ")


def _summary(comparison: Comparison, layout: Layout) -> Iterator[str]:
    counts = comparison.counts
    parts = [counted(counts[each], one, many) for each, (one, many) in _COUNTED.items() if counts[each]]
    parts += [f"{len(comparison.unmatched):,} not in the database"] if comparison.unmatched else []
    told = ", ".join(parts)
    if not comparison.checks:
        verdict = "Nothing of what was observed is in this database."
    elif counts[Verdict.OPEN] == len(comparison.checks):
        verdict = f"Nothing of what was observed could be compared: {told}."
    elif comparison.agrees:
        verdict = f"Stored and observed state agree: {told}."
    else:
        verdict = f"Stored and observed state do not agree: {told}."
    yield from wrapped(verdict, layout.width)
