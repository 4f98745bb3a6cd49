"""A made cluster is clean, and every defect of HT2 and HT3 that can be planted is found."""

from __future__ import annotations

from typing import Literal

import pytest

from hivetool.hive.apply import apply
from hivetool.lint.rules import groups, references
from hivetool.lint.run import lint
from hivetool.make.cluster import made_cluster
from hivetool.make.defects import DEFECTS, planted
from hivetool.make.plan import Plan
from tests.lint.subjects import subject_of

RULES = (*references.RULES, *groups.RULES)
CLUSTER = made_cluster(Plan(nodes=4, vms=6, seed=3, file_servers=1, services=1))
CODES = [defect.code for defect in DEFECTS if defect.code[:3] in ("HT2", "HT3")]


@pytest.mark.parametrize("witness", ["disk", "share", "cloud", "none"])
@pytest.mark.parametrize(("nodes", "vms"), [(1, 0), (2, 1), (3, 12)])
def test_a_made_cluster_is_clean(nodes: int, vms: int, witness: Literal["disk", "share", "cloud", "none"]) -> None:
    hive = made_cluster(Plan(nodes=nodes, vms=vms, witness=witness, file_servers=1, services=1))
    assert lint(subject_of(hive), RULES) == ()


@pytest.mark.parametrize("code", CODES)
def test_a_planted_defect_is_found(code: str) -> None:
    found = lint(subject_of(apply(CLUSTER, planted(CLUSTER, code))), RULES)
    assert code in {item.rule for item in found}
