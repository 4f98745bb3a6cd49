from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hivetool.engine.ownership import Ownership

GROUPS = "abcdef"
MOVES = st.lists(st.tuples(st.sampled_from(GROUPS), st.sampled_from("123")), max_size=20)


@given(st.fixed_dictionaries({group: st.sampled_from("123") | st.none() for group in GROUPS}), MOVES)
def test_after_any_moves_it_is_as_if_it_had_been_so_from_the_start(
    owners: dict[str, str | None], moves: list[tuple[str, str]]
) -> None:
    first = {node: tuple(group for group in GROUPS if owners[group] == node) for node in "123"}
    ownership = Ownership(first, {group: place for place, group in enumerate(GROUPS)})
    for group, target in moves:
        ownership.moves(group, owners[group], target)
        owners[group] = target
    for node in "123":
        expected = [group for group in GROUPS if owners[group] == node]
        assert ownership.groups_on(node) == expected
        assert ownership.count_on(node) == len(expected)
