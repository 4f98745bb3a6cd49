from __future__ import annotations

from hivetool.make.plan import Plan
from hivetool.make.services import service_roles

PLAN = Plan(nodes=64, file_servers=64, services=64)


def test_roles_are_as_many_as_planned_and_complete() -> None:
    found = service_roles(PLAN)
    assert [role.group_type for role in found] == [100] * 64 + [108] * 64
    assert [len(role.pieces) for role in found] == [4] * 64 + [3] * 64
    for role in found:
        inside = {piece.id for piece in role.pieces}
        assert all(set(piece.needs) <= inside for piece in role.pieces)
    assert not service_roles(Plan(file_servers=0, services=0))


def test_no_address_is_used_twice() -> None:
    used = [piece.parameters["Address"] for role in service_roles(PLAN) for piece in role.pieces if "IP" in piece.name]
    assert len(set(used)) == len(used) == 128
    assert max(int(str(address).rpartition(".")[2]) for address in used) < 255


def test_a_service_has_a_checkpoint() -> None:
    assert [piece.checkpoints for piece in service_roles(Plan())[1].pieces] == [(), (), ("SOFTWARE\\Contoso\\APP01",)]
