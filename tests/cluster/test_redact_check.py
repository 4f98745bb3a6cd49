from __future__ import annotations

import pytest

from hivetool.cluster.redact_addresses import allotted
from hivetool.cluster.redact_check import left_over
from hivetool.cluster.redact_names import indexed
from hivetool.cluster.redact_rules import SCANNED, Rule, Treat
from hivetool.cluster.redact_text import Redactor
from hivetool.hive.decode import text_data
from hivetool.hive.errors import Problem
from hivetool.hive.table import Table

IDS = Rule("*", "*", Treat.IDS)
SECRET = Rule("*", "*", Treat.SECRET)


def left(
    data: bytes = b"", kind: int = 1, rule: Rule = SCANNED, key: str = "k", name: str = "v", class_name: str = ""
) -> tuple[Problem, ...]:
    redactor = Redactor(indexed({"SQL01": "VM1", "77777": "VM2"}), allotted(b"", False, [("ipv4", "10.0.0.1")], ()))
    redactor.text("10.0.0.1")
    table = Table(["root", key], [-1, 0], [1], [name], [kind], [data])
    return left_over(table, ["", class_name], [rule], redactor)


@pytest.mark.parametrize(
    ("found", "message"),
    [
        (left(text_data("on sql01 now")), "the data still has 'SQL01' in it"),
        (left(text_data("10.0.0.1")), "the data still has '10.0.0.1' in it"),
        (left(b"..sql01", 3), "the data still has 'SQL01' in it"),
        (left(b"\1" + "SQL01".encode("utf-16-le"), 3), "the data still has 'SQL01' in it"),
        (left(key="my SQL01"), "the key's name still has 'SQL01' in it"),
        (left(name="my SQL01"), "the value's name still has 'SQL01' in it"),
        (left(class_name="Sql01"), "the key's class still has 'SQL01' in it"),
    ],
)
def test_what_is_left_is_reported(found: tuple[Problem, ...], message: str) -> None:
    (problem,) = found
    assert (problem.code, problem.message, problem.severity) == ("redact-left", message, "warning")


@pytest.mark.parametrize(
    "found",
    [
        left(text_data("VM1")),
        left(text_data("10.0.0.12")),
        left(text_data("77777"), rule=IDS),
        left(text_data("sql01"), rule=SECRET),
        left(b"77777777", 11),
        left(key="77777"),
        left(name="NodeName"),
    ],
)
def test_what_is_clean_is_not(found: tuple[Problem, ...]) -> None:
    assert found == ()
