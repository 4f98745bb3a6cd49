"""Where two predictions of one situation end differently, in one sentence."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.engine.outcome import Prediction

from .layout import counted, listed

MOST_NAMES = 3
"""So many objects are named; of the rest it is said how many they are."""

_MOST_PHRASES = 4


def differs(first: Prediction, other: Prediction) -> str:
    """How ``other`` ends where it ends otherwise than ``first``; ``""`` if both end the same.

    What belongs together is one phrase: owners first, then states and what is recorded. Names are as stored, not yet
    fit for a screen.
    """
    alike: dict[tuple[str, str], list[str]] = {}
    for kind, label, words in _differences(first, other):
        alike.setdefault((kind, words), []).append(label)
    phrases, free = [], MOST_NAMES
    for (kind, words), labels in list(alike.items())[:_MOST_PHRASES]:
        names = listed(labels) if len(labels) <= free else counted(len(labels), kind)
        free -= len(labels) if len(labels) <= free else 0
        phrases.append(f"{names} {words}".strip())
    rest = sum(len(labels) for labels in list(alike.values())[_MOST_PHRASES:])
    return "; ".join([*phrases, *([counted(rest, "more difference")] if rest else [])])


def other_words(semantics: str, what: str) -> str:
    """The line about another semantics: ``what`` is what :func:`differs` said, or :func:`not_replayed`."""
    if what.startswith(_NOT_REPLAYED):
        return f"Under '{semantics}' it {what}."
    return f"Under '{semantics}' it ends differently: {what}." if what else f"Under '{semantics}' it ends the same."


def not_replayed(reason: str) -> str:
    """What is said in place of a difference where the other semantics cannot be replayed."""
    return f"{_NOT_REPLAYED}: {reason}"


_NOT_REPLAYED = "could not be replayed"


def _differences(first: Prediction, other: Prediction) -> Iterator[tuple[str, str, str]]:
    """Kind, label and the words that come behind it."""
    a, b = first.after, other.after
    if a.quorum != b.quorum:
        yield "cluster", "quorum is", "kept instead of lost" if b.quorum else "lost instead of kept"
    for group, now in zip(a.groups, b.groups, strict=True):
        if group.owner != now.owner:
            yield "group", group.label, f"on {now.owner or 'no node'} instead of {group.owner or 'none'}"
    is_same = True
    for resource, later in zip(a.resources, b.resources, strict=True):
        if resource.state is not later.state:
            is_same = False
            yield "resource", resource.label, f"{later.state} instead of {resource.state}"
    for group, now in zip(a.groups, b.groups, strict=True):
        if is_same and group.state != now.state:
            yield "group", group.label, f"{now.state} instead of {group.state}"
    for (node, state), (_, later_state) in zip(a.nodes, b.nodes, strict=True):
        if state != later_state:
            yield "node", node, f"{later_state} instead of {state}"
    for resource, later in zip(a.resources, b.resources, strict=True):
        if resource.persistent_state != later.persistent_state:
            now_stored, stored = _stored(later.persistent_state), _stored(resource.persistent_state)
            yield "resource", resource.label, f"with PersistentState {now_stored} instead of {stored}"


def _stored(persistent_state: int | None) -> str:
    return "not stored" if persistent_state is None else str(persistent_state)
