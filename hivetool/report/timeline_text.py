"""What happens in a prediction, moment by moment, as text."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action, Component, TraceEntry

from .argument import arguments
from .evidence import place_words, stored_words
from .explain_text import explained
from .layout import Detail, Layout, Tone, headed, unbroken, wrapped
from .plain import visible

_TONES: Mapping[Action, Tone] = MappingProxyType({Action.FAIL: "bad", Action.GIVE_UP: "bad", Action.TERMINATE: "bad"})
_COMPONENT_WIDTH = len("FailoverManager")
_HANGING = " " * (3 + _COMPONENT_WIDTH + 1)
_EVIDENCE = "     <- "


def timeline(prediction: Prediction, layout: Layout, detail: Detail, *, explain: bool = False) -> Iterator[str]:
    """What happens, under one heading for each moment.

    normal: events, actions and decisions; full: every entry with its step. With ``explain`` every action has the
    argument for it below, and of the other entries only those are told that led to no action.
    """
    return _why(prediction, layout, detail) if explain else _happens(prediction, layout, detail)


def _happens(prediction: Prediction, layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed("What happens (* is an action; in brackets the decision and its basis)", layout)
    if not prediction.actions:
        yield "  No action is taken."
    chosen = [entry for entry in prediction.trace if detail == "full" or _matters(entry)]
    for heading, entry in _by_moment(chosen):
        yield from headed(heading, layout) if heading else ()
        yield from _entry(entry, layout, detail)


def _why(prediction: Prediction, layout: Layout, detail: Detail) -> Iterator[str]:
    yield from headed("What happens, and why (* is an action)", layout)
    if not prediction.actions:
        yield "  No action is taken."
    led = arguments(prediction.trace)
    told = {place for places in led.values() for place in places}
    shown = [
        (entry, [prediction.trace[cause] for cause in led.get(place, ())])
        for place, entry in enumerate(prediction.trace)
        if _matters(entry) and (entry.action is not None or place not in told or entry.component is Component.EVENT_LOG)
    ]
    for (heading, entry), (_, causes) in zip(_by_moment([entry for entry, _ in shown]), shown, strict=True):
        yield from headed(heading, layout) if heading else ()
        yield from _headline(entry, [], layout)
        yield from explained(entry, causes, layout, every=detail == "full")


def _by_moment(entries: Iterable[TraceEntry]) -> Iterator[tuple[str, TraceEntry]]:
    """Each entry with the heading that goes before it, if it is the first of its moment."""
    now = None
    for entry in entries:
        yield f"at {in_words(entry.at_ms)}" if entry.at_ms != now else "", entry
        now = entry.at_ms


def _matters(entry: TraceEntry) -> bool:
    return entry.action is not None or entry.decision is not None or entry.component is Component.EVENT_LOG


def _entry(entry: TraceEntry, layout: Layout, detail: Detail) -> Iterator[str]:
    notes = [f"step {entry.step}"] if detail == "full" and entry.step else []
    notes += [f"{entry.decision.id} {entry.decision.basis}"] if entry.decision else []
    yield from _headline(entry, notes, layout)
    for item in entry.evidence:
        for line in wrapped(f"{stored_words(item)} {unbroken(place_words(item))}".rstrip(), layout.width, _EVIDENCE):
            yield layout.paint("dim", line)


def _headline(entry: TraceEntry, notes: Sequence[str], layout: Layout) -> Iterator[str]:
    mark, subject = ("*", entry.action_string) if entry.action else (" ", entry.subject)
    text = f"{visible(subject)}: {visible(entry.text)}" + (f" [{unbroken(', '.join(notes))}]" if notes else "")
    first, *more = wrapped(text, layout.width, f" {mark} {entry.component:<{_COMPONENT_WIDTH}} ", _HANGING)
    yield layout.paint(_TONES.get(entry.action, "act"), first) if entry.action else first
    yield from more
