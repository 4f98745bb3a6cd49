"""What stands for what in a redacted hive, as JSON: for those who know the original."""

from __future__ import annotations

from typing import Any

from hivetool.cluster.redact import Redacted


def redact_map_json(made: Redacted) -> dict[str, Any]:
    """``hivetool.redact-map/1``; secrets are not in it."""
    return {
        "schema": "hivetool.redact-map/1",
        "replacements": [
            {"kind": each.kind, "original": each.original, "replacement": each.replacement} for each in made.mapping
        ],
    }
