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

_PLAIN = frozenset(" -_.,")
"""Besides ASCII letters and digits what stands for itself; everything else is written by its number."""


def quoted(label: str) -> str:
    """The label as a string that shows it, in ASCII. Mermaid has no escapes in strings, only numbers of characters."""
    text = "".join(char if _stands_for_itself(char) else f"#{ord(char)};" for char in visible(label))
    return f'"{text or " "}"'


def _stands_for_itself(char: str) -> bool:
    return char in _PLAIN or (char.isascii() and char.isalnum())


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
