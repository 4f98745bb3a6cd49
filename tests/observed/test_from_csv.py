from __future__ import annotations

import contextlib
import csv
import io
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from hivetool.observed.cmdlets import COLUMNS
from hivetool.observed.errors import NotStates, UnreadableStates
from hivetool.observed.faults import Faults
from hivetool.observed.from_csv import from_csv, header_of

HEAD = '"Name","State","OwnerGroup"'
RESOURCE = "Microsoft.FailoverClusters.PowerShell.ClusterResource"


def read(text: str) -> tuple[list[tuple[Any, int | None]], list[str]]:
    faults = Faults()
    found = [(record.values, record.at.line) for record in from_csv(text, faults)]
    return found, [f"{problem.at}: {problem.code}" for problem in faults.problems()]


def test_rows_and_their_lines() -> None:
    text = f'{HEAD}\n"a","Online","g"\n\n"b\nb","Off""line",\n"c","",""\n'
    assert read(text) == (
        [
            ({"name": "a", "state": "Online", "ownergroup": "g"}, 2),
            ({"name": "b\nb", "state": 'Off"line', "ownergroup": ""}, 4),
            ({"name": "c", "state": "", "ownergroup": ""}, 6),
        ],
        [],
    )


def test_the_type_line() -> None:
    text = f'#TYPE {RESOURCE}\n{HEAD}\n"a","Online","g"\n'
    (record,) = from_csv(text, Faults())
    assert (record.types, record.at.line) == ((RESOURCE,), 3)
    assert next(from_csv(f"#TYPE Selected.X\nsep=;\n{HEAD.replace(',', ';')}\na;b;c", Faults())).at.line == 4


@pytest.mark.parametrize("separator", [",", ";", "\t", "|", "^", "~"])
def test_any_list_separator(separator: str) -> None:
    rows = [["Name", "Status", "State", "OwnerNode"], ["a,b;c", "x", "Online", "HV01"]]
    text = "\n".join(separator.join(f'"{cell}"' for cell in row) for row in rows)
    assert read(text)[0] == [({"name": "a,b;c", "state": "Online", "ownernode": "HV01"}, 2)]


@pytest.mark.parametrize("separator", [",", ";", "\t"])
def test_without_quotation_marks(separator: str) -> None:
    """PowerShell 7, -UseQuotes."""
    text = separator.join(("Name", "State", "OwnerNode")) + "\n" + separator.join(("a", "2", "HV01"))
    assert read(text)[0] == [({"name": "a", "state": "2", "ownernode": "HV01"}, 2)]


def test_a_row_of_another_length_is_told() -> None:
    found, problems = read(f'{HEAD}\n"a"\n"b","Online","g","more"\n')
    assert [values["state"] for values, _ in found] == [None, "Online"]
    assert problems == ["line 2: observed-row", "line 3: observed-row"]


def test_of_equal_columns_the_first_counts() -> None:
    assert read("Name,State,State\na,Online,Offline")[0] == [({"name": "a", "state": "Online"}, 2)]


def test_a_header_alone() -> None:
    assert read(HEAD) == ([], [])
    assert read(f"\n\n{HEAD}\n")[0] == []


@pytest.mark.parametrize(
    "text",
    [
        "",
        "a,b,c\n1,2,3",
        "Name\na",
        "State,Owner\nOnline,x",
        "Name        State\n----        -----",
        '"Name',
        "#TYPE x",
    ],
)
def test_what_has_no_such_header(text: str) -> None:
    assert header_of(text) is None
    with pytest.raises(NotStates, match="no column says what was observed; export what was observed with: Get-Cl"):
        read(text)


@pytest.mark.parametrize(
    ("text", "told"),
    [
        (f'{HEAD}\n"a","Online","g"\n"b","Online\n\n', "line 3: not CSV: unexpected end of data"),
        (f'{HEAD}\n"a"b,"Online","g"', "line 2: not CSV: "),
        (f'{HEAD}\n"{"x" * 200_000}"', "line 2: not CSV: field larger than field limit"),
    ],
)
def test_broken_quoting(text: str, told: str) -> None:
    with pytest.raises(UnreadableStates) as caught:
        read(text)
    assert told in str(caught.value)


CELL = st.text(st.characters(exclude_characters="\r\0"), max_size=8)


@given(st.lists(st.lists(CELL, min_size=3, max_size=3), max_size=5), st.sampled_from(",;\t|"))
def test_what_is_written_is_read(rows: list[list[str]], separator: str) -> None:
    text = io.StringIO()
    writer = csv.writer(text, delimiter=separator, quoting=csv.QUOTE_ALL, lineterminator="\n")
    writer.writerows([["Name", "State", "OwnerNode"], *rows])
    assert [list(values.values()) for values, _ in read(text.getvalue())[0]] == rows


@given(st.text(alphabet='"",;\n\tNameStOwr#TYPE=\x00\u202e', max_size=60))
def test_any_text_is_read_or_refused(text: str) -> None:
    with contextlib.suppress(NotStates, UnreadableStates):
        read(text)
    with contextlib.suppress(NotStates, UnreadableStates):
        read(f"{HEAD}\n{text}")


def test_columns_compare_in_lower_case() -> None:
    assert all(name == name.lower() for name in COLUMNS)
    assert read("NAME,state\na,Up")[0] == [({"name": "a", "state": "Up"}, 2)]
