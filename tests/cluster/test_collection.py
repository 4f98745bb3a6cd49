from __future__ import annotations

from hivetool.cluster.collection import Collection, all_upcased
from hivetool.cluster.schema import Kind
from hivetool.hive.decode import text_data
from hivetool.hive.hive import Hive
from hivetool.hive.upcase import upcase
from tests.trees import PlainKey, PlainValue, hive_of


def named(identity: str, name: str | None = None, *values: PlainValue) -> PlainKey:
    own = (PlainValue("Name", 1, text_data(name)),) if name is not None else ()
    return PlainKey(identity, own + values)


def hive(*keys: PlainKey, folder: str = "Groups") -> Hive:
    return hive_of(PlainKey("root", (), (PlainKey(folder, (), keys),)))


def groups(*keys: PlainKey, kind: Kind = "group") -> Collection:
    return Collection(hive(*keys), kind, 1)


def test_ids_and_names_in_stored_order() -> None:
    found = groups(named("b", "Beta"), named("a"), named("C", ""))
    assert found.ids == ["b", "a", "C"]
    assert found.names == ["Beta", "a", "C"]
    assert found.by_id == {"B": "b", "A": "a", "C": "C"}
    assert found.by_name == {"BETA": "b", "A": "a", "C": "C"}
    assert [found.path(place) for place in range(3)] == ["Groups\\b", "Groups\\a", "Groups\\C"]


def test_keys_of_one_name_count_once() -> None:
    found = groups(named("a", "first"), named("b", "x"), named("A", "second"), named("a", "third"))
    assert (found.ids, found.names) == (["a", "b"], ["first", "x"])
    assert found.repeated == (4, 5)


def test_of_equal_names_the_first_counts() -> None:
    assert groups(named("a", "Same"), named("b", "sAME")).by_name == {"SAME": "a"}


def test_an_object_is_called_by_its_name_or_its_id() -> None:
    found = groups(named("a", "Same"), named("b", "sAME"), named("same", "x"))
    assert found.called("SAME") == [0, 1, 2]
    assert (found.called("A"), found.called("X"), found.called("SAM")) == ([0], [2], [])


def test_what_has_no_name_has_its_key() -> None:
    assert groups(named("IP Address", "another name"), kind="resource type").names == ["IP Address"]


def test_nothing_without_a_folder() -> None:
    found = Collection(hive(), "group", None)
    assert (found.ids, found.names, found.by_id, found.repeated) == ([], [], {}, ())


def test_the_types_of_resources() -> None:
    keys = (named("a", None, PlainValue("type", 1, text_data("T"))), named("b", None, PlainValue("Type", 4, bytes(4))))
    assert Collection(hive(*keys, folder="Resources"), "resource", 1).type_names == ["T", ""]


def test_a_property_asked_for_often_is_read_for_all_at_once() -> None:
    stored = [PlainValue("PRIORITY", 4, bytes((number % 256, 0, 0, 0))) for number in range(300)]
    keys = [named(f"{number:04}", None, value) for number, value in enumerate(stored)]
    keys[7] = named("0007", None, PlainValue("Priority", 1, b""), PlainValue("Priority", 4, b"\x09\0\0\0"))
    keys[9] = named("0009")
    found = groups(*keys)
    answers = [found.column("Priority") for _ in range(100)]
    assert answers[0] is None
    assert answers[-1] == [9 if n == 7 else None if n == 9 else n % 256 for n in range(300)]
    assert all(found.column("Unheard") is None for _ in range(100))


def test_one_of_a_kind() -> None:
    found = Collection.single(hive(named("a", "x")), "quorum", 2, "Quorum")
    assert (found.ids, found.names, found.path(0), found.batch.rows) == (["Quorum"], ["Quorum"], "Quorum", [2])


def test_texts_in_upper_case() -> None:
    for texts in ([], ["a"], ["a", "ß", ""], ["with\0nul", "b"], ["\0"]):
        assert all_upcased(texts) == [upcase(text) for text in texts]


def test_a_property_of_all_is_there_when_it_is_wanted() -> None:
    found = groups(
        named("a", "A", PlainValue("Priority", 4, b"\1\0\0\0")),
        named("b", "B", PlainValue("Priority", 1, b"\1\0\0\0")),
        named("c", "C"),
    )
    assert found.every("Priority") == [1, None, None]
    assert found.column("Priority") is found.every("Priority")
