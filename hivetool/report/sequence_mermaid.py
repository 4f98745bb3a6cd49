"""``predict --format mermaid``: who acts on whom, as a sequence diagram in the language of Mermaid."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass
from types import MappingProxyType

from hivetool.cluster.durations import in_words
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action, Component, TraceEntry

from .graph_mermaid import escaped
from .layout import counted, wrapped

MOST_ARROWS = 200
"""So many actions are drawn; of a longer prediction it is said how many were left out."""

MOST_CHARACTERS = 45_000
"""So long is the picture at most; Mermaid itself refuses what is longer than 50,000 characters."""

_WIDTH = 48
"""Columns of a line in a note or over an arrow."""

RECEIVERS: Mapping[Action, Component | None] = MappingProxyType(
    {
        Action.ONLINE: Component.RESOURCE_DLL,
        Action.OFFLINE: Component.RESOURCE_DLL,
        Action.TERMINATE: Component.RESOURCE_DLL,
        Action.ARBITRATE: Component.RESOURCE_DLL,
        Action.RESTART: Component.RHS,
        Action.SEPARATE_MONITOR: Component.RHS,
        Action.RHS_RESTART: Component.RHS,
        Action.FAIL: Component.FAILOVER_MANAGER,
        Action.GIVE_UP: None,
        Action.QUEUE: None,
        Action.QUORUM_LOST: None,
        Action.NODE_DOWN: None,
        Action.NODE_UP: None,
        Action.FAILOVER: None,
        Action.FAILBACK: None,
        Action.MOVE: None,
    }
)
"""At whom the arrow of an action points; None: at the one who acts, or for a move of a group from node to node."""

_MOVES = frozenset({Action.FAILOVER, Action.FAILBACK, Action.MOVE})


@dataclass(frozen=True, slots=True)
class _Drawn:
    """An entry in the picture: an arrow from ``source`` to ``target`` if there is one, and a note over ``whose``."""

    source: str
    target: str | None
    arrow: str
    whose: str
    note: str

    @property
    def participants(self) -> tuple[str, ...]:
        """Whom the picture must have."""
        return tuple(name for name in (self.source, self.target, self.whose) if name is not None)


def sequence_mermaid(prediction: Prediction) -> str:
    """The picture: an arrow for each action, a note for each event and decision with its row and basis.

    The components that occur and the nodes between which groups move are its participants. It ends after
    ``MOST_ARROWS`` actions or ``MOST_CHARACTERS``, with a note of what was left out.
    """
    return "".join(f"{line}\n" for line in _lines(prediction))


def _lines(prediction: Prediction) -> Iterator[str]:
    chosen = [entry for entry in prediction.trace if _is_told(entry)]
    drawn = list(_drawn(chosen))
    ids = _participants(drawn) or {Component.CLUSTER_SERVICE.value: "p1"}
    yield "sequenceDiagram"
    for name, identity in ids.items():
        yield f"  participant {identity} as {_label(name)}"
    everybody = f"p1,p{len(ids)}" if len(ids) > 1 else "p1"
    yield _note(everybody, _text(f"Predicted under the semantics '{prediction.semantics}', nothing was observed"))
    for item in drawn:
        if item.target is not None:
            yield f"  {ids[item.source]}->>{ids[item.target]}: {item.arrow}"
        yield _note(ids[item.whose], item.note)
    if not prediction.actions:
        yield _note(everybody, "No action is taken")
    if len(drawn) < len(chosen):
        yield _note(everybody, _text(f"Left out: {_counts(chosen[len(drawn) :])}"))


def _is_told(entry: TraceEntry) -> bool:
    return entry.action is not None or entry.decision is not None or entry.component is Component.EVENT_LOG


def _counts(rest: Sequence[TraceEntry]) -> str:
    actions = sum(entry.action is not None for entry in rest)
    others = len(rest) - actions
    told = [counted(actions, "action")] * bool(actions) + [counted(others, "note")] * bool(others)
    return " and ".join(told)


def _drawn(chosen: Sequence[TraceEntry]) -> Iterator[_Drawn]:
    """As many entries as a picture can have."""
    arrows, size, seen = 0, 0, set[str]()
    for item in map(_drawing, chosen):
        arrows += item.target is not None
        size += _AROUND + len(item.arrow) + len(item.note)
        size += sum(_AROUND + len(_label(name)) for name in {*item.participants} - seen)
        seen.update(item.participants)
        if arrows > MOST_ARROWS or size > MOST_CHARACTERS:
            return
        yield item


_AROUND = 40
"""Characters around an arrow and its note, or a participant's name, at most."""


def _drawing(entry: TraceEntry) -> _Drawn:
    at, basis = in_words(entry.at_ms), f" ({entry.decision.id} {entry.decision.basis})" if entry.decision else ""
    if entry.action is None:
        note = _text(f"{at}: {entry.subject}: {entry.text}{basis}")
        return _Drawn(entry.component, None, "", entry.component, note)
    source, target = entry.component.value, (RECEIVERS[entry.action] or entry.component).value
    if entry.action in _MOVES and entry.node is not None and entry.target is not None:
        source, target = _node(entry.node), _node(entry.target)
    return _Drawn(source, target, _text(f"{at}: {entry.action_string}"), entry.component, _text(f"{entry.text}{basis}"))


def _node(label: str) -> str:
    """A node among the participants; no component's name has a colon."""
    return f"node:{label}"


def _label(participant: str) -> str:
    return escaped(participant.removeprefix(_node("")))


def _participants(drawn: Sequence[_Drawn]) -> dict[str, str]:
    """Name of each participant -> its id; the components in the order of the article, then the nodes."""
    seen = dict.fromkeys(name for item in drawn for name in item.participants)
    components = [component.value for component in Component if component.value in seen]
    nodes = [name for name in seen if name.startswith(_node(""))]
    return {name: f"p{number}" for number, name in enumerate((*components, *nodes), 1)}


def _note(over: str, text: str) -> str:
    return f"  Note over {over}: {text}"


def _text(text: str) -> str:
    """The text in lines that are not too long, each as Mermaid shows it."""
    return "<br/>".join(map(escaped, wrapped(" ".join(text.split()), _WIDTH)))
