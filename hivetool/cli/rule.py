"""``hivetool rule``."""

from __future__ import annotations

import json
from typing import TYPE_CHECKING

import click

from .commands import Command, out_of
from .options import talk_of, talking
from .streams import exactly, layout

if TYPE_CHECKING:
    from click.shell_completion import CompletionItem

EXAMPLES = (
    "hivetool rule HT306",
    "hivetool rule HT306 --format markdown",
    "hivetool rule --format json | jq -r '.rules[].code'",
)


def _codes(ctx: click.Context, param: click.Parameter, incomplete: str) -> list[CompletionItem]:
    """Let the shell complete the codes."""
    from click.shell_completion import CompletionItem

    from hivetool.lint.rules import RULES

    return [CompletionItem(rule.code, help=rule.title) for rule in RULES if rule.code.startswith(incomplete.upper())]


@click.command(cls=Command, examples=EXAMPLES, short_help="What a rule is about, or all of them.")
@click.argument("code", metavar="[CODE]", required=False, shell_complete=_codes)
@click.option("--format", "shape", type=click.Choice(("text", "json", "markdown")), default="text", show_default=True)
@talking
@click.pass_context
def command(ctx: click.Context, code: str | None, shape: str) -> None:
    """Explain a rule: why it matters, how to mend, the source, an example. Without CODE: the list of all rules."""
    from hivetool.lint.rules import RULES
    from hivetool.lint.selection import rule_called
    from hivetool.report.rule_page import rule_markdown, rule_text, rules_json, rules_markdown, rules_text

    out, how = out_of(ctx), layout(talk_of(ctx).color)
    rule = rule_called(RULES, code) if code is not None else None
    if shape == "json":
        out.write(json.dumps(rules_json((rule,) if rule is not None else RULES), indent=2) + "\n")
    elif shape == "markdown":
        out.write(exactly(rule_markdown(rule) if rule is not None else rules_markdown(RULES)))
    else:
        for line in rule_text(rule, how) if rule is not None else rules_text(RULES, how):
            out.write(f"{line}\n")
