from __future__ import annotations

import click
import pytest

from hivetool.cli.failures import Exit, Failure, code_of, failure_of
from hivetool.cluster.durations import BadDuration
from hivetool.cluster.naming import NoSuchObject
from hivetool.cluster.semantics import NoSuchSemantics
from hivetool.hive.errors import NoSuchKey, UnreadableInput
from hivetool.hive.location import Location
from hivetool.regf.errors import UnreadableHive
from hivetool.regtext.errors import NoHeader
from hivetool.regtext.errors import NoSuchRoot as NoSuchRootInText
from hivetool.scenario.errors import BadScenario, BadToml
from hivetool.source.errors import CannotRead, InputError, NoSuchRoot, NotAClusterDatabase, NotAHive

CASES = (
    (NoSuchKey("x"), 2),
    (NoSuchObject("node", "x"), 2),
    (NoSuchSemantics("x", "does not exist"), 2),
    (BadDuration("x"), 2),
    (BadScenario("event 1", "x"), 2),
    (NoSuchRoot("x", input="f"), 2),
    (NoSuchRootInText("x"), 2),
    (click.BadParameter("x"), 2),
    (BadToml("x"), 3),
    (UnreadableInput("x"), 3),
    (InputError("x"), 3),
    (CannotRead("x"), 3),
    (NotAHive("x"), 3),
    (NoHeader("x"), 3),
    (NotAClusterDatabase("x"), 3),
    (MemoryError(), 3),
    (ValueError("x"), 70),
    (RecursionError("x"), 70),
)


@pytest.mark.parametrize(("error", "code"), CASES, ids=[type(error).__name__ for error, _ in CASES])
def test_the_table(error: Exception, code: int) -> None:
    assert code_of(error) == code
    assert failure_of(error).code == code


def test_a_damaged_hive_is_unreadable() -> None:
    assert issubclass(UnreadableHive, UnreadableInput)


def test_the_error_behind_an_error_counts() -> None:
    error = InputError("no such key")
    error.__cause__ = NoSuchRootInText("no such key")
    assert code_of(error) == Exit.USAGE


def test_the_line_names_what_it_is_about() -> None:
    error = BadToml("not TOML: x", Location(line=3, column=7))
    assert str(failure_of(error, "crash.toml")) == "crash.toml: line 3, column 7: not TOML: x"
    assert str(failure_of(error)) == "line 3, column 7: not TOML: x"


def test_a_failure_stays_what_it_is() -> None:
    failure = Failure(Exit.OUTPUT, "text")
    assert failure_of(failure, "about") is failure


def test_the_line_is_one_line() -> None:
    assert str(failure_of(UnreadableInput("a\nb\x1b[2J"), "f\n")) == "f\\x0a: input: a\\x0ab\\x1b[2J"


def test_a_defect_asks_to_be_reported() -> None:
    text = str(failure_of(KeyError("x")))
    assert text.startswith("internal error: KeyError: 'x'; please report it")
    assert "HIVETOOL_DEBUG" in text
    assert "no message" in str(failure_of(ValueError()))


def test_clicks_own_errors_read_like_ours() -> None:
    assert str(failure_of(click.UsageError("Missing argument 'INPUT'."))) == "missing argument 'INPUT'"
    assert str(failure_of(click.ClickException("Text."))) == "Text."
    assert str(failure_of(click.UsageError("Missing one. Choose from:\n\ta,\n\tb"))) == "missing one. Choose from: a, b"


def test_the_contracts_codes() -> None:
    assert [code.value for code in Exit] == [0, 1, 2, 3, 4, 70, 74, 130]
