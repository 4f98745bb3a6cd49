from __future__ import annotations

import contextlib
import time
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.observed.errors import UnreadableStates
from hivetool.observed.faults import Faults
from hivetool.observed.from_clixml import DEEPEST, from_clixml
from hivetool.observed.records import said

XMLNS = "http://schemas.microsoft.com/powershell/2004/04"
RESOURCE = """<Obj RefId="0">
  <TN RefId="0"><T>Microsoft.FailoverClusters.PowerShell.ClusterResource</T><T>System.Object</T></TN>
  <ToString>FS01</ToString>
  <Props>
    <S N="Name">FS01</S>
    <Obj N="OwnerGroup" RefId="1"><TN RefId="1"><T>X.ClusterGroup</T></TN><ToString>files</ToString>
      <Props><S N="Name">files</S><Obj N="State" RefId="9"><ToString>Online</ToString><I32>0</I32></Obj></Props>
    </Obj>
    <Obj N="State" RefId="2"><TN RefId="2"><T>X.ClusterResourceState</T><T>System.Enum</T></TN>
      <ToString>Offline</ToString><I32>3</I32></Obj>
    <Nil N="Description" /><U32 N="Count">4294967295</U32><B N="Core">false</B>
  </Props>
</Obj>"""


def objs(*inner: str) -> str:
    return f'<Objs Version="1.1.0.1" xmlns="{XMLNS}">\n' + "\n".join(inner) + "\n</Objs>"


def read(text: str) -> tuple[list[Any], list[str]]:
    faults = Faults()
    found = [record.values for record in from_clixml(text, faults)]
    return found, [f"{problem.at}: {problem.code}" for problem in faults.problems()]


def test_types_properties_and_nested_objects() -> None:
    (record,) = from_clixml(objs(RESOURCE), Faults())
    assert record.types == ("Microsoft.FailoverClusters.PowerShell.ClusterResource", "System.Object")
    assert record.at.line == 2
    assert {name: said(cell) for name, cell in record.values.items()} == {
        "Name": "FS01",
        "OwnerGroup": "files",
        "State": "Offline",
        "Description": None,
        "Count": "4294967295",
        "Core": "false",
    }


def test_references() -> None:
    other = """<Obj RefId="7"><TNRef RefId="0" /><MS><S N="Name">b</S><Ref N="OwnerGroup" RefId="1" />
    <Obj N="State" RefId="8"><I32>2</I32></Obj><Ref N="None" RefId="77" /></MS></Obj>"""
    faults = Faults()
    _, record = from_clixml(objs(RESOURCE, other), faults)
    assert record.types[0] == "Microsoft.FailoverClusters.PowerShell.ClusterResource"
    assert {name: said(cell) for name, cell in record.values.items()} == {
        "Name": "b",
        "OwnerGroup": "files",
        "State": "2",
        "None": None,
    }
    assert [(problem.code, problem.actual) for problem in faults.problems()] == [("observed-reference", "'77'")]


def test_a_list_that_was_exported_as_one_object() -> None:
    inner = '<Obj RefId="1"><MS><S N="Name">a</S></MS></Obj><Obj RefId="2"><Props><S N="Name">b</S></Props></Obj>'
    for tag in ("LST", "IE", "STK", "QUE"):
        assert read(objs(f'<Obj RefId="0"><TN RefId="0"><T>x[]</T></TN><{tag}>{inner}</{tag}></Obj>')) == (
            [{"Name": "a"}, {"Name": "b"}],
            [],
        )


@pytest.mark.parametrize(
    ("escaped", "text"),
    [
        ("a_x000D__x000A_b", "a\r\nb"),
        ("_x005F_x000A_", "_x000A_"),
        ("_xD83D__xDCBE_", "\U0001f4be"),
        ("_xD800_", "\ud800"),
        ("_x00e9_ &amp; &lt;", "é & <"),
        ("_x12_ _x_", "_x12_ _x_"),
    ],
)
def test_escaped_characters(escaped: str, text: str) -> None:
    body = f'<Obj RefId="0"><MS><S N="Name">{escaped}</S><S N="{escaped}">x</S></MS></Obj>'
    assert read(objs(body))[0] == [{"Name": text, text: "x"}]


@pytest.mark.parametrize("before", ["", "\n\n", "#< CLIXML\n", '<?xml version="1.0" encoding="utf-16"?>\n'])
def test_what_may_stand_before_it(before: str) -> None:
    (record,) = from_clixml(before + objs(RESOURCE), Faults())
    assert record.at.line == 2 + before.count("\n")


def test_values_that_are_no_objects_are_told() -> None:
    found, problems = read(objs("<S>text</S>", "<I32>4</I32>", "<Nil />", '<Ref RefId="5" />'))
    assert found == []
    assert problems == ["line 2: observed-entry", "line 3: observed-entry", "line 5: observed-reference"]


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("<Objs>", "not XML: no element found"),
        ("<Objs>\n<a></b></Objs>", "line 2, column 6: not XML: mismatched tag"),
        ("<Objs>&x;</Objs>", "not XML: undefined entity"),
        ("<Objs/><Objs/>", "not XML: junk after document element"),
        ("<Objs>\x00</Objs>", "not XML: not well-formed"),
        ("<Objs>\ud800</Objs>", "not XML: not well-formed"),
        ("<html></html>", "line 1: CLIXML begins with Objs, not with 'html'"),
        ("", "not XML: no element found"),
        ("<Objs>" + "<Obj>" * 300_000, f"elements lie more than {DEEPEST} levels deep"),
    ],
)
def test_what_is_no_clixml(text: str, told: str) -> None:
    with pytest.raises(UnreadableStates) as caught:
        read(text)
    assert told in str(caught.value)


@pytest.mark.parametrize(
    "dtd",
    [
        "<!DOCTYPE Objs>",
        '<!DOCTYPE Objs [<!ENTITY a "b">]>',
        '<!DOCTYPE Objs SYSTEM "file:///etc/passwd">',
        '<!DOCTYPE Objs [<!ENTITY a "ha"><!ENTITY b "&a;&a;&a;&a;&a;&a;&a;&a;">]>',
        '<!DOCTYPE Objs [<!ENTITY % x SYSTEM "http://example.org/x"> %x;]>',
    ],
)
def test_a_dtd_is_refused_before_it_is_used(dtd: str) -> None:
    with pytest.raises(UnreadableStates, match="line 1: a document type declaration has no place in CLIXML"):
        read(f'{dtd}<Objs><Obj RefId="0"><MS><S N="Name">&b;</S></MS></Obj></Objs>')


PIECES = """<Obj>|</Obj>|<Obj N="State" RefId="1">|<Props>|</Props>|<MS>|</MS>|<LST>|</LST>|<Ref N="x" RefId="1"/>|<TN>
|<TNRef RefId="1"/>|</TN>|<T>x</T>|<S N="Name">a</S>|<ToString>t</ToString>|<I32>2</I32>|<!---->|<![CDATA[x]]>|x|<q/>"""


@given(st.lists(st.sampled_from(PIECES.split("|")), max_size=25))
def test_any_elements_are_read_or_refused(parts: list[str]) -> None:
    with contextlib.suppress(UnreadableStates):
        read(f"<Objs>{''.join(parts)}</Objs>")


@given(st.text(max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(UnreadableStates):
        read(text)


def test_time_grows_with_the_size_and_not_faster() -> None:
    one = '<Obj RefId="{0}"><MS><S N="Name">a_x000A_</S><Ref N="o" RefId="{0}"/></MS></Obj>'
    times = []
    for count in (10_000, 40_000):
        text = objs(*(one.format(number) for number in range(count)))
        start = time.perf_counter()
        read(text)
        times.append(time.perf_counter() - start)
    assert times[1] < 16 * times[0] + 0.5
