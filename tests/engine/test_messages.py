from __future__ import annotations

from typing import get_args

from hivetool.engine import cluster_service, messages


def test_every_message_has_a_handler() -> None:
    assert set(cluster_service._HANDLERS) == set(get_args(messages.Message))


def test_the_checks_have_the_articles_names() -> None:
    assert [check.value for check in messages.Check] == ["IsAlive", "LooksAlive"]
