"""Whether a prediction meets what a scenario expects."""

from __future__ import annotations

from collections.abc import Iterator

from hivetool.cluster.durations import in_words
from hivetool.cluster.model import Database
from hivetool.scenario.model import Expect

from .outcome import Prediction, Verdict
from .states import Change


def verdict(expect: Expect, prediction: Prediction, start: dict[str, str], database: Database) -> Verdict:
    """The expectations that are not met. ``start`` are owners and states (by id) at 0."""
    failed: list[str] = []
    nodes = {node.id: database.label(node) for node in database.nodes}
    when = f"from {in_words(expect.within_ms)} on" if expect.within_ms is not None else "at the end"
    for identity, node in expect.owner.items():
        values = [nodes.get(value, value) for value in _values(prediction.history, start, identity, expect.within_ms)]
        failed += _lasting(values, nodes.get(node, node), f"owner of {_label(database, identity)} {when}")
    for identity, state in expect.state.items():
        values = _values(prediction.history, start, identity, expect.within_ms)
        failed += _lasting(values, state, f"state of {_label(database, identity)} {when}")
    failed += _actions(expect, prediction)
    failed += [
        f"never {begin!r}: it happened at {in_words(entry.at_ms)}: {entry.action_string}"
        for begin in expect.never
        for entry in prediction.actions
        if entry.action_string.startswith(begin)
    ]
    if expect.quorum is not None and expect.quorum is not prediction.after.quorum:
        failed.append(f"quorum: expected {expect.quorum}, predicted {prediction.after.quorum}")
    return Verdict(tuple(failed))


def _lasting(values: list[str], wanted: str, what: str) -> Iterator[str]:
    wrong = [value for value in values if value != wanted]
    if wrong:
        yield f"{what}: expected {wanted}, predicted {wrong[-1] or 'none'}"


def _values(history: tuple[Change, ...], start: dict[str, str], identity: str, within_ms: int | None) -> list[str]:
    """The last value, or with ``within_ms`` every value that held at that time or later."""
    values = [start.get(identity, "")]
    for change in history:
        if change.identity == identity:
            if within_ms is None or change.at_ms <= within_ms:
                values.clear()
            values.append(change.value)
    return values


def _actions(expect: Expect, prediction: Prediction) -> Iterator[str]:
    entries = iter(prediction.actions)
    for wanted in expect.actions:
        found = next((entry for entry in entries if entry.action_string == wanted), None)
        if found is None:
            yield f"action {wanted!r}: it did not happen, or not in this order"
            return
        if expect.within_ms is not None and found.at_ms > expect.within_ms:
            yield f"action {wanted!r}: within {in_words(expect.within_ms)}, predicted at {in_words(found.at_ms)}"


def _label(database: Database, identity: str) -> str:
    found = database.group(identity) or database.resource(identity)
    return database.label(found) if found is not None else identity
