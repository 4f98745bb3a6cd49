"""A cluster without a defect is left alone, and one with some has exactly these."""

from __future__ import annotations

from collections.abc import Mapping

import pytest

from hivetool.hive.apply import apply
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from hivetool.lint.rule import Rule
from hivetool.lint.rules import RULES
from hivetool.make.cluster import made_cluster
from hivetool.make.defects import DEFECTS, find_defect, planted
from hivetool.make.errors import CannotPlant
from hivetool.make.plan import Plan
from tests.lint.whole import DEFAULT, judgment
from tests.make.made import HALF, cluster
from tests.make.test_defects import place_for

PLANS = (
    Plan(nodes=1, vms=0, witness="none"),
    Plan(nodes=2, vms=1),
    Plan(nodes=2, vms=12, seed=5, witness="share"),
    Plan(seed=1),
    Plan(nodes=4, vms=6, seed=3, witness="cloud"),
    Plan(nodes=8, vms=200, seed=2),
    Plan(nodes=16, vms=100, seed=4, anti_affinity=10, volumes=16, file_servers=4, services=4),
)

CODES = tuple(rule.code for rule in RULES if rule.code in {defect.code for defect in DEFECTS})

ALSO: Mapping[str, frozenset[str]] = {
    "HT112": frozenset({"HT710"}),  # of the flags that only the service sets, those of a forced start are told twice
    "HT306": frozenset({"HT305"}),  # a configuration is what its machine cannot do without
    "HT505": frozenset({"HT520"}),  # a short IsAlive is a matter of full processes alone
    "HT511": frozenset({"HT504"}),  # so many calls come of short intervals
    "HT529": frozenset({"HT604"}),  # a start may take longer than the period in which restarts count
    "HT710": frozenset({"HT112"}),
    "HT711": frozenset({"HT701"}),  # two nodes without a witness are also an even number
    "HT801": frozenset({"HT804"}),  # one network alone is none for live migration either
    "HT903": frozenset({"HT904"}),  # the newest node is a preferred owner of some
    "HT910": frozenset({"HT904"}),  # so many preferred owners meet the possible ones of some
    "HT911": frozenset({"HT904"}),
    "HT912": frozenset({"HT611"}),  # what fails back at once
}
"""Rules that cannot but fire on another one's defect, by the defect's code."""

ALONE = frozenset({"HT405", "HT411", "HT701"})
"""Defects that take away what others are about: a VmID, a configuration, the witness."""

HOW_MANY = 3


def rules_for(*codes: str) -> tuple[Rule, ...]:
    """The default rules, and those with these codes."""
    return tuple(rule for rule in RULES if rule.is_default or rule.code in codes)


@pytest.mark.parametrize("plan", PLANS, ids=str)
def test_a_clean_cluster_has_nothing_above_info(plan: Plan) -> None:
    found = [item for item in judgment(cluster(plan), rules=DEFAULT).findings if item.severity != "info"]
    assert not found, [(item.rule, item.name, item.message) for item in found]


@pytest.mark.parametrize("seed", range(4))
def test_nor_has_one_of_another_seed_in_which_everything_occurs(seed: int) -> None:
    hive = made_cluster(Plan(**{**{name: getattr(HALF, name) for name in HALF.__slots__}, "seed": seed}))
    found = [item for item in judgment(hive, rules=DEFAULT).findings if item.severity != "info"]
    assert not found, [(item.rule, item.name, item.message) for item in found]


def new(code: str, *others: str) -> set[str]:
    """The rules that fire on a cluster with these defects and not on the same cluster without them."""
    clean = cluster(place_for(find_defect(code)))
    rules = rules_for(code, *others)
    hive: Hive = clean
    for each in (code, *others):
        hive = apply(hive, planted(hive, each))
    before = {(item.fingerprint, item.severity) for item in judgment(clean, rules=rules).findings}
    found = judgment(hive, rules=rules).findings
    return {item.rule for item in found if (item.fingerprint, item.severity) not in before}


@pytest.mark.parametrize("code", CODES)
def test_a_defect_is_found_and_nothing_else(code: str) -> None:
    assert new(code) - (ALSO.get(code, frozenset()) - {code}) == {code}


def places(code: str) -> set[str]:
    """The keys that the defect changes."""
    return {upcase(edit.key) for edit in planted(cluster(place_for(find_defect(code))), code)}


def beside(code: str) -> tuple[str, ...]:
    """The code with the next ones whose defects have nothing to do with each other: other keys, the same cluster."""
    chosen, taken = [code], places(code)
    start = CODES.index(code) + 1
    for other in (*CODES[start:], *CODES[:start]):
        same = place_for(find_defect(other)) == place_for(find_defect(code))
        alone = other not in ALONE and code not in ALONE
        if len(chosen) < HOW_MANY and same and alone and taken.isdisjoint(places(other)):
            chosen.append(other)
            taken |= places(other)
    return tuple(chosen)


@pytest.mark.parametrize("code", CODES)
def test_of_several_defects_each_is_found_and_nothing_else(code: str) -> None:
    codes = beside(code)
    try:
        found = new(*codes)
    except CannotPlant as error:
        pytest.skip(str(error))
    also = frozenset().union(*(ALSO.get(each, frozenset()) for each in codes))
    assert found - also | (found & set(codes)) == set(codes)
