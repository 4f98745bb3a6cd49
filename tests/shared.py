"""Where the shared material lies, and the mark for tests that need it."""

from __future__ import annotations

import os
from pathlib import Path

import pytest

PROJECT = Path(__file__).resolve().parent.parent


def shared() -> Path:
    """The folder with the corpus: HIVETOOL_SHARED, else the folder ``shared`` beside the project."""
    return Path(os.environ.get("HIVETOOL_SHARED") or PROJECT.parent / "shared")


def has_shared() -> bool:
    return (shared() / "corpus" / "MANIFEST.json").is_file()


needs_shared = pytest.mark.skipif(
    not has_shared(), reason="no corpus: set HIVETOOL_SHARED to the folder that holds corpus/MANIFEST.json"
)
