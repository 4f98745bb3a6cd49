"""A rule explained: as text, as a page of the documentation, and in JSON; and the list of all rules."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from types import MappingProxyType
from typing import Any

from hivetool.lint.rule import Mark, Rule

from .layout import Layout, headed, tabled, wrapped

COMMAND = "python -m hivetool docs rules -o docs/rules"
"""What makes the pages again."""

MARKS: Mapping[Mark, str] = MappingProxyType(
    {
        Mark.DOCUMENTED: "by Microsoft, or stated in the article",
        Mark.SEEN: "in a public script or repository",
        Mark.PRACTICE: "what experts do",
        Mark.INFERRED: "likely, but unproven",
    }
)
_NEEDS: Mapping[str, str] = MappingProxyType(
    {
        "a hive": "a hive, no text of one",
        "exact types": "an input with exact types, no listing of reg query",
        "several copies": "several databases in one run",
        "engine": "what the engine predicts",
    }
)
SECTIONS = ("Why", "How to mend", "Source")
_HERE = "; here"
INDEX = "README.md"


def rule_text(rule: Rule, layout: Layout = Layout()) -> Iterator[str]:  # noqa: B008
    """Lines: what it is about, what it rests on, why, how to mend, the source, and an example."""
    yield from headed(f"{rule.code}: {rule.name}", layout)
    yield from wrapped(f"{rule.title}.", layout.width)
    yield ""
    for name, text in _facts(rule):
        yield from wrapped(text, layout.width, f"{name:12}")
    for section in SECTIONS:
        yield ""
        yield from headed(section, layout)
        for number, paragraph in enumerate(rule.section(section).split("\n\n")):
            yield from ("",) if number else ()
            yield from wrapped(" ".join(paragraph.split()), layout.width)
    for title, text in (("Found", rule.bad), ("Not found", rule.good)):
        if not text.strip():
            continue
        yield ""
        yield from headed(title, layout)
        yield from (f"  {line}".rstrip() for line in text.strip().splitlines())


def rule_markdown(rule: Rule) -> str:
    """The page of a rule."""
    rows = "\n".join(f"| {name} | {text} |" for name, text in _facts(rule))
    sections = "\n\n".join(f"## {name}\n\n{rule.section(name)}" for name in SECTIONS)
    page = f"# {rule.code}: {rule.name}\n\n{rule.title}.\n\n| | |\n|---|---|\n{rows}\n\n{sections}\n"
    if not rule.bad.strip():
        return page
    examples = ((_found(rule), rule.bad), ("Not found:", rule.good))
    return f"{page}\n## Example\n" + "".join(f"\n{title}\n\n```reg\n{text.strip()}\n```\n" for title, text in examples)


def rules_markdown(rules: Sequence[Rule]) -> str:
    """The index of all rules."""
    lines = [
        "# The rules",
        "",
        f"These pages are made from the rules themselves: `{COMMAND}`. The codes are stable.",
        "`hivetool rule CODE` shows a page, `hivetool lint` runs the rules, `hivetool fix` applies what mends a copy.",
        "Rules that are pedantic are run when they are selected: `--select pedantic`, `--select all`, or by code.",
        "",
        "| code | severity | basis | run | what is found |",
        "|---|---|---|---|---|",
    ]
    lines += [
        f"| [{rule.code}]({rule.code}.md) | {rule.severity} | {rule.mark.value} | {_run(rule)} | {_cell(rule.title)} |"
        for rule in rules
    ]
    return "\n".join(lines) + "\n"


def rules_text(rules: Sequence[Rule], layout: Layout = Layout()) -> Iterator[str]:  # noqa: B008
    """Lines: a table of the rules."""
    rows = [(rule.code, rule.severity, rule.mark.value, _run(rule), rule.title) for rule in rules]
    yield from tabled(("Rule", "Severity", "Basis", "Run", "What is found"), rows, layout, "")


def rules_json(rules: Sequence[Rule]) -> dict[str, Any]:
    """``hivetool.rule/1``: every rule with its page in parts."""
    return {
        "schema": "hivetool.rule/1",
        "rules": [
            {
                "code": rule.code,
                "name": rule.name,
                "title": rule.title,
                "severity": rule.severity,
                "mark": rule.mark.value,
                "default": rule.is_default,
                "needs": sorted(rule.needs),
                "why": rule.section("Why"),
                "mend": rule.section("How to mend"),
                "source": rule.section("Source"),
                "bad": rule.bad.strip(),
                "good": rule.good.strip(),
            }
            for rule in rules
        ],
    }


def rule_pages(rules: Sequence[Rule]) -> dict[str, str]:
    """Every page by the name of its file."""
    return {INDEX: rules_markdown(rules), **{f"{rule.code}.md": rule_markdown(rule) for rule in rules}}


def _facts(rule: Rule) -> Iterator[tuple[str, str]]:
    yield "severity", rule.severity
    yield "basis", f"{rule.mark.value}, {MARKS[rule.mark]}"
    yield "run", "by default" if rule.is_default else "when it is selected (pedantic)"
    yield "needs", ", ".join(_NEEDS[need] for need in sorted(rule.needs)) or "nothing besides one database"


def _run(rule: Rule) -> str:
    return "default" if rule.is_default else "pedantic"


def _found(rule: Rule) -> str:
    return f"Found, in the line below `{_HERE}`:" if _HERE in rule.bad else "Found:"


def _cell(text: str) -> str:
    return text.replace("|", "\\|")
