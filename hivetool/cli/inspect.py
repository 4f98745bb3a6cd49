"""``hivetool inspect``."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any, TypeVar

import click

from hivetool.report.views.catalog import OVERVIEW, VIEWS, view_of

from .commands import Command, out_of
from .inputs import open_cluster
from .options import Given, reading, talk_of, talking
from .streams import exactly, layout

if TYPE_CHECKING:
    from hivetool.cluster.model import Database
    from hivetool.report.inspection import Inspection

F = TypeVar("F", bound=Callable[..., Any])

EXAMPLES = (
    "hivetool inspect CLUSDB",
    "hivetool inspect CLUSDB --vms",
    "hivetool inspect CLUSDB --rhs --polling -v",
    "hivetool inspect CLUSDB --policy --format csv > policy.csv",
    "hivetool inspect CLUSDB --graph mermaid --group SQL01",
    "hivetool inspect CLUSDB --format json | jq '.resources[] | select(.separate_monitor)'",
)

FORMATS = ("text", "json", "csv", "markdown")


def viewing(function: F) -> F:
    """Add an option for each view of the catalog."""
    for name, what in reversed(tuple(VIEWS.items())):
        function = click.option(f"--{name}", is_flag=True, help=what)(function)
    return function


@click.command(cls=Command, examples=EXAMPLES, short_help="The cluster at a glance.")
@reading
@viewing
@click.option("--format", "shape", type=click.Choice(FORMATS), default="text", show_default=True)
@click.option("--graph", type=click.Choice(("mermaid", "dot")), help="Dependencies and expected owners as a picture.")
@click.option("--group", "chosen", metavar="NAME", multiple=True, help="With --graph: this group alone; repeatable.")
@click.option("--rhs32", metavar="NAME", multiple=True, help="With --rhs: a resource or type whose DLL has 32 bits.")
@click.option("--semantics", metavar="NAME", help="How intervals are read: article (default).")
@talking
@click.pass_context
def command(
    ctx: click.Context,
    /,
    given: Given,
    shape: str,
    graph: str | None,
    chosen: tuple[str, ...],
    rhs32: tuple[str, ...],
    semantics: str | None,
    **asked: bool,
) -> None:
    """Show the cluster on one screen; or, with one option or several, one part of it in full.

    A hive holds no live state: a node is the expected owner, a status what was last commanded. -q leaves out what
    explains, -v adds columns and cuts no list. JSON without a view has the overview and all objects.
    """
    names = [name for name in VIEWS if asked[name]]
    _refuse(ctx, names, shape, graph, chosen)
    _, _, database = open_cluster(ctx, given)
    inspection = _inspection(database, semantics, rhs32)
    if graph is not None:
        out_of(ctx).write(_picture(inspection, graph, chosen))
    elif shape == "json":
        out_of(ctx).write(_document(inspection, names))
    else:
        _write_views(ctx, inspection, names, shape)


def _refuse(ctx: click.Context, names: list[str], shape: str, graph: str | None, chosen: tuple[str, ...]) -> None:
    """Raise a usage error where options contradict each other."""
    if graph is not None and (names or shape != "text"):
        raise click.UsageError("--graph is a view and a format of its own, give it alone", ctx)
    if chosen and graph is None:
        raise click.UsageError("--group chooses what --graph draws", ctx)
    if shape == "csv" and len(names) > 1:
        raise click.UsageError("give one view alone: CSV is one table", ctx)


def _inspection(database: Database, semantics: str | None, rhs32: tuple[str, ...]) -> Inspection:
    from hivetool.cluster.naming import find_resources
    from hivetool.cluster.semantics import SEMANTICS, semantics_named
    from hivetool.report.inspection import Inspection

    how = semantics_named(semantics) if semantics is not None else SEMANTICS[0]
    narrow = frozenset(found.id for name in rhs32 for found in find_resources(database, name))
    return Inspection(database, database.hive.source, how, narrow)


def _picture(inspection: Inspection, graph: str, names: tuple[str, ...]) -> str:
    from hivetool.cluster.naming import find_groups
    from hivetool.report.graph import graph_of
    from hivetool.report.graph_dot import graph_dot
    from hivetool.report.graph_mermaid import graph_mermaid

    groups = [group for name in names for group in find_groups(inspection.database, name)] if names else None
    return (graph_dot if graph == "dot" else graph_mermaid)(graph_of(inspection, groups))


def _document(inspection: Inspection, names: list[str]) -> str:
    from hivetool.report.inspect_json import WHOLE, inspect_json
    from hivetool.report.table_json import document_text

    views = [view_of(name, inspection) for name in names or (OVERVIEW, *WHOLE)]
    return document_text(inspect_json(inspection, views))


def _write_views(ctx: click.Context, inspection: Inspection, names: list[str], shape: str) -> None:
    from hivetool.report.table_csv import view_csv
    from hivetool.report.table_markdown import view_markdown
    from hivetool.report.table_text import view_text
    from hivetool.report.views import overview

    from .detail import detail_of

    talk, out = talk_of(ctx), out_of(ctx)
    detail = detail_of(talk)
    if shape == "csv":
        out.write(exactly(view_csv(view_of(names[0] if names else OVERVIEW, inspection))))
        return
    views = [view_of(name, inspection) for name in names]
    views = views or [overview.at_a_glance(inspection, whole=detail == "full")]
    if shape == "markdown":
        out.write(exactly("\n".join(view_markdown(view, detail) for view in views)))
    else:
        how = layout(talk.color)
        out.write("\n".join(view_text(view, how, detail) for view in views))
