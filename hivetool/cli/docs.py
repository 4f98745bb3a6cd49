"""``hivetool docs``, hidden: makes the pages of the documentation that come from tables."""

from __future__ import annotations

from importlib import import_module
from types import MappingProxyType

import click

from .commands import Command, out_of
from .options import talking

PAGES = MappingProxyType({page: f"{page}_page" for page in ("decisions", "checks", "properties", "quorum")})
"""Name of a page -> the module of the report, and its function, that makes it."""

EXAMPLES = tuple(f"hivetool docs {page} > docs/{page}.md" for page in PAGES)


@click.command(cls=Command, examples=EXAMPLES, hidden=True)
@click.argument("page", type=click.Choice(tuple(PAGES)))
@talking
@click.pass_context
def command(ctx: click.Context, page: str) -> None:
    """Write a page of the documentation, Markdown in UTF-8."""
    made: str = getattr(import_module(f"hivetool.report.{PAGES[page]}"), PAGES[page])()
    out_of(ctx).write(made.encode())
