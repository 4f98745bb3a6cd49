"""``docs/decisions.md``, made from the tables that decide: what is written there is what the replay does."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from types import MappingProxyType

from hivetool.cluster.semantics import SEMANTICS, Basis, Choice, Semantics, points, value_words
from hivetool.engine.decisions import DECISIONS
from hivetool.engine.rules import RULES, Rule
from hivetool.engine.trace import STEPS

COMMAND = "python -m hivetool docs decisions > docs/decisions.md"
"""What makes the page again."""

_ROOMS: Mapping[str, str] = MappingProxyType(
    {
        "RHS": "Resource Host Subsystem",
        "RCM": "Resource Control Manager",
        "FM": "Failover Manager",
        "NM": "Node Manager",
        "MEM": "Membership",
        "DM": "Database Manager",
    }
)
BASES: Mapping[Basis, str] = MappingProxyType(
    {
        Basis.STATED: "the article says so",
        Basis.DOCUMENTED: "Microsoft documents it, the article is silent",
        Basis.ASSUMED: "neither says it, the likeliest reading was chosen",
    }
)
"""What a basis means."""


def decisions_page() -> str:
    """The page, Markdown."""
    return "\n".join(
        [
            "# Decisions",
            "",
            "Every decision of `hivetool predict` is a row of a table in the code, and this page is made from these",
            f"tables: `{COMMAND}` writes it again, and a test compares.",
            "",
            "A row's basis is one of:",
            "",
            *(f"- **{basis}**: {meaning}" for basis, meaning in BASES.items()),
            "",
            *_steps(),
            *_comparisons(),
            *_rules(),
            *_points(),
            *(line for semantics in SEMANTICS for line in _semantics(semantics)),
        ]
    )


def _steps() -> Iterator[str]:
    yield from ("## The steps of the article", "")
    yield from ("F1 to F4 are the steps 1 to 4 of its second list.", "")
    yield from _table(("Step", "What happens"), [(step.value, meaning) for step, meaning in STEPS.items()])


def _comparisons() -> Iterator[str]:
    for semantics in dict.fromkeys(name for name, _, _ in DECISIONS):
        yield from (f"## The comparison: recorded and reported state, semantics `{semantics}`", "")
        rows = [
            (recorded.value, reported.value, row.id, row.do.value, row.why, row.basis.value, row.source)
            for (name, recorded, reported), row in DECISIONS.items()
            if name == semantics
        ]
        yield from _table(("Recorded", "Reported", "Row", "What follows", "Why", "Basis", "Source"), rows)


def _rules() -> Iterator[str]:
    rooms: dict[str, list[Rule]] = {}
    for rule in RULES.values():
        rooms.setdefault(rule.id.partition("-")[0], []).append(rule)
    for prefix, rules in rooms.items():
        yield from (f"## {_ROOMS[prefix]}", "")
        rows = [(rule.id, rule.case.value, rule.why, rule.basis.value, rule.source) for rule in rules]
        yield from _table(("Row", "Case", "What is decided", "Basis", "Source"), rows)


def _points() -> Iterator[str]:
    yield from ("## The open points", "")
    yield "What the article and Microsoft read differently, or do not say. `hivetool predict --set-semantics"
    yield from ("POINT=VALUE` reads one otherwise; numbers are in the unit that ends the name.", "")
    rows = [(f"`{point.name}`", point.meaning, ", ".join(f"`{word}`" for word in point.options)) for point in points()]
    yield from _table(("Point", "What it is", "Values"), rows)


def _semantics(semantics: Semantics) -> Iterator[str]:
    yield from (f"## The semantics `{semantics.name}`", "")
    yield from ("What is used where the hive stores nothing, and how the open points are read.", "")
    chosen: list[tuple[str, Choice[object]]] = [(point.name, getattr(semantics, point.name)) for point in points()]
    rows = [(f"`{name}`", value_words(choice.value), choice.basis.value, choice.source) for name, choice in chosen]
    yield from _table(("Point", "Value", "Basis", "Source"), rows)


def _table(head: Sequence[str], rows: Iterable[Sequence[str]]) -> Iterator[str]:
    yield _row(head)
    yield _row(["---"] * len(head))
    yield from map(_row, rows)
    yield ""


def _row(cells: Sequence[str]) -> str:
    return "| " + " | ".join(cell.replace("|", "\\|") for cell in cells) + " |"
