from __future__ import annotations

import jsonschema

from hivetool.report.judging import Judgment
from hivetool.report.lint_json import lint_json
from hivetool.report.schema import schema
from tests.report.linting import FILE, FINDINGS, JUDGMENT, MACHINE


def test_it_fits_its_schema() -> None:
    for judgment in (JUDGMENT, Judgment((), ())):
        jsonschema.validate(lint_json(judgment), schema("lint"))


def test_what_a_program_wants_to_know() -> None:
    document = lint_json(JUDGMENT)
    assert document["summary"] == {"error": 2, "warning": 2, "info": 2}
    assert document["rules"] == {"HT001": 1, "HT201": 1, "HT501": 2, "HT502": 2}
    found = document["findings"][1]
    assert found["object"] == {"kind": "resource", "id": MACHINE.id, "name": "Virtual Machine SQL01"}
    assert (found["rule"], found["severity"], found["mark"], found["file"]) == ("HT501", "warning", "documented", FILE)
    assert (found["expected"], found["actual"], found["why"]) == ("1", "not stored", "It hurts, e.g. at night.")
    assert found["fix"]["safe"] is True
    assert found["fix"]["powershell"].splitlines()[0].endswith(".SeparateMonitor = 1")
    assert [edit["op"] for edit in found["fix"]["edits"]] == ["SetValue"]


def test_places() -> None:
    found = lint_json(JUDGMENT)["findings"]
    assert found[2]["line"] == FINDINGS[2].at.line
    assert "offset" not in found[2]
    assert found[5]["offset"] == 77
    assert (found[4]["offset"], found[4]["key"], found[4]["object"]["kind"]) == (None, "", "")
    assert (found[4]["fix"]["powershell"], found[4]["fix"]["edits"]) == (None, [])
