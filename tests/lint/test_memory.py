from __future__ import annotations

from hivetool.lint.memory import node_loads_mb, start_memory_mb
from tests.lint.subjects import subject
from tests.lint.texts_of import group, key, nodes, resource

STARTED = '"PersistentState"=dword:00000001'


def machine(identity: str, owner: int, memory: str, state: str = STARTED) -> str:
    owned = group(f"g{identity}", identity, lines=[f'"DefaultOwner"=dword:{owner:08x}'])
    own = resource(identity, "Virtual Machine", lines=[state])
    return owned + own + key(rf"Resources\{identity}\Parameters", f'"StartMemory"={memory}')


TEXT = (
    nodes("1", "2", "3")
    + machine("a", 1, "dword:00001000")
    + machine("b", 2, "hex(b):00,08,00,00,00,00,00,00")
    + machine("c", 2, "dword:00000400", '"PersistentState"=dword:00000000')
    + machine("d", 1, '"4096"')
    + group("ge", "e")
    + resource("e", "Virtual Machine", lines=[STARTED])
)


def test_memory_is_read_in_both_forms() -> None:
    assert start_memory_mb(subject(TEXT)) == [4096, 2048, 1024, 0, 0]


def test_only_machines_commanded_online_weigh_on_their_node() -> None:
    assert node_loads_mb(subject(TEXT)) == {"1": 4096, "2": 2048, "3": 0}
    assert node_loads_mb(subject("[Cluster]")) == {}
