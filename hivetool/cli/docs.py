"""``hivetool docs``, hidden: makes the pages of the documentation that come from tables."""

from __future__ import annotations

import click

from .commands import Command, out_of
from .options import talking


@click.command(cls=Command, examples=("hivetool docs decisions > docs/decisions.md",), hidden=True)
@click.argument("page", type=click.Choice(("decisions",)))
@talking
@click.pass_context
def command(ctx: click.Context, page: str) -> None:
    """Write a page of the documentation, Markdown in UTF-8."""
    from hivetool.report.decisions_page import decisions_page

    out_of(ctx).write(decisions_page().encode())
