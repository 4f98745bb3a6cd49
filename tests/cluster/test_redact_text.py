from __future__ import annotations

import pytest

from hivetool.cluster.redact_addresses import allotted
from hivetool.cluster.redact_names import indexed
from hivetool.cluster.redact_text import Redactor

NAMES = {"SQL01": "VM1", "VM1Q": "VM2", "A\nB": "VM3", 'Q"(': "VM4", "É😀": "VM5", "4 X": "VM6"}


def redactor() -> Redactor:
    return Redactor(indexed(NAMES), allotted(b"", False, [("ipv4", "10.0.0.4")], ()))


@pytest.mark.parametrize(
    ("before", "after"),
    [
        ("", ""),
        ("nothing", "nothing"),
        ("Virtual Machine sql01", "Virtual Machine VM1"),
        ("sql01\0x\0SQL01\0", "VM1\0x\0VM1\0"),
        ('a\nb q"(', "VM3 VM4"),
        ("10.0.0.4/24", "192.0.2.4/24"),
        ("at 10.0.0.4 SQL01", "at 192.0.2.4 VM1"),
        ("10.0.0.4 x", "10.0.0.VM6"),
        ("sql01q", "VM2"),
    ],
)
def test_texts(before: str, after: str) -> None:
    assert redactor().text(before) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [("sql01", "VM1xx"), ("é😀", "VM5"), ("10.0.0.4", "xxxxxxxx"), ("none", "none")],
)
def test_texts_of_the_same_length(before: str, after: str) -> None:
    new = redactor().text(before, fitted=True)
    assert new == after
    assert len(new.encode("utf-16-le")) == len(before.encode("utf-16-le"))


def test_what_was_replaced_is_known() -> None:
    found = redactor()
    found.text("10.0.0.4 255.255.255.0 10.0.0.4 S-1-5-18")
    assert found.seen == {("ipv4", "10.0.0.4"): ("10.0.0.4", "192.0.2.4")}
