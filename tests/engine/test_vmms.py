from __future__ import annotations

from tests.clusters import EXCHANGE, G, R, cluster_reg
from tests.engine.runs import ARTICLE_REG, run, texts

MAIL = cluster_reg([G("Mail", (R("Store", {"PersistentState": 1}, EXCHANGE),), {"DefaultOwner": 1})])


def test_only_hyper_vs_dll_tells_by_itself() -> None:
    assert texts(run(ARTICLE_REG, "3s vm:1 reports Offline"), "VMMS") == ["is told: VM Online succeeded"]
    assert texts(run(MAIL, "3s Store reports Offline"), "VMMS") == []


def test_a_script_decides_otherwise() -> None:
    told = run(MAIL, "3s Store stopped inside", toml="[dll.Store]\ntells_vmms = true")
    assert told.edits
    assert told.trace[-1].at_ms == 5000
    untold = run(ARTICLE_REG, "3s vm:1 stopped inside", toml='[dll."vm:1"]\ntells_vmms = false')
    assert [entry.decision.id for entry in untold.trace if entry.decision] == ["RHS-22", "RHS-01", "RHS-23", "RHS-23"]
