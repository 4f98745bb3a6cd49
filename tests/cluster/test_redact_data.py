from __future__ import annotations

import pytest

from hivetool.cluster.redact_addresses import allotted
from hivetool.cluster.redact_data import redacted_binary, redacted_data, without_secret
from hivetool.cluster.redact_names import indexed
from hivetool.cluster.redact_rules import Treat, is_number, is_text
from hivetool.cluster.redact_text import Redactor
from hivetool.hive.decode import multi_text_data, text_data


def redactor() -> Redactor:
    return Redactor(indexed({"SQL01": "VM1", "AB": "GROUP1", "777": "VM2"}), allotted(b"", False, [], ()))


def wide(text: str) -> bytes:
    return text.encode("utf-16-le")


@pytest.mark.parametrize(
    ("kind", "treat", "before", "after"),
    [
        (1, Treat.SCAN, text_data("x sql01"), text_data("x VM1")),
        (1, Treat.SCAN, wide("sql01"), wide("VM1")),
        (2, Treat.SCAN, wide("sql01\0sql01\0\0"), wide("VM1\0VM1\0\0")),
        (7, Treat.NAME, multi_text_data(["SQL01", "b", "ab"]), multi_text_data(["VM1", "b", "GROUP1"])),
        (7, Treat.IDS, multi_text_data(["777", "SQL01"]), multi_text_data(["777", "VM1"])),
        (7, Treat.SCAN, multi_text_data(["777"]), multi_text_data(["VM2"])),
        (1, Treat.KEEP, text_data("sql01"), text_data("sql01")),
        (1, Treat.SECRET, text_data("sesame"), text_data("xxxxxx")),
        (7, Treat.SECRET, multi_text_data(["ab", "c"]), multi_text_data(["xx", "x"])),
        (3, Treat.SECRET, b"sesame", bytes(6)),
        (4, Treat.SECRET, b"\1\2\3\4", b"\1\2\3\4"),
        (11, Treat.SCAN, b"sql01sql", b"sql01sql"),
        (4, Treat.SCAN, b"sql01", b"VM1xx"),
        (1, Treat.SCAN, wide("SQL01") + b"!", wide("VM1xx") + b"!"),
        (1, Treat.SCAN, b"", b""),
    ],
)
def test_by_type_and_treatment(kind: int, treat: Treat, before: bytes, after: bytes) -> None:
    assert redacted_data(kind, before, treat, redactor()) == after


@pytest.mark.parametrize(
    ("before", "after"),
    [
        (b"..SQL01..", b"..VM1xx.."),
        (b"\1" + wide("on sql01"), b"\1" + wide("on VM1xx")),
        (wide("on sql01") + b"\0", wide("on VM1xx") + b"\0"),
        (b"(ab)", b"(xx)"),
        (b"\xff\xfe\xd8\x00\xdc", b"\xff\xfe\xd8\x00\xdc"),
    ],
)
def test_binary_data_keeps_its_length(before: bytes, after: bytes) -> None:
    assert redacted_binary(before, redactor()) == after


def test_secrets_keep_their_units() -> None:
    assert without_secret("a\0bé😀\0") == "x\0xxxx\0"


def test_what_is_text_and_what_is_a_number() -> None:
    assert is_text(1, b"")
    assert not is_text(1, b"a")
    assert not is_text(3, b"ab")
    assert is_number(4, b"abcd")
    assert not is_number(4, b"abc")
