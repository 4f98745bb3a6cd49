"""The program itself: its commands by name, and the way in."""

from __future__ import annotations

import gc
import os
from types import MappingProxyType
from typing import NoReturn

import click

from hivetool.version import __version__

from .commands import Program
from .options import talking

COMMANDS = MappingProxyType(
    {
        "inspect": "hivetool.cli.inspect",
        "show": "hivetool.cli.show",
        "get": "hivetool.cli.get",
        "find": "hivetool.cli.find",
        "predict": "hivetool.cli.predict",
        "whatif": "hivetool.cli.whatif",
        "replay": "hivetool.cli.replay",
        "dump": "hivetool.cli.dump",
        "check": "hivetool.cli.check",
        "lint": "hivetool.cli.lint",
        "fix": "hivetool.cli.fix",
        "rule": "hivetool.cli.rule",
        "diff": "hivetool.cli.diff",
        "replicas": "hivetool.cli.replicas",
        "convert": "hivetool.cli.convert",
        "set": "hivetool.cli.set",
        "merge": "hivetool.cli.merge",
        "redact": "hivetool.cli.redact",
        "make": "hivetool.cli.make",
        "completion": "hivetool.cli.completion",
        "docs": "hivetool.cli.docs",
    }
)
"""Name of a command -> its module, which is imported when the command is named."""

EXAMPLES = (
    "hivetool inspect CLUSDB",
    "hivetool predict CLUSDB --event 'vm:SQL01 reports Failed'",
    "hivetool dump cluster.reg --format jsonl",
)

SELDOM = 200_000
"""Objects between two collections: a large cluster is many small objects and no garbage, and looking costs a third."""

STATUSES = (
    "Exit status: 0 fine; 1 something to say, such as an expectation not met; 2 wrong usage; 3 the input cannot be "
    "read; 4 refused; 74 the output cannot be written; 130 interrupted. Data goes to stdout, everything else to stderr."
)


@click.group("hivetool", cls=Program, homes=COMMANDS, examples=EXAMPLES, epilog=STATUSES)
@click.version_option(__version__, prog_name="hivetool", message="%(prog)s %(version)s")
@talking
def program() -> None:
    r"""Read the configuration database of a Windows failover cluster, and predict what the cluster would do.

    Everything works on copies, offline: the hive of HKLM\Cluster (CLUSDB, reg save) or its export (.reg).
    """


def run() -> NoReturn:
    """Run the program on the arguments of this process and exit."""
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy starts threads for matrices, which are not used here
    gc.set_threshold(SELDOM)
    program.main(prog_name="hivetool")
    raise AssertionError("the program exits")
