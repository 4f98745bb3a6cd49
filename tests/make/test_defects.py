from __future__ import annotations

import re
from dataclasses import replace

import pytest

from hivetool.cluster.load import load_cluster
from hivetool.hive.edit import CreateKey, DeleteKey, DeleteValue, Edit
from hivetool.hive.hive import Hive
from hivetool.make.defects import DEFECTS, find_defect, planted
from hivetool.make.errors import CannotPlant, NoSuchDefect
from hivetool.make.plan import Plan, Witness
from hivetool.make.planting import Defect, changes
from hivetool.regf.check import check_regf
from hivetool.regf.writer import write_regf
from tests.make.made import PLAN, after, cluster

LARGE = Plan(nodes=3, vms=120)
TWO = Plan(nodes=2, vms=12)
TINY = Plan(nodes=1, vms=0)

REFERENCES = (102, 103, 104, 105, 109, 114, 201, 202, 203, 204, 205, 206, 210, 216, 217, 305)
MACHINES = (401, 403, 404, 405, 406, 407, 409, 501, 502, 503, 504, 505, 506, 507, 508, 509, 520, 527)
POLICIES = (*range(601, 613), *range(701, 707), *range(901, 909))
SHIP_FIRST = tuple(f"HT{number}" for number in (*REFERENCES, *MACHINES, *POLICIES))
"""The rules that are shipped first, without HT001 to HT007 (the file's) and HT521 (which needs a log)."""


def place_for(defect: Defect) -> Plan:
    return TWO if defect.code in ("HT711", "HT907") else LARGE


def test_codes_are_codes_and_stand_once() -> None:
    codes = [defect.code for defect in DEFECTS]
    assert len(set(codes)) == len(codes) > 130
    assert all(re.fullmatch(r"HT[0-9A]\d\d", code) for code in codes)
    assert codes == sorted(codes, key=lambda code: (code[2].isalpha(), code))
    assert len({defect.title for defect in DEFECTS}) == len(codes)


def test_the_rules_of_the_first_hour_have_their_defects() -> None:
    assert set(SHIP_FIRST) <= {defect.code for defect in DEFECTS}


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.code)
def test_a_defect_changes_the_cluster_always_in_the_same_way(defect: Defect) -> None:
    hive = cluster(place_for(defect))
    edits = defect.plant(hive)
    assert edits
    assert all(changes(hive, edit) for edit in edits)
    assert defect.plant(hive) == edits


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.code)
def test_what_goes_was_there_and_paths_are_plain(defect: Defect) -> None:
    hive = cluster(place_for(defect))
    made: set[str] = set()
    for edit in defect.plant(hive):
        assert not edit.key.startswith("\\")
        assert "\\\\" not in edit.key
        known = hive.find(edit.key)
        if isinstance(edit, DeleteKey | DeleteValue):
            assert known is not None
        elif known is None:
            made.add(edit.key)
            folder = edit.key.split("\\")[0]
            assert isinstance(edit, CreateKey) or hive.find(folder) is not None or folder == "AffinityRules"


@pytest.mark.parametrize("defect", DEFECTS, ids=lambda defect: defect.code)
def test_once_planted_there_is_nothing_left_to_plant_there(defect: Defect) -> None:
    """The edits bring about what they say: the broken cluster has it all and is still a sound hive."""
    hive = cluster(place_for(defect))
    edits = defect.plant(hive)
    broken = after(hive, edits)
    last: dict[tuple[str, str | None], Edit] = {(edit.key, getattr(edit, "name", None)): edit for edit in edits}
    assert not [edit for edit in last.values() if changes(broken, edit)]
    assert not check_regf(write_regf(broken)).problems
    load_cluster(broken)


@pytest.mark.parametrize("kind", ["disk", "share", "cloud", "none"])
@pytest.mark.parametrize("nodes", [1, 2, 3, 4])
def test_every_shape_of_cluster_takes_a_defect_or_says_what_it_needs(kind: Witness, nodes: int) -> None:
    hive = cluster(replace(PLAN, nodes=nodes, witness=kind))
    bare = {"HT701", "HT711"} if kind == "none" and nodes % 2 == 0 else set()  # such a cluster has the defect already
    for defect in DEFECTS:
        needs = needed(defect, hive)
        assert needs is None or re.fullmatch(rf"{defect.code} needs .+, which the cluster does not have", needs)
        assert needs or defect.plant(hive) or defect.code in bare


def needed(defect: Defect, hive: Hive) -> str | None:
    try:
        defect.plant(hive)
    except CannotPlant as error:
        return str(error)
    return None


def test_a_cluster_too_small_says_so() -> None:
    for code, needs in (("HT404", "1 virtual machine,"), ("HT701", "2 nodes,"), ("HT520", "55 virtual machines in")):
        with pytest.raises(CannotPlant, match=f"{code} needs {needs}"):
            planted(cluster(TINY), code)


def test_a_code_is_found_in_any_case() -> None:
    assert find_defect(" ht404 ").code == "HT404"


def test_an_unknown_code_names_those_near_it() -> None:
    with pytest.raises(NoSuchDefect, match=r"no defect 'HT599' can be planted; near it: HT5\d\d") as caught:
        planted(cluster(TINY), "HT599")
    assert caught.value.code == "HT599"
    with pytest.raises(NoSuchDefect, match=r"can be planted$"):
        find_defect("zzz")
