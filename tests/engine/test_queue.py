from __future__ import annotations

from hivetool.engine.messages import Failed
from hivetool.engine.queue import Queue


def test_messages_go_by_time_then_rank_then_order_then_as_they_were_put() -> None:
    queue = Queue()
    places = {"late": (9, 0, 0), "by rank": (5, 2, 0), "by order": (5, 1, 7), "first": (5, 1, 2), "next": (5, 1, 2)}
    for name, (at_ms, rank, order) in places.items():
        queue.put(Failed(name), at_ms, rank, order)
    taken = []
    while (found := queue.take(8)) is not None:
        taken.append(found)
    assert taken == [(5, Failed(name)) for name in ("first", "next", "by order", "by rank")]
    assert queue
    assert queue.take(9) == (9, Failed("late"))
    assert not queue
