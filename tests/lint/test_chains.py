from __future__ import annotations

from hivetool.lint.chains import depths, from_below, name_of, sayers
from tests.lint.subjects import subject
from tests.lint.texts import multi, needs, resource

FOUR = "".join(resource(each) for each in "abcd")


def test_everything_is_behind_what_it_needs() -> None:
    graph = subject(FOUR + needs("a", "[b] and [c]") + needs("b", "[d]") + needs("c", "[d]")).database.graph
    order = from_below(graph)
    assert sorted(order) == ["a", "b", "c", "d"]
    assert order.index("d") < min(order.index("b"), order.index("c")) < order.index("a")


def test_the_longest_way_down_counts() -> None:
    graph = subject(FOUR + needs("a", "[b] or [d]") + needs("b", "[c]") + needs("c", "[d]")).database.graph
    assert depths(graph) == {"a": 3, "b": 2, "c": 1, "d": 0}


def test_what_is_in_a_circle_has_no_depth() -> None:
    graph = subject(FOUR + needs("a", "[b]") + needs("b", "[a]") + needs("c", "[d]")).database.graph
    assert depths(graph) == {"c": 1, "d": 0}


def test_a_long_chain_takes_no_stack() -> None:
    count = 3000
    text = "".join(resource(f"r{number}") for number in range(count))
    text += "".join(needs(f"r{number}", f"[r{number + 1}]") for number in range(count - 1))
    assert depths(subject(text).database.graph)["r0"] == count - 1


def test_who_says_a_dependency() -> None:
    found = subject(FOUR + needs("a", "[b]") + resource("e", also=f'"Dependencies"={multi("d")}'))
    said_by = sayers(found)
    told = {
        each.dependent: (item.kind, value)
        for each in found.database.graph.sound
        for item, value in [said_by[each.key.row]]
    }
    assert told == {"a": ("dependency", "dependency"), "e": ("resource", "Dependencies")}


def test_a_name_or_else_the_id() -> None:
    assert name_of(subject(FOUR), "A") == "Resource a"
    assert name_of(subject(FOUR), "x") == "x"
