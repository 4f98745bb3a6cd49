from __future__ import annotations

import jsonschema

from hivetool.lint.mending import Conflict, Mended
from hivetool.report.layout import Layout
from hivetool.report.mending_text import mending_json, mending_text
from hivetool.report.schema import schema
from tests.report.linting import DATABASE, FINDINGS, HIVE, MACHINE, RULES

MENDED = Mended(
    HIVE,
    (FINDINGS[1],),
    FINDINGS[1].fix.edits if FINDINGS[1].fix is not None else (),
    (Conflict(FINDINGS[2], FINDINGS[0]),),
    (FINDINGS[0], FINDINGS[4]),
)


def test_text() -> None:
    lines = list(mending_text(MENDED, DATABASE, Layout(200)))
    assert lines[:6] == [
        "resource Virtual Machine SQL01",
        "  HT501 it shares a process: set SeparateMonitor to 1",
        f"    copy    set {MACHINE.path}:SeparateMonitor to 1 (0x1)",
        "    live    (Get-ClusterResource -Name 'Virtual Machine SQL01').SeparateMonitor = 1",
        "    live    # Stop-ClusterResource -Name 'it''s'",
        "",
    ]
    assert lines[6] == (
        "resource Virtual Machine SQL01: HT501 is not mended: what it needs was undone by the remedy of HT201"
    )
    assert lines[-1] == "1 finding mended, 1 contradiction; 2 findings left, of them 1 by --unsafe-fixes"


def test_nothing_to_do() -> None:
    assert list(mending_text(Mended(HIVE, (), (), (), ()), DATABASE)) == ["0 findings mended; 0 findings left"]


def test_json() -> None:
    document = mending_json(MENDED, DATABASE, RULES, "new.hiv")
    jsonschema.validate(document, schema("fix"))
    assert [each["rule"] for each in document["applied"]] == ["HT501"]
    assert [each["rule"] for each in document["left"]] == ["HT201", "HT502"]
    assert document["conflicts"] == [{"finding": FINDINGS[2].fingerprint, "undone_by": FINDINGS[0].fingerprint}]
    assert document["written"] == "new.hiv"
