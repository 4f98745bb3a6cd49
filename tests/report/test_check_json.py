from __future__ import annotations

import jsonschema

from hivetool.hive.errors import Problem
from hivetool.hive.location import Location
from hivetool.regf.check import Report, check_regf
from hivetool.report.check_json import check_json
from hivetool.report.schema import schema
from tests.regf.images import sample

VALIDATOR = jsonschema.Draft202012Validator(schema("check"))


def test_the_shape_of_a_report() -> None:
    at_line = Problem("reg-dword", "no dword", Location("Groups", "x", line=3, column=7), actual="zz")
    at_offset = Problem("regf-dirty", "dirty", Location(offset=8), "warning", "1", "2")
    nowhere = Problem("source-clfs", "a log", Location(), "warning")
    at_row = Problem("table-value", "no value", Location("Groups", "x", row=7))
    made = check_json(Report((at_line, at_offset, nowhere, at_row), 3, 4))
    VALIDATOR.validate(made)
    assert (made["ok"], made["keys"], made["values"]) == (False, 3, 4)
    assert made["problems"] == [
        {
            "code": "reg-dword",
            "severity": "error",
            "message": "no dword",
            "line": 3,
            "column": 7,
            "key": "Groups",
            "expected": None,
            "actual": "zz",
        },
        {
            "code": "regf-dirty",
            "severity": "warning",
            "message": "dirty",
            "offset": 8,
            "key": None,
            "expected": "1",
            "actual": "2",
        },
        {
            "code": "source-clfs",
            "severity": "warning",
            "message": "a log",
            "offset": None,
            "key": None,
            "expected": None,
            "actual": None,
        },
        {
            "code": "table-value",
            "severity": "error",
            "message": "no value",
            "row": 7,
            "key": "Groups",
            "expected": None,
            "actual": None,
        },
    ]


def test_a_real_report_fits_the_schema() -> None:
    VALIDATOR.validate(check_json(check_regf(sample())))
