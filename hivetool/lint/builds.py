"""Which version of Windows a node has."""

from __future__ import annotations

from collections.abc import Mapping
from types import MappingProxyType

from hivetool.cluster.model import Node
from hivetool.cluster.schema import LEVELS

LEVEL_OF_BUILD: Mapping[int, int] = MappingProxyType({9600: 8, 14393: 9, 17763: 10, 20348: 11, 26100: 12})
"""The build of each Windows Server, and the functional level that a cluster of such nodes can have."""


def level_of(node: Node) -> int | None:
    """The highest functional level that the node can work at, None if nothing stored says it.

    The upper half of NodeHighestVersion is that number (MSCS nodes-nodehighestversion), else the build tells it.
    """
    highest = (node.number("NodeHighestVersion") or 0) >> 16
    return highest if highest in LEVELS else LEVEL_OF_BUILD.get(node.number("BuildNumber") or 0)
