"""What is still to be handled in a replay, and in which order."""

from __future__ import annotations

import heapq

from .messages import Message


class Queue:
    """Messages by time, then rank, then order, then as they were put."""

    def __init__(self) -> None:
        self._heap: list[tuple[int, int, int, int, Message]] = []
        self._put = 0

    def __bool__(self) -> bool:
        return bool(self._heap)

    def put(self, message: Message, at_ms: int, rank: int, order: int) -> None:
        """Let ``message`` be handled at ``at_ms``."""
        self._put += 1
        heapq.heappush(self._heap, (at_ms, rank, order, self._put, message))

    def take(self, until_ms: int) -> tuple[int, Message] | None:
        """The first message with its time, None if there is none that is due by ``until_ms``."""
        if not self._heap or self._heap[0][0] > until_ms:
            return None
        at_ms, *_, message = heapq.heappop(self._heap)
        return at_ms, message
