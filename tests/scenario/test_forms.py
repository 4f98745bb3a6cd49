"""The table of events: complete, the same in both forms, and the one that the page shows."""

from __future__ import annotations

import re
import tomllib

import pytest

from hivetool import open_hive
from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.scenario import dlls, reading
from hivetool.scenario.events import SUBJECTS
from hivetool.scenario.forms import FORMS, Form
from hivetool.scenario.model import Becomes, Event, Move, NodeBecomes, RhsCrash, Scenario, Status
from hivetool.scenario.reading import read_scenario, with_events
from hivetool.scenario.words import event_fields
from tests.clusters import G, R, cluster_reg, database
from tests.shared import PROJECT

PAGE = (PROJECT / "docs" / "scenarios.md").read_text(encoding="utf-8")
NAMES = ("SQL01", "WEB01")
KNOWN = database(
    cluster_reg([G(name, (R(f"Virtual Machine {name}"),)) for name in NAMES], nodes=("HV01", "HV02", "HV03"))
)


def in_a_file(form: Form, times: str = 'at = "5s"') -> Event:
    (event,) = read_scenario(f"[[event]]\n{times}\n{form.toml}\n", KNOWN).events
    return event


def in_words(words: str, known: Database = KNOWN) -> Event:
    (event,) = with_events(Scenario(), [words], known).events
    return event


@pytest.mark.parametrize("form", FORMS, ids=[form.words for form in FORMS])
def test_words_and_fields_are_the_same_event(form: Form) -> None:
    assert in_words(f"5s {form.words}") == in_a_file(form)
    assert in_words(form.words) == in_a_file(form, "at = 1")
    assert in_words(f"2h {form.words} every 24h") == in_a_file(form, 'at = "2h"\nevery = "1d"')


def test_no_two_forms_are_the_same_event() -> None:
    assert len({repr(in_a_file(form)) for form in FORMS}) == len(FORMS)


def test_the_table_has_every_verb_of_every_subject_and_what_goes_with_it() -> None:
    used = {name for form in FORMS for name in (tomllib.loads(form.toml) | event_fields(form.words))}
    assert used == {name for subject in SUBJECTS for name in (subject, *SUBJECTS[subject].fields)} | {"at"}
    pairs = {(subject, verb) for subject in SUBJECTS for verb in SUBJECTS[subject].verbs}
    told = [event_fields(form.words) for form in FORMS]
    assert all(any(subject in each and verb in each for each in told) for subject, verb in pairs)


def test_the_table_has_everything_a_node_can_become_and_every_status() -> None:
    happen = [in_a_file(form).what for form in FORMS]
    assert [what.becomes for what in happen if isinstance(what, NodeBecomes)] == list(Becomes)
    assert {(what.target is None, what.live) for what in happen if isinstance(what, Move)} >= {
        (True, False),
        (False, False),
        (False, True),
    }
    assert {what.by is None for what in happen if isinstance(what, RhsCrash)} == {True, False}
    assert all(status.value in FORMS[0].meaning for status in Status)


def rows(heading: str) -> list[list[str]]:
    """The cells of the first table under a heading of the page, without its two top lines."""
    section = re.split(r"^#", PAGE.split(f"# {heading}\n", 1)[1], maxsplit=1, flags=re.MULTILINE)[0]
    lines = [line for line in section.splitlines() if line.startswith("|")]
    return [[cell.strip() for cell in line.strip("|").split(" | ")] for line in lines[2:]]


def test_the_page_shows_the_table() -> None:
    expected = [
        ["<br>".join(f"`{line}`" for line in form.toml.splitlines()), f"`{form.words}`", form.meaning] for form in FORMS
    ]
    assert rows("Events") == expected


@pytest.mark.parametrize(
    ("heading", "keys"),
    [
        ("Keys of the file", reading.KEYS),
        ("`[assume]`", reading.ASSUME_KEYS),
        ('`[dll."NAME"]`', dlls.KEYS),
        ("`[expect]`", reading.EXPECT_KEYS),
    ],
)
def test_the_page_has_every_key_with_meaning_and_default(heading: str, keys: tuple[str, ...]) -> None:
    shown = rows(heading)
    assert [row[0] for row in shown] == [f"`{key}`" for key in keys]
    assert all(len(row) == 3 and all(row) for row in shown)


def fixture(name: str) -> Database:
    return load_cluster(open_hive(PROJECT / "fixtures" / name)).database


def test_the_pages_words_mean_something() -> None:
    known = fixture("hvc01.hiv")
    lines = [line for line in PAGE.splitlines() if line.startswith("hivetool ")]
    words = [text for line in lines for text in re.findall(r"'(.+?)'", line)]
    assert len(words) == 4
    assert len(with_events(Scenario(), words, known).events) == 4


def test_the_pages_examples_fit_the_hives_they_name() -> None:
    examples = re.findall(r"This fits `fixtures/(\w+\.hiv)`\.\n\n```toml\n(.*?)^```$", PAGE, re.DOTALL | re.MULTILINE)
    assert [name for name, _ in examples] == ["article.hiv", "hvc01.hiv"]
    for name, text in examples:
        scenario = read_scenario(text, fixture(name))
        assert scenario.events
        assert scenario.expect is not None
