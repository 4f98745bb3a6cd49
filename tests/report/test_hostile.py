"""Whatever is stored in a hive, nothing that hivetool writes about it does more than show it."""

from __future__ import annotations

import csv
import io
import json
import re
import xml.etree.ElementTree
from collections.abc import Callable, Mapping

import pytest
from hypothesis import example, given, settings
from hypothesis import strategies as st
from markdown_it import MarkdownIt

from hivetool.report.plain import ascii_only
from hivetool.report.spreadsheet import FORMULAS
from tests.report.hostile import NOT_RENDERERS, RENDERERS, Form, case, renderers
from tests.report.samples import HOSTILE
from tests.shared import PROJECT

SPECIAL = (
    "\x1b\x9b\x07\x00\n\r\t\x85\u2028\u202e\u2066\u200b\ufeff\ud800\u2026\u2013\u201c"
    "\\|`*_[](){}<>&\"'\u2018\u2019\u201a\u201b$;#%=+-@:/,.~^"
)
"""What steers terminals, turns text, ends lines and strings, or begins markup, formulas and code."""

NAMES = st.text(st.sampled_from(SPECIAL) | st.characters(), min_size=1, max_size=12).map(
    lambda text: text.encode("utf-16-le", "surrogatepass").decode("utf-16-le", "surrogatepass")
)


def check_text(text: str) -> None:
    text.encode()  # no lone surrogate is left
    assert all(line.isprintable() for line in text.split("\n"))


def check_json(text: str) -> None:
    assert text.isascii()
    json.loads(text)


def check_jsonl(text: str) -> None:
    for line in text.splitlines():
        check_json(line)


def check_csv(text: str) -> None:
    rows = list(csv.reader(io.StringIO(text, newline=""), strict=True))
    assert len({len(row) for row in rows}) == 1
    assert len(rows) == text.count("\r\n") == text.count("\n")
    for row in rows:
        for cell in row:
            assert cell.isprintable()
            assert not cell.lstrip().startswith(FORMULAS)


CELL_END = re.compile(r"(?<!\\)(?:\\\\)*\|")
MARKDOWN = MarkdownIt("commonmark").enable(["table", "strikethrough"])


def check_markdown(text: str) -> None:
    check_text(text)
    rows = 0
    for part in text.split("\n\n"):
        table = [line for line in part.splitlines() if line.startswith("|")]
        assert len({len(CELL_END.findall(line)) for line in table}) < 2, part
        rows += max(len(table) - 1, 0)
    tokens = MARKDOWN.parse(text)
    assert sum(token.type == "tr_open" for token in tokens) == rows
    known = {"text", "text_special", "inline", "paragraph_open", "paragraph_close", "heading_open", "heading_close"}
    of_table = re.compile("(table|thead|tbody|tr|th|td)_(open|close)")
    for token in tokens:
        assert token.type in known or of_table.fullmatch(token.type), token
        for child in token.children or ():
            assert child.type in ("text", "text_special", "softbreak"), child


DOT_LINE = re.compile(
    r' *(digraph cluster \{|subgraph cluster_[a-z]\d* \{|\}|label="";'
    r'|label=""; labelloc=t; rankdir=LR; node \[shape=box\];'
    r'|[a-z]\d* \[label="", (shape=[a-z]+(, style=[a-z]+)?|style=invis)\];|[a-z]\d* -> [a-z]\d*( \[style=dashed\])?;)'
)
MERMAID_LINE = re.compile(
    r' *(flowchart LR|subgraph [a-z]\d*\[""\]|end|[a-z]\d*(\[""\]|\(""\)|\[\[""\]\]|\(\(""\)\)|\{""\})'
    r"|[a-z]\d* (-->|-\.->) [a-z]\d*)"
)


def check_dot(text: str) -> None:
    assert text.isascii()
    check_text(text)
    bare = re.sub(r'"(?:[^"\\]|\\.)*"', '""', text)
    assert all(DOT_LINE.fullmatch(line) for line in bare.splitlines()), bare


def check_mermaid(text: str) -> None:
    assert text.isascii()
    check_text(text)
    bare = re.sub('"[^"]*"', '""', text)
    assert all(MERMAID_LINE.fullmatch(line) for line in bare.splitlines()), bare


SEQUENCE_LINE = re.compile(
    r"sequenceDiagram|  (participant p\d+ as|Note over p\d+(,p\d+)?:|p\d+->>p\d+:) ([A-Za-z0-9 ,-]|#\d+;|<br/>)+"
)


def check_sequence(text: str) -> None:
    assert text.isascii()
    check_text(text)
    assert all(SEQUENCE_LINE.fullmatch(line) for line in text.splitlines()), text


QUOTES = "'\u2018\u2019\u201a\u201b"
STRING = re.compile(f"'(?:[^{QUOTES}]|[{QUOTES}]{{2}})*'(?![{QUOTES}])")
LIST = "$texts = New-Object System.Collections.Specialized.StringCollection; "
COMMAND = re.compile(
    rf"(?:{re.escape(LIST)}(?:\$texts\.AddRange\(\[string\[\]\]\([, ]*\)\); )?)?[A-Za-z0-9 ()\[\].,@=|-]*(?:= \$texts)?"
)


def check_powershell(text: str) -> None:
    """Outside of strings, which PowerShell ends with any of five characters, stands only what hivetool writes."""
    check_text(text)
    for line in text.splitlines():
        if not line.startswith("#"):
            assert COMMAND.fullmatch(STRING.sub("", line)), line


def check_xml(text: str) -> None:
    """Well formed, and nothing in it but what JUnit has."""
    check_text(text)
    assert {element.tag for element in xml.etree.ElementTree.fromstring(text.encode()).iter()} <= {
        "testsuites",
        "testsuite",
        "testcase",
        "failure",
        "system-out",
    }


GITHUB_LINE = re.compile(r"::(error|warning|notice) [a-z]+=[^:,]*(,[a-z]+=[^:,]*)*::.*")


def check_github(text: str) -> None:
    """One command a line; properties end nowhere else, and % begins only what stands for a character."""
    check_text(text)
    for line in text.splitlines():
        assert GITHUB_LINE.fullmatch(line), line
        assert not re.search("%(?!25|0D|0A|3A|2C)", line), line


CHECKS: Mapping[Form, Callable[[str], None]] = {
    "text": check_text,
    "json": check_json,
    "jsonl": check_jsonl,
    "csv": check_csv,
    "markdown": check_markdown,
    "dot": check_dot,
    "mermaid": check_mermaid,
    "sequence": check_sequence,
    "powershell": check_powershell,
    "xml": check_xml,
    "github": check_github,
}


EXACT = frozenset({"csv", "markdown", "dot", "mermaid", "sequence", "github"})
"""Forms in which what a screen cannot show is written by its number, and nothing stands in for it."""


def on(encoding: str, form: Form, text: str) -> str:
    """The text as it arrives where this is the encoding."""
    if form in EXACT:
        return text.encode(encoding, "backslashreplace").decode(encoding)
    can = {char: char for char in set(text) if char.encode(encoding, "ignore")}
    return "".join(can.get(char) or ascii_only(char) for char in text)


@settings(max_examples=25)
@given(NAMES, NAMES)
@example(HOSTILE, "plain")
@example("=cmd|' /C calc'!A0", "a\u2019;Remove-Item 'b")
@example('"] --> x["', "%%{init: {}}%%")
def test_every_renderer_shows_hostile_names_and_does_nothing_else(name: str, other: str) -> None:
    given_case = case(name, other)
    for modules, made in RENDERERS.items():
        for form, text in made(given_case):
            try:
                for encoding in ("utf-8", "cp1252", "cp437"):
                    CHECKS[form](on(encoding, form, text))
            except AssertionError as error:
                raise AssertionError(f"{modules}, {form}: {error}\n{text!r}") from error


def test_no_renderer_is_left_out() -> None:
    modules = {path.stem for path in (PROJECT / "hivetool" / "report").glob("*.py")} - {"__init__"}
    others = {name for names in NOT_RENDERERS for name in names.split()}
    assert set(renderers()) | others == modules
    assert not set(renderers()) & others


@pytest.mark.parametrize(
    ("form", "text"),
    [
        ("text", "a\x1bb"),
        ("text", "a\u202eb"),
        ("json", '{"a": "ü"}'),
        ("csv", "a,b\r\nc\r\n"),
        ("csv", "a\r\n=1\r\n"),
        ("csv", "a\r\n\x1b\r\n"),
        ("markdown", "| a |\n| --- |\n| **b** |\n"),
        ("markdown", "| a |\n| --- |\n| b |\nc\n"),
        ("markdown", "| a |\n| --- |\n| b | c |\n"),
        ("dot", 'digraph cluster {\n  r1 [label="a"b", shape=box];\n}\n'),
        ("mermaid", 'flowchart LR\n  r1["a"b"]\n'),
        ("sequence", "sequenceDiagram\n  participant p1 as a;b\n"),
        ("sequence", "sequenceDiagram\n  p1->>p2: a: b\n"),
        ("powershell", "Get-Cluster -Name 'a'; b\n"),
        ("xml", "<testsuites><b/></testsuites>"),
        ("github", "::error file=a:b::c\n"),
        ("github", "::error file=a::100%\n"),
        ("powershell", "Get-Cluster -Name 'a\u2019; b'\n"),
    ],
)
def test_the_checks_see_what_is_wrong(form: Form, text: str) -> None:
    with pytest.raises(AssertionError):
        CHECKS[form](text)
