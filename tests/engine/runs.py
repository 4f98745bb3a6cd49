"""Replaying small clusters in a line or two."""

from __future__ import annotations

from hivetool.cluster.model import Database
from hivetool.engine.cluster_service import replay
from hivetool.engine.outcome import Prediction
from hivetool.scenario.reading import read_scenario, with_events
from tests.clusters import article_groups, cluster_reg, database

ARTICLE_REG = cluster_reg(article_groups())
ALWAYS_FAILS = '[dll."Virtual Machine 1"]\nonline = "fails"\n'


def run(reg: str, *events: str, toml: str = "") -> Prediction:
    """The prediction for a cluster's .reg text, a scenario's text and events in words."""
    return run_on(database(reg), *events, toml=toml)


def run_on(known: Database, *events: str, toml: str = "") -> Prediction:
    return replay(known, with_events(read_scenario(toml, known), events, known))


def actions(prediction: Prediction) -> list[tuple[int, str]]:
    """Time in milliseconds and action string of everything that changes something."""
    return [(entry.at_ms, entry.action_string) for entry in prediction.actions]


def decisions(prediction: Prediction) -> list[str]:
    """The ids of all decisions, in order."""
    return [entry.decision.id for entry in prediction.trace if entry.decision is not None]


def texts(prediction: Prediction, component: str) -> list[str]:
    """What one component writes down."""
    return [entry.text for entry in prediction.trace if entry.component == component]


def state(prediction: Prediction, label: str) -> tuple[str, int | None]:
    """A resource's state and PersistentState at the end."""
    found = next(item for item in prediction.after.resources if item.label == label)
    return found.state.value, found.persistent_state


def group(prediction: Prediction, label: str) -> tuple[str | None, str]:
    """A group's owner and state at the end."""
    found = next(item for item in prediction.after.groups if item.label == label)
    return found.owner, found.state
