from __future__ import annotations

import pytest

from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.dependencies import cannot_stay, missing, satisfied
from hivetool.engine.ground import ground_of
from hivetool.engine.world import World
from hivetool.scenario.model import Scenario, State
from tests.clusters import G, R, cluster_reg, database, resource_id
from tests.engine.runs import actions, run, state

CHAIN = cluster_reg(
    [
        G(
            "G",
            (
                R("app", {"PersistentState": 1}, "Generic Service", needs=("name",)),
                R("name", {"PersistentState": 1}, "Network Name", needs=("address",)),
                R("address", {"PersistentState": 1}, "IP Address"),
            ),
        )
    ]
)
LOSSES = ["1s address stopped inside", "1s address reports Offline", "1s address reports Failed"]


@pytest.mark.parametrize("semantics", ["article", "windows"])
@pytest.mark.parametrize("loss", LOSSES)
def test_whatever_takes_a_provider_takes_its_dependents(loss: str, semantics: str) -> None:
    """MS-CMRP 3.1.1.1.2: what depends on it cannot remain online; the last goes first."""
    toml = f'semantics = "{semantics}"\n[dll.address]\nonline = "fails"\ntells_vmms = true\n'
    prediction = run(CHAIN, loss, toml=toml)
    texts = [text for _, text in actions(prediction)]
    assert texts.index("offline app on Node1") < texts.index("offline name on Node1")
    assert state(prediction, "app")[0] == state(prediction, "name")[0] == "Offline"


def test_what_waits_for_a_provider_is_not_said_to_come_online() -> None:
    toml = '[assume]\nstates = { address = "Offline", name = "Offline", app = "Offline" }\n'
    toml += '[dll.address]\nonline_takes = "20s"\n'
    found = actions(run(CHAIN, toml=toml))
    assert [text for _, text in found] == [f"online {name} on Node1" for name in ("address", "name", "app")]


def test_what_is_missing_and_what_cannot_stay() -> None:
    world = World(ground_of(database(CHAIN), ARTICLE), Scenario())
    app, name, address = (world.resources[resource_id(each)] for each in ("app", "name", "address"))
    assert satisfied(world, name)
    assert cannot_stay(world, address) == [name, app]
    address.state = State.OFFLINE
    assert not satisfied(world, name)
    assert missing(world, name) is address
