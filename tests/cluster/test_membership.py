from __future__ import annotations

from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.membership import Stray, membership
from hivetool.hive.upcase import upcase
from tests.trees import patient

IDS = {upcase(each): each for each in ("r1", "R2", "r3", "")}


def test_ids_are_those_of_the_resources() -> None:
    found = membership(["g", "h"], ["R1\0r2", None], IDS)
    assert (found.members(0), found.members(1)) == (("r1", "R2"), ())
    assert (found.group_of, found.strays) == ({"R1": "g", "R2": "g"}, ())


def test_what_is_missing_and_what_is_taken() -> None:
    found = membership(["g", "h"], ["r1\0x\0r1", "r1\0r3"], IDS)
    assert (found.members(0), found.members(1)) == (("r1",), ("r3",))
    assert found.strays == (Stray(0, "x", "missing"), Stray(0, "r1", "taken"), Stray(1, "r1", "taken"))


def test_nothing_at_all() -> None:
    found = membership([], [], {})
    assert (found.stored, found.group_of, found.strays) == ([], {}, ())


@patient
@given(st.lists(st.one_of(st.none(), st.lists(st.sampled_from(("r1", "R1", "r2", "r3", "x", "y", ""))).map("\0".join))))
def test_all_at_once_is_as_one_by_one(lists: list[str | None]) -> None:
    groups = [f"g{place}" for place in range(len(lists))]
    found = membership(groups, lists, IDS)
    taken: dict[str, str] = {}
    for place, text in enumerate(lists):
        own = []
        for listed in text.split("\0") if text else ():
            if upcase(listed) in IDS and upcase(listed) not in taken:
                taken[upcase(listed)] = groups[place]
                own.append(IDS[upcase(listed)])
        assert found.members(place) == tuple(own)
    assert found.group_of == taken
    assert len(found.strays) == sum(len(text.split("\0")) for text in lists if text) - len(taken)
