from __future__ import annotations

import pytest

from hivetool.hive.hive import Hive
from hivetool.source.cluster_root import DEEPEST, SHAPES, SUBKEYS, cluster_root, looks_like
from hivetool.source.errors import NotAClusterDatabase
from hivetool.source.opening import open_hive
from tests.regtext.writing import HEADER
from tests.shared import needs_shared, shared
from tests.trees import PlainKey, PlainValue, hive_of

WHOLE = ("Nodes", "Groups", "Resources", "ResourceTypes", "Networks", "NetworkInterfaces", "Quorum")


def key(name: str, *subkeys: str | PlainKey, values: tuple[str, ...] = ()) -> PlainKey:
    below = tuple(PlainKey(each) if isinstance(each, str) else each for each in subkeys)
    return PlainKey(name, tuple(PlainValue(value) for value in values), below)


@pytest.mark.parametrize(
    "root",
    [
        key("Cluster", *WHOLE),
        key("$$$PROTO.HIV", *WHOLE, "Something", "Else"),
        key("x", "Nodes", "Groups", "Resources"),
        key("x", "NODES", "groups"),
        key("x", "Resources", "Quorum"),
        key("x", "Nodes", values=("ClusterName",)),
    ],
)
def test_a_cluster_by_its_shape_whatever_its_name(root: PlainKey) -> None:
    hive = hive_of(root)
    assert cluster_root(hive) is hive


@pytest.mark.parametrize("above", [("HKEY_LOCAL_MACHINE",), ("a", "b"), ("a", "b", "c")])
def test_a_cluster_some_levels_down(above: tuple[str, ...]) -> None:
    tree = key("0.Cluster", *WHOLE, values=("ClusterName",))
    for name in reversed(("root", *above[:-1])):
        tree = key(name, "other", tree)
    hive = cluster_root(hive_of(tree))
    assert [subkey.name for subkey in hive.root.subkeys] == list(WHOLE)
    assert hive.root.name == "0.Cluster"
    assert hive.root.path == ""


def test_no_deeper_than_that() -> None:
    tree = key("Cluster", *WHOLE)
    for level in range(DEEPEST):
        tree = key(f"{level}", tree)
    assert cluster_root(hive_of(tree)).root.name == "Cluster"
    with pytest.raises(NotAClusterDatabase):
        cluster_root(hive_of(key("too deep", tree)))


def test_the_better_one_counts_and_of_equals_the_upper_one() -> None:
    worse, better = key("a", "Nodes", "Groups", "Quorum"), key("b", *WHOLE)
    assert cluster_root(hive_of(key("root", worse, better))).root.name == "b"
    assert cluster_root(hive_of(key("root", key("x", better), key("c", *WHOLE)))).root.name == "c"
    assert cluster_root(hive_of(key("root", "Nodes", "Groups", better))).root.name == "b"


def test_an_export_of_more_than_the_cluster() -> None:
    data = f"{HEADER}\n[HKEY_LOCAL_MACHINE\\Cluster\\Nodes\\1]\n[HKEY_LOCAL_MACHINE\\Cluster\\Groups]\n"
    data += "[HKEY_LOCAL_MACHINE\\Cluster\\Resources]\n[HKEY_LOCAL_MACHINE\\SOFTWARE]\n"
    hive = open_hive(data.encode())
    assert hive.root.name == ""
    found = cluster_root(hive)
    assert found.root.name == "Cluster"
    assert found.key(r"nodes\1").location.line == 2


@pytest.mark.parametrize(
    ("root", "looks"),
    [
        (key("x"), "it is an empty hive, its root has no subkeys"),
        (key("x", values=("ClusterName",)), "it is an empty hive, its root has no subkeys"),
        (key("x", "A", "B\n"), r"its root has the subkeys A, 'B\n'"),
        (key("x", *"ABCDEFGHIJ"), "its root has the subkeys A, B, C, D, E, F, G, H and 2 more"),
        (key("x", "Resources"), "its root has the subkeys Resources"),
        (key("x", "Networks", "Quorum"), "its root has the subkeys Networks, Quorum"),
        (key("x", key("App", "Groups", "Resources")), "its root has the subkeys App"),
        (key("x", "ControlSet001", "SELECT"), "it looks like a SYSTEM hive (subkeys ControlSet001, Select)"),
        (key("x", "Classes", "Microsoft", "Policies"), "it looks like a SOFTWARE hive (subkeys Microsoft, Classes)"),
        (key("x", "ControlSet001"), "its root has the subkeys ControlSet001"),
    ],
)
def test_what_it_looks_like_instead(root: PlainKey, looks: str) -> None:
    with pytest.raises(NotAClusterDatabase) as caught:
        cluster_root(hive_of(root))
    assert caught.value.looks == looks
    assert str(caught.value) == f"not a cluster database: {looks}"


def test_every_shape_is_found_by_what_it_says_it_has() -> None:
    for shape in SHAPES:
        for one in shape.one_of or ((),):
            names = {*shape.all_of, *([one] if isinstance(one, str) else [])}
            assert looks_like(hive_of(key("x", *sorted(names)))).startswith(f"it looks like {shape.what}")
        assert not {name.upper() for name in shape.all_of} & SUBKEYS


def test_a_hive_of_very_many_keys_is_looked_at_only_so_far() -> None:
    many = key("root", *(f"{number}" for number in range(60_000)))
    assert looks_like(hive_of(many)) == "its root has the subkeys 0, 1, 2, 3, 4, 5, 6, 7 and 59992 more"
    with pytest.raises(NotAClusterDatabase):
        cluster_root(hive_of(many))


@needs_shared
@pytest.mark.parametrize(
    ("path", "words"),
    [
        ("regipy/regipy_tests/data/SYSTEM", "a SYSTEM hive"),
        ("regipy/regipy_tests/data/corrupted_system_hive", "a SYSTEM hive"),
        ("yarp/hives_for_tests/System_Delta", "a SYSTEM hive"),
        ("regipy/regipy_tests/data/SAM", "a SAM hive"),
        ("regipy/regipy_tests/data/SECURITY", "a SECURITY hive"),
        ("regipy/regipy_tests/data/NTUSER.DAT", "a user's hive, NTUSER.DAT"),
        ("regipy/regipy_tests/data/NTUSER-WSL.DAT", "a user's hive, NTUSER.DAT"),
        ("Registry/Registry.Test/Hives/UsrClassDeletedBags.dat", "a user's hive of classes, UsrClass.dat"),
        ("regipy/regipy_tests/data/BCD", "a boot configuration database, BCD"),
        ("regipy/regipy_tests/data/amcache.hve", "an Amcache hive"),
        ("hivex/images/minimal", "it is an empty hive"),
        ("nt-hive/testdata/testhive", "its root has the subkeys big-data-test, character-encoding-test, data-test"),
    ],
)
def test_hives_of_the_corpus(path: str, words: str) -> None:
    with pytest.raises(NotAClusterDatabase) as caught:
        cluster_root(open_corpus(path))
    assert words in str(caught.value)


def open_corpus(path: str) -> Hive:
    return open_hive(shared() / "corpus" / "hives" / path)
