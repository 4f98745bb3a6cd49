"""Why a file of observed states cannot be used."""

from __future__ import annotations

from dataclasses import dataclass
from typing import ClassVar

from hivetool.hive.errors import HivetoolError, UnreadableInput

EXPORT = (
    "export what was observed with: Get-ClusterResource | Export-Csv resources.csv  (and Get-ClusterGroup, "
    "Get-ClusterNode, Get-VM; ConvertTo-Json and Export-Clixml are read too)"
)
"""What to do when no file fits."""


@dataclass(eq=False)
class UnreadableStates(UnreadableInput):
    """A text that is broken: no CSV, JSON, CLIXML or TOML from ``at`` on, or larger than what is read."""


@dataclass(eq=False)
class NotStates(UnreadableInput):
    """The content is something else."""


@dataclass(eq=False)
class BadReport(HivetoolError):
    """A report whose fields mean nothing; it becomes a problem, the others are read."""

    sentence: ClassVar[str] = "{reason}"

    reason: str


@dataclass(eq=False)
class ClusterLog(HivetoolError):
    """A cluster log: it holds states, and reading it comes later."""

    sentence: ClassVar[str] = "this is a cluster log; reading it comes in a later version, {advice}"

    advice: str = EXPORT
