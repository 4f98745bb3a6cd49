from __future__ import annotations

from collections.abc import Callable
from pathlib import Path

import click
import pytest
from click.shell_completion import CompletionItem

from hivetool.cli.main import program
from hivetool.cli.options import Given, Talk, file_names, point_values, reading, semantics_names, talk_of
from hivetool.cluster.semantics import ARTICLE, SEMANTICS, overridden, points
from tests.cli.running import ARTICLE_REG, run


@pytest.mark.parametrize(
    ("arguments", "talk"),
    [
        ((), Talk()),
        (("-q",), Talk(quiet=True)),
        (("-v",), Talk(verbose=1)),
        (("-vv",), Talk(verbose=2)),
        (("--color", "always"), Talk(color="always")),
    ],
)
@pytest.mark.parametrize("place", ["before", "after"])
def test_talk_options_stand_before_or_after_the_command(
    monkeypatch: pytest.MonkeyPatch, arguments: tuple[str, ...], talk: Talk, place: str
) -> None:
    seen: list[Talk] = []
    monkeypatch.setattr("hivetool.cli.dump.open_given", lambda ctx, given: seen.append(talk_of(ctx)))
    run(*((*arguments, "dump", "-") if place == "before" else ("dump", "-", *arguments)))
    assert seen == [talk]


def test_what_stands_behind_the_command_wins(monkeypatch: pytest.MonkeyPatch) -> None:
    seen: list[Talk] = []
    monkeypatch.setattr("hivetool.cli.dump.open_given", lambda ctx, given: seen.append(talk_of(ctx)))
    run("--color", "never", "-v", "dump", "--color", "always", "-")
    assert seen == [Talk(verbose=1, color="always")]


def test_quiet_and_verbose_contradict_each_other() -> None:
    found = run("-q", "inspect", "-v", "-", stdin=ARTICLE_REG)
    assert found.exit_code == 2
    assert found.stderr.startswith("hivetool: -q and -v contradict each other")


def test_reading_options_come_as_one() -> None:
    seen: list[Given] = []

    @click.command()
    @reading
    def command(given: Given) -> None:
        seen.append(given)

    command.main(["in", "--root", "K", "--encoding", "cp1252", "--no-logs"], standalone_mode=False)
    command.main(["--", "-in"], standalone_mode=False)
    assert seen == [Given("in", "K", "cp1252", True), Given("-in", None, None, False)]


def test_files_are_completed_by_the_shell() -> None:
    context = click.Context(program)
    (item,) = file_names(context, program.params[0], "CLU")
    assert (item.value, item.type) == ("CLU", "file")


def test_a_file_whose_name_begins_with_a_dash(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    (tmp_path / "-q").write_bytes(ARTICLE_REG)
    monkeypatch.chdir(tmp_path)
    assert run("inspect", "--", "-q").exit_code == 0


def completed(complete: Callable[..., list[CompletionItem]], incomplete: str) -> list[str]:
    context = click.Context(click.Command("x"))
    return [item.value for item in complete(context, click.Option(["--x"]), incomplete)]


def test_semantics_and_their_points_are_completed() -> None:
    assert completed(semantics_names, "") == [known.name for known in SEMANTICS]
    assert completed(semantics_names, "w") == ["windows"]
    assert completed(point_values, "") == [f"{point.name}=" for point in points()]
    assert completed(point_values, "restart_w") == ["restart_window="]
    assert completed(point_values, "restart_window=") == ["restart_window=sliding", "restart_window=fixed"]
    assert completed(point_values, "restart_window=f") == ["restart_window=fixed"]
    for nothing in ("seed=", "unheard=", "unheard"):
        assert completed(point_values, nothing) == []


def test_what_is_completed_can_be_set() -> None:
    for point in completed(point_values, ""):
        for words in completed(point_values, point):
            overridden(ARTICLE, [words])
