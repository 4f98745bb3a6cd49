from __future__ import annotations

import pytest

from hivetool.cluster.facts import Content
from hivetool.cluster.schema import SCHEMA, Kind
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.location import Location
from hivetool.lint.conversions import LONGEST, meant, property_at, told
from tests.lint.subjects import hive_of_text, subject

SZ, BINARY, DWORD, MULTI, QWORD = 1, 3, 4, 7, 11


@pytest.mark.parametrize(
    ("kind", "name", "type_", "data", "content"),
    [
        ("resource", "SeparateMonitor", SZ, text_data("1"), 1),
        ("resource", "SeparateMonitor", SZ, text_data(" 0x1 "), 1),
        ("resource", "SeparateMonitor", SZ, text_data("yes"), None),
        ("resource", "SeparateMonitor", SZ, text_data("2"), None),
        ("resource", "SeparateMonitor", SZ, text_data("\u0661"), None),
        ("resource", "SeparateMonitor", DWORD, b"\1\0\0", 1),
        ("resource", "SeparateMonitor", DWORD, b"", None),
        ("resource", "SeparateMonitor", QWORD, b"\1" + bytes(7), 1),
        ("resource", "RestartPeriod", QWORD, b"\1\0\0\0\1\0\0\0", None),
        ("resource", "RestartPeriod", BINARY, bytes(9), None),
        ("resource", "RestartPeriod", MULTI, multi_text_data(["1"]), None),
        ("resource", "Description", MULTI, multi_text_data(["one"]), "one"),
        ("resource", "Description", MULTI, multi_text_data(["one", "two"]), None),
        ("resource", "Description", SZ, b"a\0\0", "a"),
        ("resource", "Description", SZ, b"a\0b", None),
        ("resource", "Description", DWORD, b"\1\0\0\0", None),
        ("group", "AntiAffinityClassNames", SZ, text_data("SQL"), ("SQL",)),
        ("group", "AntiAffinityClassNames", SZ, text_data(""), None),
    ],
)
def test_what_can_only_mean_one_thing(kind: Kind, name: str, type_: int, data: bytes, content: Content | None) -> None:
    assert meant(SCHEMA[kind][name], type_, data) == content


def test_the_property_at_a_place() -> None:
    text = '[Cluster\\Resources\\a]\n"Type"="Virtual Machine"\n[Cluster\\Resources\\a\\Parameters]\n"VmID"="x"\n'
    item = subject(text).database.resources[0]
    own = property_at(item, Location(r"resources\A", "separatemonitor"))
    private = property_at(item, Location(r"Resources\a\Parameters", "VMID"))
    assert own is not None
    assert own.name == "SeparateMonitor"
    assert private is not None
    assert (private.name, private.place) == ("VmID", "Parameters")
    assert property_at(item, Location(r"Resources\a\Other", "VmID")) is None
    assert property_at(item, Location(r"Resources\a", "VmID")) is None
    assert property_at(item, Location()) is None


@pytest.mark.parametrize(
    ("line", "words"),
    [
        ('"x"="1"', "REG_SZ '1'"),
        ('"x"="a\x1bb"', "REG_SZ 'a\\x1bb'"),
        ('"x"=dword:0000000a', "REG_DWORD 10"),
        ('"x"=hex(4):01,00,00', "REG_DWORD of 3 bytes 010000"),
        ('"x"=hex(4):', "REG_DWORD of 0 bytes"),
        ('"x"=hex(7):61,00,00,00,62,00,00,00,00,00', "REG_MULTI_SZ 'a, b'"),
        ('"x"=hex(12345):ab', "REG_0x12345 'ab'"),
    ],
)
def test_any_value_in_a_few_words(line: str, words: str) -> None:
    (value,) = hive_of_text(f"[Cluster]\n{line}").root.values
    assert told(value) == words


def test_long_values_are_cut() -> None:
    (value,) = hive_of_text(f'[Cluster]\n"x"="{"y" * 500}"').root.values
    assert told(value) == f"REG_SZ '{'y' * LONGEST}…'"
