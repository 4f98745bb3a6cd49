from __future__ import annotations

import json

import jsonschema
import pytest

from hivetool.lint.baseline import BadBaseline, baseline_text, read_baseline, unknown
from hivetool.report.schema import schema
from tests.lint.found import finding

ONE, OTHER = finding("HT201"), finding("HT201", identity="b")


def test_what_is_known_is_left_out_and_what_is_new_is_not() -> None:
    known = read_baseline(baseline_text([ONE]))
    assert unknown([ONE, OTHER], known) == (OTHER,)
    assert unknown([], known) == ()


def test_a_place_and_a_file_of_another_export_are_the_same_finding() -> None:
    known = read_baseline(baseline_text([ONE]))
    assert unknown([finding("HT201", file="other.hiv", message="in other words")], known) == ()


def test_two_findings_alike_are_counted() -> None:
    known = read_baseline(baseline_text([ONE, ONE]))
    assert unknown([ONE, ONE, ONE], known) == (ONE,)


def test_the_document_is_sorted_and_fits_its_schema() -> None:
    text = baseline_text([OTHER, ONE, finding("HT101", identity="\ud800")])
    jsonschema.validate(json.loads(text), schema("baseline"))
    assert text.isascii()
    assert list(json.loads(text)["findings"]) == sorted(json.loads(text)["findings"])
    assert baseline_text([ONE, OTHER]) == baseline_text([OTHER, ONE])


@pytest.mark.parametrize(
    "text",
    ["", "[]", "{}", '{"schema": "hivetool.lint/1", "findings": {}}', '{"schema": "hivetool.baseline/1"}']
    + [f'{{"schema": "hivetool.baseline/1", "findings": {each}}}' for each in ("[]", '{"a": 0}', '{"a": true}')]
    + ["[" * 100_000],
)
def test_anything_else_is_refused(text: str) -> None:
    with pytest.raises(BadBaseline, match=r"known\.json: this is no baseline"):
        read_baseline(text, "known.json")
