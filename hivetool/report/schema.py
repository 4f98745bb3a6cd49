"""The JSON Schemas (draft 2020-12) of the documents that the commands write."""

from __future__ import annotations

import json
from importlib import resources
from typing import Any

COMMANDS: tuple[str, ...] = (
    "baseline",
    "check",
    "diff",
    "dump",
    "find",
    "fix",
    "get",
    "hive",
    "inspect",
    "lint",
    "predict",
    "redact-map",
    "replay",
    "replicas",
    "rule",
    "set",
    "show",
    "whatif",
)
"""The documents, by the command that writes them (``hive``: convert, ``baseline``: lint); lines of ``dump`` and
``find`` are such, without their ``schema``."""


def schema(command: str) -> dict[str, Any]:
    """The schema of a command's documents, as it stands in ``schemas/COMMAND-1.json``."""
    found: dict[str, Any] = json.loads(
        resources.files(__package__).joinpath("schemas", f"{command}-1.json").read_text(encoding="utf-8")
    )
    return found
