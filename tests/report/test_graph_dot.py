from __future__ import annotations

import html
import re

from hypothesis import given
from hypothesis import strategies as st

from hivetool.report.graph_dot import graph_dot, quoted
from hivetool.report.plain import visible
from tests.report.drawings import GRAPH, labeled

STRING = re.compile(r'"((?:[^"\\]|\\.)*)"')


def test_a_picture() -> None:
    assert graph_dot(GRAPH).splitlines() == [
        "digraph cluster {",
        '  label="HV"; labelloc=t; rankdir=LR; node [shape=box];',
        "  subgraph cluster_n1 {",
        '    label="Node1";',
        "    subgraph cluster_g1 {",
        '      label="G";',
        '      r1 [label="a", shape=box];',
        '      r2 [label="b", shape=box, style=dashed];',
        "    }",
        "  }",
        '  j1 [label="or", shape=diamond];',
        '  j2 [label="and", shape=circle];',
        '  r3 [label="c (H)", shape=box, style=dotted];',
        "  r1 -> j1;",
        "  j1 -> r2 [style=dashed];",
        "  j1 -> j2 [style=dashed];",
        "  j2 -> r3;",
        "}",
    ]


@given(st.text(st.characters() | st.sampled_from('"\\&<>;\n{}[]')))
def test_a_string_shows_the_label_and_ends_where_it_should(label: str) -> None:
    """Graphviz takes ``\\x`` in a label for x, or for something of its own, and decodes entities of HTML."""
    found = quoted(label)
    assert found.isascii()
    assert STRING.fullmatch(found)
    assert html.unescape(re.sub(r"\\(.)", r"\1", found[1:-1])) == visible(label)


@given(st.text(st.characters() | st.sampled_from('"\\&<>;\n{}[]')))
def test_a_label_changes_nothing_but_itself(label: str) -> None:
    def bare(text: str) -> str:
        return STRING.sub('""', text)

    assert bare(graph_dot(labeled(label))) == bare(graph_dot(labeled("x")))
