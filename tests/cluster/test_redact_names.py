from __future__ import annotations

import re

from hypothesis import given
from hypothesis import strategies as st

from hivetool.cluster.redact_names import Found, allotted, indexed
from hivetool.hive.upcase import upcase
from tests.trees import patient


def found(*names: str, kind: str = "vm") -> dict[str, tuple[str, str]]:
    collected = Found()
    for name in names:
        collected.add(kind, name)
    return collected.names


def hits(text: str, *names: str) -> list[str]:
    return [text[hit.start : hit.end] for hit in indexed(dict.fromkeys(map(upcase, names), "")).hits(upcase(text))]


def test_what_is_no_name_is_left_out() -> None:
    assert found("", " ", "--", "7", "12", "Cluster Group", "10.0.0.1", "6e394089-145a-4279-b75d-b14015cc36e4") == {}
    assert set(found("a", "123", "é", "😀", " x ", "b\0c")) == {"A", "123", "É", "😀", "X", "B", "C"}


def test_the_first_spelling_and_the_best_kind_count() -> None:
    collected = Found()
    collected.add("group", "Sql01")
    collected.add("vm", "SQL01")
    collected.add("folder", "sql01")
    assert collected.names == {"SQL01": ("vm", "Sql01")}


def test_labels() -> None:
    collected = Found()
    for label in ("Virtual Machine A1", "SQL Server (B2)", "Cluster Disk 3", "IP Address 10.0.0.1", "Virtual Machine"):
        collected.add_label("resource", label)
    assert set(collected.names) == {"A1", "B2"}


def test_the_longest_name_at_each_place() -> None:
    assert hits("xMyDB01y DB01 db0", "DB0", "DB01", "MyDB01") == ["MyDB01", "DB01", "db0"]


def test_short_names_are_whole_words_and_numbers_whole_numbers() -> None:
    assert hits("ab abc a-b (ab)", "ab") == ["ab", "ab"]
    assert hits("1234 x123y 123", "123") == ["123", "123"]


def test_names_in_what_is_well_known_are_not_found() -> None:
    assert hits("Virtual Machine clusres.dll 6e394089-145a-4279-b75d-b14015cc36e4", "chin", "sre", "279", "b75d") == []
    assert hits("the Virtual Machine Store", "Machine Store") == ["Machine Store"]


def test_replacements_are_counted_by_kind_and_have_no_name_in_them() -> None:
    names = {**found("N1"), **found("x1", "x2", kind="node"), **found("contoso.com", kind="domain")}
    given = allotted(names, frozenset({"NODE1"}), b"").replacements
    assert given == {"X1": "NODE2", "X2": "NODE3", "N1": "VM1", "CONTOSO.COM": "domain1.example"}


def test_another_beginning_where_a_name_forbids_the_usual_one() -> None:
    given = allotted(found("nod", "m", kind="node"), frozenset(), b"").replacements
    assert given["NOD"] == "XN1"


def test_letters_where_nothing_else_goes() -> None:
    numbered = [f"{letter}{number}" for letter in "QZJ" for number in range(10, 100)]
    names = found("nod", *(f"xn{number}" for number in range(1, 10)), *numbered, kind="node")
    given = allotted(names, frozenset(), b"k").replacements
    assert len({*given.values()}) == len(given)
    assert not any(name in new for name in given for new in given.values())
    assert sum(new.isalpha() and len(new) == 12 for new in given.values()) == len(given) - 27


def test_ids_that_are_no_word_stay_so() -> None:
    given = allotted(found("my id", "my-id", kind="id"), frozenset(), b"").replacements
    assert given == {"MY ID": "ID1 ID1", "MY-ID": "ID2"}


@patient
@given(st.lists(st.text("abAB1 .*+([", min_size=3, max_size=5), max_size=6), st.text("abAB1 .*+([", max_size=20))
def test_every_name_is_found_where_a_plain_search_finds_it(names: list[str], text: str) -> None:
    index = indexed({upcase(name): "" for name in names if not name.isdecimal()})
    upcased = upcase(text)
    pattern = "|".join(re.escape(name) for name in sorted(index.replacements, key=lambda name: (-len(name), name)))
    wanted = [match.span() for match in re.finditer(pattern, upcased)] if pattern else []
    assert [(hit.start, hit.end) for hit in index.hits(upcased, None)] == wanted
