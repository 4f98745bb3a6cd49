"""``predict --explain``: under each action the argument for it, for one who has to justify a prediction."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from hivetool.cluster.durations import in_words
from hivetool.engine.trace import STEPS, Citation, TraceEntry

from .decisions_page import BASES
from .evidence import place_words, stored_words
from .layout import Layout, unbroken, wrapped
from .plain import visible

MOST_CAUSES = 12
"""So many entries that led to an action are shown unless everything is asked for."""

_INDENT = "     "
_WIDTH = len("because  ")
_ARROW = unbroken("  <- ")
_HANGING = _INDENT + " " * (_WIDTH + 2)


def explained(entry: TraceEntry, causes: Sequence[TraceEntry], layout: Layout, *, every: bool = False) -> Iterator[str]:
    """The argument for an entry: row and source, step of the article, stored values, and what led to it.

    ``causes`` come in their order; each with its own row and stored values.
    """
    if entry.decision is not None:
        yield from _told("why", _row(entry.decision), layout)
    if entry.step is not None:
        yield from _told("step", f"{entry.step}: {STEPS[entry.step]}", layout)
    for number, stored in enumerate(_stored(entry)):
        yield from _told("" if number else "stored", stored, layout)
    shown = causes if every or len(causes) <= MOST_CAUSES + 1 else causes[-MOST_CAUSES:]
    title = "because"
    if len(shown) < len(causes):
        yield from _told(title, f"of {len(causes) - len(shown):,} entries that -v shows, and", layout)
        title = ""
    for cause in shown:
        yield from _told(title, _cause(cause, entry), layout)
        title = ""
        for stored in () if cause.action is not None else _stored(cause):
            yield from _told("", f"{_ARROW}{stored}", layout)


def _told(title: str, text: str, layout: Layout) -> Iterator[str]:
    first = f"{_INDENT}{title:<{_WIDTH}}"
    for line in wrapped(text, layout.width, first, _HANGING):
        yield layout.paint("dim", line)


def _row(decision: Citation) -> str:
    return visible(f"{decision.id}, {decision.basis} ({BASES[decision.basis]}): {decision.source}")


def _stored(entry: TraceEntry) -> Iterator[str]:
    return (f"{stored_words(item)} {unbroken(place_words(item))}".rstrip() for item in entry.evidence)


def _cause(cause: TraceEntry, entry: TraceEntry) -> str:
    """One entry that led to another: who, and what; an action by its name, since its own argument is told with it."""
    if cause.action is not None:
        when = "above" if cause.at_ms == entry.at_ms else f"at {in_words(cause.at_ms)}"
        return visible(f"{cause.component}: {cause.action_string} ({when})")
    about = f"{cause.subject}: " if cause.subject != entry.subject else ""
    when = f"at {in_words(cause.at_ms)}: " if cause.at_ms != entry.at_ms else ""
    row = f" [{cause.decision.id}, {cause.decision.basis}: {cause.decision.source}]" if cause.decision else ""
    return visible(f"{cause.component}: {when}{about}{cause.text}{row}")
