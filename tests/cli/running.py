"""Running the program: within this process, or as a process of its own with real streams."""

from __future__ import annotations

import os
import subprocess
import sys
from collections.abc import Mapping
from pathlib import Path
from typing import IO, Any

from click.testing import CliRunner, Result

from hivetool.cli.main import program
from tests.clusters import article_groups, cluster_reg
from tests.shared import PROJECT

ARTICLE_REG = cluster_reg(article_groups()).encode()
FAILED = "vm:'Virtual Machine 1' reports Failed"
NOT_THE_PROGRAMS = ("NO_COLOR", "FORCE_COLOR", "COLUMNS", "TERM", "HIVETOOL_DEBUG", "PYTHONIOENCODING")


def run(*arguments: str, stdin: bytes = b"", env: Mapping[str, str | None] | None = None) -> Result:
    """The program within this process; stdout is no terminal."""
    clean: dict[str, str | None] = dict.fromkeys(NOT_THE_PROGRAMS)
    return CliRunner().invoke(program, arguments, input=stdin, env={**clean, **(env or {})})


def spawned(
    *arguments: str | Path,
    stdin: bytes | IO[bytes] | None = b"",
    env: Mapping[str, str] | None = None,
    stdout: Any = subprocess.PIPE,
    **more: Any,
) -> subprocess.CompletedProcess[bytes]:
    """The program as ``python -m hivetool``, every warning an error."""
    command = [sys.executable, "-W", "error", "-m", "hivetool", *map(str, arguments)]
    given = {"input": stdin} if isinstance(stdin, bytes) else {"stdin": stdin}
    return subprocess.run(
        command, stdout=stdout, stderr=subprocess.PIPE, env=environment(env), check=False, timeout=120, **given, **more
    )


def environment(more: Mapping[str, str] | None = None) -> dict[str, str]:
    """This process's environment without what would change the output, and the project in reach."""
    kept = {name: value for name, value in os.environ.items() if name not in NOT_THE_PROGRAMS}
    return {**kept, "PYTHONPATH": str(PROJECT), "PYTHONSAFEPATH": "", **(more or {})}


def article(folder: Path) -> Path:
    """The article's example as a file."""
    path = folder / "article.reg"
    path.write_bytes(ARTICLE_REG)
    return path
