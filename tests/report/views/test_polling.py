from __future__ import annotations

from hivetool.report.views.polling import polled
from tests.clusters import CONFIG, VM, G, R, cluster_reg, resource_id
from tests.report.looking import look, rows, seen

MACHINES = (
    R("a"),
    R("half", {"IsAlivePollInterval": 2500}),
    R("far", {"LooksAlivePollInterval": 600_000}),
    R("own", {"IsAlivePollInterval": 5000}),
    R("Z", {"IsAlivePollInterval": 0xFFFFFFFF}),
    R("c", type=CONFIG),
)
REG = cluster_reg((G("A", MACHINES),), type_values={CONFIG: {"LooksAlivePollInterval": 4000}})


def test_outliers_come_first_the_farthest_off_before_all() -> None:
    found = rows(seen("polling", REG).tables[0])
    assert [(row["Resource Name"], row.get("Stands out by", "")) for row in found] == [
        ("far", "own LooksAlive, LooksAlive is not 60000 ms"),
        ("half", "own IsAlive, IsAlive is not 5000 ms"),
        ("c", "IsAlive is not 5000 ms"),
        ("own", "own IsAlive"),
        ("a", ""),
        ("Z", ""),
    ]
    assert "Standing out: 4 of 6" in seen("polling", REG).notes[0]


def test_every_interval_with_where_it_comes_from() -> None:
    found = {row["Resource Name"]: row for row in rows(seen("polling", REG).tables[0], whole=True)}
    assert len(found) == len(MACHINES)
    half = found["half"]
    assert (half["IsAlive (ms)"], half["IsAlive from"], half["Why IsAlive"]) == ("2500", "resource", "own value")
    assert half["IsAlive stored at"].startswith(f"Resources\\{resource_id('half')}:IsAlivePollInterval (line ")
    assert (half["LooksAlive (ms)"], half["LooksAlive from"]) == ("60000", "resource type")
    assert half["Why LooksAlive"] == "the type's IsAlivePollInterval, by its role"
    assert half["LooksAlive stored at"].startswith(f"ResourceTypes\\{VM}:IsAlivePollInterval (line ")
    assert found["Z"]["Why IsAlive"].endswith("its own 0xffffffff means: the resource type's")


def test_a_default_is_stored_nowhere() -> None:
    (found,) = rows(seen("polling", cluster_reg((G("A", (R("a", type="Unheard Of"),)),))).tables[0], whole=True)
    assert (found["IsAlive (ms)"], found["IsAlive from"]) == ("5000", "default")
    assert "IsAlive stored at" not in found


def test_how_far_off() -> None:
    assert {each.view.label: each.off for each in polled(look(REG))} == {
        "a": 1,
        "half": 2,
        "far": 10,
        "own": 1,
        "Z": 1,
        "c": 1.25,
    }


def test_it_says_how_the_types_values_are_read() -> None:
    assert "by their role" in seen("polling", REG).notes[1]
