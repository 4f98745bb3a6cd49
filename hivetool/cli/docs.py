"""``hivetool docs``, hidden: makes the pages of the documentation that come from tables."""

from __future__ import annotations

from importlib import import_module
from pathlib import Path
from types import MappingProxyType

import click

from .commands import Command, out_of
from .options import file_names, talking
from .writing import Clock, place_of, save

PAGES = MappingProxyType({page: f"{page}_page" for page in ("decisions", "checks", "properties", "quorum")})
"""Name of a page -> the module of the report, and its function, that makes it."""

RULES = "rules"
"""The pages of the rules, a file each, and their index."""

EXAMPLES = (*(f"hivetool docs {page} > docs/{page}.md" for page in PAGES), "hivetool docs rules -o docs/rules")


@click.command(cls=Command, examples=EXAMPLES, hidden=True)
@click.argument("page", type=click.Choice((*PAGES, RULES)))
@click.option("-o", "--output", "out", metavar="FOLDER", shell_complete=file_names, help="Where the rules' pages go.")
@talking
@click.pass_context
def command(ctx: click.Context, page: str, out: str | None) -> None:
    """Write a page of the documentation, Markdown in UTF-8; of the rules the index, or with -o all pages."""
    if out is not None and page != RULES:
        raise click.UsageError("-o is for the pages of the rules", ctx)
    if page == RULES:
        _rules(ctx, out)
        return
    made: str = getattr(import_module(f"hivetool.report.{PAGES[page]}"), PAGES[page])()
    out_of(ctx).write(made.encode())


def _rules(ctx: click.Context, folder: str | None) -> None:
    from hivetool.lint.rules import RULES as KNOWN
    from hivetool.report.rule_page import INDEX, rule_pages

    pages = rule_pages(KNOWN)
    if folder is None:
        out_of(ctx).write(pages[INDEX].encode())
        return
    Path(folder).mkdir(parents=True, exist_ok=True)
    for name, text in pages.items():
        save(text.encode(), place_of(str(Path(folder) / name), "", force=True), Clock())
