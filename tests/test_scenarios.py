"""Every scenario folder: the prediction is the signed one, byte for byte, and what it expects is met."""

from __future__ import annotations

from pathlib import Path

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.engine.cluster_service import replay
from hivetool.engine.decisions import DECISIONS
from hivetool.engine.outcome import Prediction
from hivetool.engine.rules import RULES
from hivetool.engine.trace import STEPS
from hivetool.report.trace_text import trace_text
from hivetool.scenario.reading import read_scenario
from hivetool.source.cluster_root import cluster_root
from hivetool.source.opening import open_hive
from tests.shared import PROJECT

FOLDERS = sorted(path for path in (PROJECT / "fixtures" / "scenarios").iterdir() if path.is_dir())

PREFIXES = ("RHS-", "RCM-", "FM-", "NM-", "MEM-", "DM-")


def predicted(folder: Path) -> Prediction:
    result = load_cluster(cluster_root(open_hive(folder / "cluster.reg")))
    assert not result.problems
    text = (folder / "scenario.toml").read_text(encoding="utf-8")
    return replay(result.database, read_scenario(text, result.database))


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_trace_is_the_signed_one(folder: Path) -> None:
    signed = folder / "trace.expect"
    assert signed.is_file(), "write it by hand from --format steps, and read it before you sign it"
    assert trace_text(predicted(folder)).encode("utf-8") == signed.read_bytes()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_what_is_expected_is_met(folder: Path) -> None:
    verdict = predicted(folder).expect
    assert verdict is not None, "a scenario says what it expects"
    assert verdict.failed == ()


@pytest.mark.parametrize("folder", FOLDERS, ids=lambda folder: folder.name)
def test_the_readme_names_rows_that_the_trace_visits(folder: Path) -> None:
    text = (folder / "README.md").read_text(encoding="utf-8")
    assert text.startswith("# ")
    assert "Source: " in text
    visited = {entry.decision.id for entry in predicted(folder).trace if entry.decision is not None}
    named = {word.strip(".,") for word in text.split() if word.startswith(PREFIXES)}
    assert named
    assert named <= visited


def test_every_row_and_every_step_is_visited() -> None:
    traces = [entry for folder in FOLDERS for entry in predicted(folder).trace]
    visited = {entry.decision.id for entry in traces if entry.decision is not None}
    assert {row.id for row in (*DECISIONS.values(), *RULES.values())} - visited == set()
    assert set(STEPS) == {entry.step for entry in traces if entry.step is not None}
