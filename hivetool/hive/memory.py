"""Memory for large arrays, kept for the next one instead of being given back to the system each time.

glibc takes an array larger than any it has seen freed (at first 128 KiB, at most 32 MiB) straight from the system
and gives it back at once: each of the next array's pages is then a page fault again, which for a hive of 10 MB cost a
fifth of its reading. Who frees a large array once is spared that ("M_MMAP_THRESHOLD" in mallopt(3)). Other systems'
allocators take no notice.
"""

from __future__ import annotations

from typing import Final

import numpy as np

LARGEST_KEPT: Final = 31 << 20
"""Bytes; a little below the most that glibc takes notice of."""


def keep_freed_memory() -> None:
    """Let one large array come and go; none of its pages is touched."""
    np.empty(LARGEST_KEPT, np.uint8)
