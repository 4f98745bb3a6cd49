"""The golden form of a prediction: one line an entry, ASCII, independent of any width, made to be read and compared."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.durations import in_words
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import TraceEntry
from hivetool.hive.types import ValueType

from .evidence import clock
from .plain import ascii_only, visible

_COMPONENT_WIDTH = len("DatabaseManager")
_STEP_WIDTH = len("F1")
_DECISION_WIDTH = len("RHS-03 [DOCUMENTED]")


def trace_text(prediction: Prediction) -> str:
    """The whole prediction as text, for ``trace.expect`` and ``predict --format steps``.

    An entry's line: time, component, step of the article, decision and its basis, ``>`` and the action string or the
    subject, what happens, and the stored values it rests on. No offsets or lines, so that it does not change with the
    way a hive is written.
    """
    lines = [f"predicted: semantics {prediction.semantics}, at most {in_words(prediction.horizon_ms)}"]
    for title, entries in (
        ("assumed", _assumed(prediction)),
        ("what happens (* an action)", map(_entry, prediction.trace)),
        ("afterwards", _after(prediction)),
        ("downtime", _downtime(prediction)),
        ("detection", _detection(prediction)),
        ("recorded", _recorded(prediction)),
        ("expectations", _expectations(prediction)),
    ):
        told = list(entries)
        if told:
            lines += ["", f"{title}:", *(f"  {visible(entry)}" for entry in told)]
    return ascii_only("\n".join(lines) + "\n")


def _assumed(prediction: Prediction) -> Iterator[str]:
    for item in prediction.assumed:
        yield f"{item.what}: {item.value} ({item.basis})"


def _entry(entry: TraceEntry) -> str:
    decision = f"{entry.decision.id} [{entry.decision.basis}]" if entry.decision else "-"
    mark, subject = ("*", entry.action_string) if entry.action else (" ", entry.subject)
    evidence = "".join(f"  <- {item.path}:{item.value}" for item in entry.evidence)
    return (
        f"{clock(entry.at_ms)}  {entry.component:<{_COMPONENT_WIDTH}}  {entry.step or '-':<{_STEP_WIDTH}}  "
        f"{decision:<{_DECISION_WIDTH}} {mark} {subject}: {entry.text}{evidence}"
    )


def _after(prediction: Prediction) -> Iterator[str]:
    after = prediction.after
    for label, state in after.nodes:
        yield f"node {label}: {state}"
    for group in after.groups:
        yield f"group {group.label}: {group.state}, owner {group.owner or 'none'}"
    for resource in after.resources:
        stored = "not stored" if resource.persistent_state is None else resource.persistent_state
        yield f"resource {resource.label}: {resource.state}, PersistentState {stored}"
    yield f"quorum: {'yes' if after.quorum else 'no'}"


def _downtime(prediction: Prediction) -> Iterator[str]:
    for label, duration_ms in prediction.downtime_ms:
        yield f"{label}: {'not over' if duration_ms is None else in_words(duration_ms)}"


def _detection(prediction: Prediction) -> Iterator[str]:
    for label, longest_ms in prediction.detection_ms:
        yield f"{label}: at most {in_words(longest_ms)}"


def _recorded(prediction: Prediction) -> Iterator[str]:
    for edit in prediction.edits:
        number = edit.type == ValueType.REG_DWORD
        value = str(int.from_bytes(edit.data, "little")) if number else f"hex {edit.data.hex()}"
        yield f"{edit.key}:{edit.name} = {value}"


def _expectations(prediction: Prediction) -> Iterator[str]:
    if prediction.expect is not None:
        yield "met" if prediction.expect.met else "not met"
        yield from (f"failed: {sentence}" for sentence in prediction.expect.failed)
