"""No rule raises, whatever is wrong with a database, and no remedy makes what cannot be applied."""

from __future__ import annotations

import json
from pathlib import Path

from hypothesis import given, settings

from hivetool.hive.apply import apply
from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.lint.mending import is_mendable, mended
from hivetool.report.lint_json import lint_json
from hivetool.report.lint_script import lint_script
from hivetool.report.lint_text import lint_text
from hivetool.report.sarif import sarif
from hivetool.source.opening import open_hive
from tests.cluster.damage import PLAN, damaged
from tests.lint.whole import judgment
from tests.make.made import cluster
from tests.shared import has_shared, needs_shared, shared

LARGEST = 4_000_000
"""Bytes of a hive of the corpus that is judged."""

CORPUS = shared() / "corpus"


def shown(*hives: Hive) -> None:
    found = judgment(*hives)
    assert list(lint_text(found))
    json.dumps(lint_json(found))
    json.dumps(sarif(found))
    assert lint_script(found)
    for finding in found.findings:
        assert finding.message
        assert finding.rule
        if finding.fix is not None and finding.file == "0":
            apply(hives[0], finding.fix.edits)


@settings(max_examples=60)
@given(damaged())
def test_on_a_damaged_cluster_beside_a_sound_one(hive: Hive) -> None:
    shown(hive, cluster(PLAN))


@settings(max_examples=25)
@given(damaged())
def test_remedies_of_a_damaged_cluster_come_to_an_end(hive: Hive) -> None:
    result = mended(hive, lambda each: judgment(each).findings, unsafe=True)
    undone = {each.finding.fingerprint for each in result.conflicts}
    mendable = {finding.fingerprint for finding in result.left if is_mendable(finding, unsafe=True)}
    assert mendable <= undone, "what can be mended and is not has its contradiction"


def files() -> list[Path]:
    if not has_shared():
        return []
    return sorted(path for path in CORPUS.rglob("*") if path.is_file() and path.stat().st_size <= LARGEST)


@needs_shared
def test_on_hives_that_are_no_clusters() -> None:
    judged = 0
    for path in files():
        try:
            hive = open_hive(path, logs=())
        except HivetoolError:
            continue
        if not _is_simple(hive):
            continue
        shown(hive)
        judged += 1
    assert judged > 50


def _is_simple(hive: Hive) -> bool:
    """Hives of a size that is judged in no time: it is about what they hold, not about how much."""
    return len(hive) < 20_000
