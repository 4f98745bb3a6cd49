"""``predict`` as text: what was assumed, what happens and why, and the cluster afterwards."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterable, Iterator, Sequence

from hivetool.cluster.durations import in_words
from hivetool.cluster.model import Database
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import STEPS

from .differs import other_words
from .evidence import clock
from .layout import Detail, Layout, counted, headed, listed, tabled, wrapped
from .plain import visible
from .timeline_text import timeline

SMALL = 24
"""So many groups and resources are shown whole; of a larger cluster what was touched, and counts."""

_FEW = 3
"""So many names of one assumption are shown unless everything is asked for."""


def predict_text(
    prediction: Prediction,
    database: Database,
    layout: Layout = Layout(),  # noqa: B008
    detail: Detail = "normal",
    others: Sequence[tuple[str, str]] = (),
    *,
    explain: bool = False,
) -> str:
    """The prediction as a person reads it; ``database`` is the one it was made from.

    brief: only the actions; normal: events, actions and decisions; full: every entry, its step and its source. With
    ``explain`` every action comes with the argument for it. ``others`` are other semantics by name and how it ends
    differently under them, ``""`` if it does not.
    """
    if detail == "brief":
        return "".join(f"{clock(entry.at_ms)}  {visible(entry.action_string)}\n" for entry in prediction.actions)
    sections = (
        _heading(prediction, database, layout),
        _assumed(prediction, layout, detail),
        timeline(prediction, layout, detail, explain=explain),
        _afterwards(prediction, database, layout, detail),
        _sources(prediction, layout, detail),
        _others(others, layout),
        _expectations(prediction, layout),
    )
    return "\n\n".join("\n".join(lines) for section in sections if (lines := list(section))) + "\n"


def _heading(prediction: Prediction, database: Database, layout: Layout) -> Iterator[str]:
    cluster = visible(database.name) if database.name else "without a name"
    told = f"Predicted for cluster {cluster} under the semantics '{prediction.semantics}', {_until(prediction)}."
    yield from wrapped(f"{told} Nothing here was observed.", layout.width)


def _until(prediction: Prediction) -> str:
    return f"until nothing more happens, at most {in_words(prediction.horizon_ms)}"


def _assumed(prediction: Prediction, layout: Layout, detail: Detail) -> Iterator[str]:
    """Assumptions that differ only in whom they are about are one line."""
    yield from headed("Assumed (what no hive holds, or this one does not)", layout)
    about: dict[tuple[str, str, str], list[str]] = {}
    for item in prediction.assumed:
        what, of, whom = item.what.partition(" of ")
        about.setdefault((what + of, item.value, item.basis), []).append(whom)
    most = None if detail == "full" else _FEW
    for (what, value, basis), all_of_them in about.items():
        text = f"{what}{listed(all_of_them, most)}: {value} ({basis})"
        yield from wrapped(visible(text), layout.width, "  ", "      ")


def _afterwards(prediction: Prediction, database: Database, layout: Layout, detail: Detail) -> Iterator[str]:
    after = prediction.after
    yield from headed("The cluster afterwards (predicted)", layout)
    touched = {entry.resource for entry in prediction.trace} | {entry.group for entry in prediction.trace}
    rows = [
        (group.label in touched, ("group", group.label, group.state, f"on {group.owner or 'no node'}", ""))
        for group in after.groups
    ] + [
        (item.label in touched, ("resource", item.label, item.state.value, "", _stored(item.persistent_state)))
        for item in after.resources
    ]
    whole = detail == "full" or len(rows) <= SMALL
    shown = [row for is_touched, row in rows if is_touched]
    shown += [row for is_touched, row in rows if whole and not is_touched]
    if shown:
        cells = [tuple(map(visible, row)) for row in shown]
        yield from tabled(("", "Name", "State", "Owner", "PersistentState"), cells, layout)
    if not whole:
        yield from _untouched([row for is_touched, row in rows if not is_touched], layout)
    yield from _nodes(after.nodes, layout, detail)
    yield f"  quorum: {'yes' if after.quorum else 'no'}"
    yield from _durations(prediction, layout, detail)
    yield from _recorded(prediction, database, layout)


def _stored(persistent_state: int | None) -> str:
    return "not stored" if persistent_state is None else str(persistent_state)


def _untouched(rows: Iterable[tuple[str, ...]], layout: Layout) -> Iterator[str]:
    """What nothing happened to, in numbers."""
    for kind in ("group", "resource"):
        states = Counter(row[2] for row in rows if row[0] == kind)
        if states:
            told = ", ".join(f"{number:,} {state}" for state, number in states.most_common())
            whole = counted(sum(states.values()), f"other {kind}", f"other {kind}s")
            yield from wrapped(f"{whole}, untouched: {told}", layout.width, "  ")


def _nodes(nodes: tuple[tuple[str, str], ...], layout: Layout, detail: Detail) -> Iterator[str]:
    by_state: dict[str, list[str]] = {}
    for label, state in nodes:
        by_state.setdefault(state, []).append(visible(label))
    for state, labels in by_state.items():
        names = listed(labels, None if detail == "full" else 4 * _FEW)
        yield from wrapped(names, layout.width, f"  {counted(len(labels), 'node')} {state}: ", "      ")


def _durations(prediction: Prediction, layout: Layout, detail: Detail) -> Iterator[str]:
    """Downtime and detection, those of equal length in one line."""
    told = [(f"downtime {_downtime(downtime_ms)}", label) for label, downtime_ms in prediction.downtime_ms]
    told += [(f"detection {_detection(longest_ms)}", label) for label, longest_ms in prediction.detection_ms]
    alike: dict[str, list[str]] = {}
    for text, label in told:
        alike.setdefault(text, []).append(label)
    for text, labels in alike.items():
        names = listed(labels, None if detail == "full" else _FEW)
        yield from wrapped(visible(f"{text}: {names}"), layout.width, "  ", "      ")


def _downtime(downtime_ms: int | None) -> str:
    return "not over at the end" if downtime_ms is None else in_words(downtime_ms)


def _detection(longest_ms: int) -> str:
    if longest_ms == 0:
        return "at once"
    return f"after 0 to {in_words(longest_ms)}, on average {in_words(longest_ms // 2)} (the timers' phase is not known)"


def _recorded(prediction: Prediction, database: Database, layout: Layout) -> Iterator[str]:
    """What would be written into the database, old value and new."""
    now: dict[str, int | None] = {}
    for edit in prediction.edits:
        folder, _, identity = edit.key.partition("\\")
        found = database.resource(identity) if folder == "Resources" else database.group(identity)
        old = now.get(edit.key, found.number(edit.name) if found is not None else None)
        new = now[edit.key] = int.from_bytes(edit.data, "little")
        whose = f" ({database.label(found)})" if found is not None else ""
        text = f"{edit.key}:{edit.name}: {_stored(old)} -> {new}{whose}"
        yield from wrapped(visible(text), layout.width, "  recorded: ", "      ")


def _sources(prediction: Prediction, layout: Layout, detail: Detail) -> Iterator[str]:
    """The rows that decided and the steps of the article, each once."""
    if detail != "full":
        return
    yield from headed("Decisions and steps", layout)
    decisions = {entry.decision.id: entry.decision for entry in prediction.trace if entry.decision is not None}
    for citation in sorted(decisions.values(), key=lambda row: row.id):
        yield from wrapped(f"{citation.basis}: {citation.source}", layout.width, f"  {citation.id}  ")
    steps = {entry.step for entry in prediction.trace if entry.step is not None}
    for step, meaning in STEPS.items():
        if step in steps:
            yield from wrapped(meaning, layout.width, f"  step {step:<3}")


def _others(others: Sequence[tuple[str, str]], layout: Layout) -> Iterator[str]:
    for name, what in others:
        yield from wrapped(visible(other_words(name, what)), layout.width, "", "  ")


def _expectations(prediction: Prediction, layout: Layout) -> Iterator[str]:
    if prediction.expect is None:
        return
    if prediction.expect.met:
        yield layout.paint("good", "The expectations are met.")
        return
    yield layout.paint("bad", "The expectations are not met:")
    for sentence in prediction.expect.failed:
        yield from wrapped(visible(sentence), layout.width, "  ", "      ")
