"""A picture in the language of Mermaid, which GitHub, GitLab and many wikis draw."""

from __future__ import annotations

from collections.abc import Iterator, Mapping
from types import MappingProxyType

from .graph import Box, Graph, Leaf, What
from .plain import visible

_SHAPES: Mapping[What, tuple[str, str]] = MappingProxyType(
    {
        "resource": ("[", "]"),
        "offline": ("(", ")"),
        "elsewhere": ("[[", "]]"),
        "and": ("((", "))"),
        "or": ("{", "}"),
    }
)

_PLAIN = frozenset(" -,")
"""Besides ASCII letters and digits what stands for itself; everything else is written by its number."""

_LIST = "-"
"""What must not begin a label: Mermaid takes it for a list in Markdown, which it does not draw."""


def quoted(label: str) -> str:
    """The label as a string that shows it, in ASCII."""
    return f'"{escaped(label)}"'


def escaped(label: str) -> str:
    """The label as text that shows it, in ASCII. Mermaid has no escapes, only numbers of characters."""
    shown = visible(label) or " "
    text = "".join(_written(char) for char in shown[1:])
    return f"{_number(shown[0]) if shown[0] == _LIST else _written(shown[0])}{text}"


def _written(char: str) -> str:
    return char if char in _PLAIN or (char.isascii() and char.isalnum()) else _number(char)


def _number(char: str) -> str:
    return f"#{ord(char)};"


def graph_mermaid(graph: Graph) -> str:
    """The picture; nodes and groups are subgraphs, an arrow leads to what is needed, a dotted one to an alternative."""
    return "".join(f"{line}\n" for line in _lines(graph))


def _lines(graph: Graph) -> Iterator[str]:
    yield "flowchart LR"
    for box in graph.boxes:
        yield from _box(box, "  ")
    for leaf in graph.leaves:
        yield f"  {_leaf(leaf)}"
    for arrow in graph.arrows:
        yield f"  {arrow.source} {'-.->' if arrow.either else '-->'} {arrow.target}"


def _box(box: Box, indent: str) -> Iterator[str]:
    yield f"{indent}subgraph {box.id}[{quoted(box.label)}]"
    for inner in box.boxes:
        yield from _box(inner, f"{indent}  ")
    for leaf in box.leaves:
        yield f"{indent}  {_leaf(leaf)}"
    yield f"{indent}end"


def _leaf(leaf: Leaf) -> str:
    opening, closing = _SHAPES[leaf.what]
    return f"{leaf.id}{opening}{quoted(leaf.label)}{closing}"
