from __future__ import annotations

from hivetool.lint import damage
from hivetool.regf.base_block import is_dirty
from hivetool.regf.check import check_regf
from hivetool.source.opening import open_hive
from tests.lint.subjects import sound


def test_poking_changes_those_bytes_alone() -> None:
    assert damage.poked(b"abcdef", 2, b"XY") == b"abXYef"


def test_a_dirty_hive_has_nothing_else() -> None:
    assert not is_dirty(sound())
    assert [each.code for each in check_regf(damage.dirty(sound())).problems] == ["regf-dirty"]


def test_the_fields_are_those_of_the_root() -> None:
    hive = sound()
    assert hive[damage.pointed_at(hive, damage.subkeys_field(hive)) :][:2] in (b"lh", b"lf", b"li")
    assert hive[damage.root_security(hive) :][:2] == b"sk"


def test_files_lie_beside_each_other() -> None:
    hive = open_hive(damage.together({"CLUSDB": damage.dirty(sound()), "CLUSDB.LOG1": bytes(512)}), name="x.zip")
    assert [log.name for log in hive.source.logs] == ["CLUSDB.LOG1"]
