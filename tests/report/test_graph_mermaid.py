from __future__ import annotations

import re

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.report.graph_mermaid import escaped, graph_mermaid, quoted
from hivetool.report.plain import visible
from tests.report.drawings import GRAPH, labeled


def test_a_picture() -> None:
    assert graph_mermaid(GRAPH).splitlines() == [
        "flowchart LR",
        '  subgraph n1["Node1"]',
        '    subgraph g1["G"]',
        '      r1["a"]',
        '      r2("b")',
        "    end",
        "  end",
        '  j1{"or"}',
        '  j2(("and"))',
        '  r3[["c #40;H#41;"]]',
        "  r1 --> j1",
        "  j1 -.-> r2",
        "  j1 -.-> j2",
        "  j2 --> r3",
    ]


@pytest.mark.parametrize(
    ("label", "shown"),
    [
        ("Virtual Machine 1", '"Virtual Machine 1"'),
        ('a"b', '"a#34;b"'),
        ("-a-b", '"#45;a-b"'),
        ("1. x", '"1#46; x"'),
        ("style x:#f00;", '"style x#58;#35;f00#59;"'),
        ("", '" "'),
    ],
)
def test_what_would_mean_something_is_written_by_its_number(label: str, shown: str) -> None:
    assert quoted(label) == shown
    assert escaped(label) == shown[1:-1]


@given(st.text(st.characters() | st.sampled_from('"\\#;&<>`*_-:%\n{}[]')))
def test_a_string_shows_the_label(label: str) -> None:
    found = quoted(label)
    assert re.fullmatch(r'"(?:[A-Za-z0-9 ,-]|#\d+;)+"', found)
    assert re.sub(r"#(\d+);", lambda number: chr(int(number[1])), found[1:-1]) == (visible(label) or " ")


@given(st.text(st.characters() | st.sampled_from('"\\#;&<>`*_-:%\n{}[]')))
def test_a_label_changes_nothing_but_itself(label: str) -> None:
    def bare(text: str) -> str:
        return re.sub('"[^"]*"', '""', text)

    assert bare(graph_mermaid(labeled(label))) == bare(graph_mermaid(labeled("x")))
