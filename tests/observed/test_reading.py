from __future__ import annotations

import contextlib
from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.hive.errors import HivetoolError
from hivetool.observed.errors import ClusterLog, NotStates, UnreadableStates
from hivetool.observed.model import Observed
from hivetool.observed.reading import read_observed
from tests.shared import PROJECT

FIXTURES = PROJECT / "fixtures" / "observed"
FILES = sorted(path for path in FIXTURES.iterdir() if path.suffix != ".md")

CSV = "Name,State,OwnerGroup\r\na,Online,g\r\n"
JSON = '[{"Name": "a", "State": 2, "OwnerGroup": "g"}]'
CLIXML = '<Objs><Obj RefId="0"><MS><S N="Name">a</S><S N="State">2</S><S N="OwnerGroup">g</S></MS></Obj></Objs>'
TOML = '[[report]]\nresource = "a"\nstate = "Online"\n'
LINES = '{"resource": "a", "state": "Online"}\n'


def told(observed: Observed) -> tuple[str, list[tuple[str, str | None]]]:
    return observed.format, [(each.name, each.state.word if each.state else None) for each in observed.sightings]


@pytest.mark.parametrize(
    ("text", "format"),
    [
        (CSV, "csv"),
        (f"#TYPE X.ClusterResource\n{CSV}", "csv"),
        (f"\n\n{CSV}", "csv"),
        (JSON, "json"),
        (JSON.replace("[{", "[\n{"), "json"),
        (JSON.strip("[]"), "json"),
        (LINES, "json"),
        (f"[{LINES}]", "json"),
        (CLIXML, "clixml"),
        (f"#< CLIXML\n{CLIXML}", "clixml"),
        (f'<?xml version="1.0"?>\n{CLIXML}', "clixml"),
        (TOML, "toml"),
        (f"# comment\n\n  # more\n{TOML}", "toml"),
        ('report = [{resource = "a", state = "Online"}]', "toml"),
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "utf-16", "utf-16-le", "utf-16-be"])
def test_the_format_is_told_by_the_content(text: str, format: str, encoding: str) -> None:  # noqa: A002
    observed = read_observed(text.encode(encoding), "file")
    assert told(observed) == (format, [("a", "Online")])
    assert observed.problems == ()
    assert observed.sightings[0].input == "file"


@pytest.mark.parametrize("path", FILES, ids=lambda path: path.name)
def test_the_fixtures_are_read_without_a_problem(path: Path) -> None:
    observed = read_observed(path.read_bytes())
    assert observed.problems == ()
    counts = {"resources.csv": 18, "groups.json": 8, "nodes.xml": 4}
    assert len(observed.sightings) == counts.get(path.name, 7)


def test_reports_in_toml_and_in_json_lines_are_the_same() -> None:
    def plain(name: str) -> list[tuple[object, ...]]:
        read = read_observed((FIXTURES / name).read_bytes())
        return [(each.at_ms, each.kind, each.name, each.view, each.state, each.owner) for each in read.sightings]

    assert plain("reports.toml") == plain("reports.jsonl")


@pytest.mark.parametrize("data", [b"", b"\n \n", b"\xef\xbb\xbf", b"\xff\xfe", b"[]", b"report = []"])
def test_nothing_in_it(data: bytes) -> None:
    observed = read_observed(data)
    assert observed.sightings == ()
    assert [problem.code for problem in observed.problems] == ["observed-empty"]


def test_entries_of_several_kinds_and_what_is_wrong_with_some() -> None:
    text = '[{"Name": "n", "State": "Up"},\n{"Name": "x", "State": "Online"},\n{"vm": "v", "state": "Off"},\n{"vm": 1}]'
    observed = read_observed(text.encode())
    assert told(observed)[1] == [("n", "Up"), ("v", "Off")]
    assert [(problem.code, problem.at.line) for problem in observed.problems] == [
        ("observed-kind", 2),
        ("observed-report", 4),
    ]


@pytest.mark.parametrize(
    "text",
    [
        "[=== Cluster ===]\r\nUTC= 2020\r\n",
        "00000644.00000944::2023/11/30-18:11:30.360 INFO  [RCM] x\n",
        "\n[=== Resources ===]\nName,State,OwnerGroup\n",
    ],
)
@pytest.mark.parametrize("encoding", ["utf-8", "utf-16"])
def test_a_cluster_log_comes_later(text: str, encoding: str) -> None:
    with pytest.raises(ClusterLog, match="reading it comes in a later version"):
        read_observed(text.encode(encoding))


@pytest.mark.parametrize(
    ("data", "what"),
    [
        ((PROJECT / "fixtures" / "article.hiv").read_bytes(), "a registry hive.*the hive comes first"),
        ((PROJECT / "fixtures" / "article.reg").read_bytes(), "a .reg file.*the hive comes first"),
        (b"PK\x03\x04rest", "a zip archive, not observed states; unpack it and give what is in it"),
        (b"\x1f\x8brest", "a gzip-compressed file, not observed states; unpack it"),
        (b"SQLite format 3\0", "an SQLite database.*, not observed states; export what was observed"),
        (b'{"schema": "hivetool.hive/1"}', "a JSON document made by hivetool convert.*the hive comes first"),
        (b'{"schema": "hivetool.predict/1"}', "a report of hivetool in JSON"),
        (b'{"path": "", "last_written": 0}', "a listing made by hivetool dump"),
        (b"<html></html>", "an HTML page"),
        (b"<other/>", "an XML file"),
        (b"\0" * 50, "nothing but zero bytes"),
        (b"Name      State\n----      -----\na         Online\n", "a text file.*Get-ClusterResource"),
        (b"Name : a\nState : Online\n", "a text file"),
        (b"\x01\x02\x03", "a kind this program does not know"),
    ],
)
def test_something_else_is_named(data: bytes, what: str) -> None:
    with pytest.raises(NotStates, match=what):
        read_observed(data)


@pytest.mark.parametrize("text", ['{"a":', "[[report]]\nx", "<Objs>", f'{CSV}"'])
def test_what_is_broken(text: str) -> None:
    with pytest.raises(UnreadableStates):
        read_observed(text.encode())


@given(st.binary(max_size=80) | st.text(max_size=40).map(lambda text: text.encode("utf-16", "surrogatepass")))
def test_any_bytes_are_read_or_refused(data: bytes) -> None:
    with contextlib.suppress(HivetoolError):
        read_observed(data)


@given(st.sampled_from([CSV, JSON, CLIXML, TOML, LINES]), st.data())
def test_any_damage_is_read_or_refused(text: str, data: st.DataObject) -> None:
    at = data.draw(st.integers(0, len(text)))
    piece = data.draw(st.text(max_size=3) | st.sampled_from(["<!DOCTYPE a>", '"', "\0", "=1+1", "\u202e", "\ud800"]))
    with contextlib.suppress(HivetoolError):
        read_observed((text[:at] + piece + text[at + data.draw(st.integers(0, 3)) :]).encode("utf-8", "surrogatepass"))
