"""``hivetool make``."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

import click

from hivetool.hive.errors import HivetoolError

from .commands import Command, out_of
from .failures import failure_of
from .options import talking
from .outputs import Asked, write_hive, writing
from .writing import Clock

if TYPE_CHECKING:
    from hivetool.hive.hive import Hive

EXAMPLES = (
    "hivetool make -o demo.hiv",
    "hivetool make --nodes 4 --vms 200 --seed 7 -o cluster.reg",
    "hivetool make --nodes 64 --vms 8000 -o large.hiv",
    "hivetool make --defects",
    "hivetool make --break HT201 --break HT407 -o broken.hiv",
)

_SHARE = click.FloatRange(0, 1)


def _listed(ctx: click.Context, param: click.Parameter, value: bool) -> None:
    """List the defects that can be planted, and nothing else."""
    if value and not ctx.resilient_parsing:
        from hivetool.make.defects import DEFECTS

        for defect in DEFECTS:
            out_of(ctx).write(f"{defect.code}  {defect.title}\n")
        ctx.exit()


@click.command(cls=Command, examples=EXAMPLES, short_help="A synthetic cluster, with planted defects if you like.")
@writing
@click.option("--nodes", type=click.IntRange(1, 64), default=3, show_default=True)
@click.option("--vms", type=click.IntRange(min=0), default=12, show_default=True)
@click.option("--seed", type=int, default=0, show_default=True, help="Another seed, another cluster.")
@click.option("--name", default="HVCLUSTER", show_default=True)
@click.option("--overridden", type=_SHARE, default=0.1, show_default=True, help="Share of VMs with own poll intervals.")
@click.option("--separate", type=_SHARE, default=0.05, show_default=True, help="Share of VMs with SeparateMonitor.")
@click.option("--owners", type=_SHARE, default=0.1, show_default=True, help="Share of VMs with PossibleOwners.")
@click.option("--preferred", type=_SHARE, default=0.1, show_default=True, help="Share of VMs with PreferredOwners.")
@click.option("--stopped", type=_SHARE, default=0.05, show_default=True, help="Share of VMs commanded Offline.")
@click.option("--anti-affinity", type=click.IntRange(min=0), default=2, show_default=True, help="Classes of VMs.")
@click.option("--witness", type=click.Choice(("disk", "share", "cloud", "none")), default="disk", show_default=True)
@click.option("--break", "breaks", metavar="CODE", multiple=True, help="Plant what a lint rule finds; repeatable.")
@click.option("--defects", is_flag=True, is_eager=True, expose_value=False, callback=_listed, help="List the CODEs.")
@talking
@click.pass_context
def command(ctx: click.Context, /, asked: Asked, breaks: tuple[str, ...], **plan: Any) -> None:
    """Write the database of a cluster that does not exist: for tests, demonstrations and load.

    The same options give the same bytes. What is in it is what is known of real databases, and docs/properties.md says
    what of that is inferred; it is no copy of any.
    """
    clock = Clock()
    try:
        with clock.doing("inventing", f"{plan['nodes']} nodes, {plan['vms']} VMs"):
            hive = _made(plan, breaks)
    except HivetoolError as error:
        raise failure_of(error) from error
    write_hive(ctx, "made cluster", (), hive, asked, clock)


def _made(plan: dict[str, Any], breaks: tuple[str, ...]) -> Hive:
    from hivetool.hive.apply import apply
    from hivetool.make.cluster import made_cluster
    from hivetool.make.defects import planted
    from hivetool.make.plan import Plan

    hive = made_cluster(Plan(**plan))
    for code in breaks:
        hive = apply(hive, planted(hive, code))
    return hive
