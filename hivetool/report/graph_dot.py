"""A picture in the language of Graphviz: ``dot -Tsvg``."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .graph import Box, Graph, Leaf, What
from .plain import visible

_SHAPES: Mapping[What, str] = MappingProxyType(
    {
        "resource": "shape=box",
        "offline": "shape=box, style=dashed",
        "elsewhere": "shape=box, style=dotted",
        "and": "shape=circle",
        "or": "shape=diamond",
    }
)

_SPECIAL = str.maketrans({"\\": "\\\\", '"': '\\"', "&": "&amp;", "<": "&lt;", ">": "&gt;"})


def quoted(label: str) -> str:
    """The label as a string that shows it: in ASCII, so that no encoding of a file or a screen can change it."""
    text = visible(label).translate(_SPECIAL)
    return f'"{"".join(char if char.isascii() else f"&#{ord(char)};" for char in text)}"'


def graph_dot(graph: Graph) -> str:
    """The picture; nodes and groups are clusters, an arrow leads to what is needed, a dashed one to an alternative."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "digraph cluster {"
    yield f"  label={quoted(graph.title)}; labelloc=t; rankdir=LR; node [shape=box];"
    for box in graph.boxes:
        yield from _box(box, "  ")
    for leaf in graph.leaves:
        yield f"  {_leaf(leaf)}"
    for arrow in graph.arrows:
        yield f"  {arrow.source} -> {arrow.target}{' [style=dashed]' if arrow.either else ''};"
    yield "}"


def _box(box: Box, indent: str) -> Iterator[str]:
    yield f"{indent}subgraph cluster_{box.id} {{"
    yield f"{indent}  label={quoted(box.label)};"
    for inner in box.boxes:
        yield from _box(inner, f"{indent}  ")
    for leaf in box.leaves:
        yield f"{indent}  {_leaf(leaf)}"
    if not box.boxes and not box.leaves:
        yield f'{indent}  {box.id} [label="", style=invis];'
    yield f"{indent}}}"


def _leaf(leaf: Leaf) -> str:
    return f"{leaf.id} [label={quoted(leaf.label)}, {_SHAPES[leaf.what]}];"
