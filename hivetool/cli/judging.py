"""Options that choose rules, the configuration beside which one works, and the databases that are judged."""

from __future__ import annotations

import functools
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from typing import TYPE_CHECKING, Any, TypeVar, cast

import click

from hivetool.hive.errors import HivetoolError, UnreadableInput

from .failures import Exit, Failure, failure_of
from .inputs import STDIN, how_of, read_bytes, tell
from .options import Given, file_names, talk_of
from .patience import patience
from .streams import note

if TYPE_CHECKING:
    from hivetool.lint.config import Config
    from hivetool.lint.finding import Finding
    from hivetool.lint.rule import Rule
    from hivetool.lint.selection import Selection
    from hivetool.lint.subject import Subject
    from hivetool.report.judging import Preparing
    from hivetool.source.opening import Opened

F = TypeVar("F", bound=Callable[..., Any])

CONFIGS = ("hivetool.toml", "pyproject.toml")
"""Where a configuration may stand in the working folder; the first that says something counts."""

_FILE_RULES = "HT0"


@dataclass(frozen=True, slots=True)
class Chosen:
    """What the command line says about rules: selectors, the configuration file, whether to run the validator."""

    select: tuple[str, ...]
    ignore: tuple[str, ...]
    config: str | None
    check: bool


@dataclass(frozen=True, eq=False)
class Ruling:
    """What is run on the inputs: the rules, how their subjects are prepared, and the configuration."""

    rules: tuple[Rule, ...]
    selection: Selection
    config: Config
    how: Preparing


def choosing(function: F) -> F:
    """Add the options that choose rules; the function gets them as one :class:`Chosen` named ``chosen``."""

    @functools.wraps(function)
    def command(
        *args: Any, select: tuple[str, ...], ignore: tuple[str, ...], config: str | None, check: bool, **rest: Any
    ) -> Any:
        return function(*args, chosen=Chosen(select, ignore, config, check), **rest)

    wrapped: Any = command
    for option in (
        click.option("--check", is_flag=True, help="Also run the structural validator, for the rules HT0."),
        click.option(
            "--config",
            metavar="FILE",
            shell_complete=file_names,
            help="Instead of hivetool.toml or pyproject.toml in the working folder.",
        ),
        click.option("--ignore", metavar="CODES", multiple=True, help="Rules to leave out; repeatable."),
        click.option(
            "--select",
            metavar="CODES",
            multiple=True,
            help="Rules to run, by code or beginning (HT5); all, default, pedantic; repeatable.",
        ),
    ):
        wrapped = option(wrapped)
    return cast(F, wrapped)


def ruling(ctx: click.Context, chosen: Chosen) -> Ruling:
    """The rules to run. What the command line selects stands for what the configuration does; what it ignores is added.

    Raises a usage error for an unknown code and a configuration that cannot be read.
    """
    from hivetool.lint.config import Config
    from hivetool.lint.rules import RULES
    from hivetool.lint.selection import selection, words
    from hivetool.report.judging import Preparing

    config = _configuration(chosen.config) or Config()
    try:
        selected = selection(RULES, chosen.select or config.select, (*config.ignore, *chosen.ignore))
        objects = tuple((who, words(RULES, codes)) for who, codes in config.ignored_objects)
    except HivetoolError as error:
        raise click.UsageError(str(error), ctx) from error
    rules = tuple(rule for rule in RULES if selected.takes(rule))
    how = Preparing(
        thresholds=config.thresholds,
        check=chosen.check or selected.names(_FILE_RULES),
        crashing=config.crashing,
    )
    return Ruling(rules, selected, replace(config, ignored_objects=objects), how)


def _configuration(asked: str | None) -> Config | None:
    from hivetool.lint.config import read_config

    if asked is not None:
        return read_config(read_text(asked), asked)
    for name in CONFIGS:
        if Path(name).is_file():
            found = read_config(read_text(name), name)
            if found is not None:
                return found
    return None


def read_text(path: str) -> str:
    """A file that the user names, as text. Raises :class:`Failure`."""
    try:
        return Path(path).read_text(encoding="utf-8-sig")
    except OSError as error:
        raise Failure(Exit.USAGE, f"{path}: it cannot be read: {error.strerror or error}") from error
    except UnicodeDecodeError as error:
        raise Failure(Exit.USAGE, f"{path}: it is no text in UTF-8") from error


def subjects_in(
    ctx: click.Context, given: Given, sources: Sequence[str], run: Ruling
) -> tuple[list[Subject], list[Finding]]:
    """Every cluster database in the inputs, and a finding for each input that cannot be read.

    Where there is but one input and it is a single file that cannot be read, or holds no cluster, that ends the
    command. In a folder or archive other hives are passed over. Raises :class:`Failure` where nothing is found.
    """
    subjects: list[Subject] = []
    findings: list[Finding] = []
    for source in dict.fromkeys(sources):
        for name, found in _opened(replace(given, source=source), alone=len(sources) == 1):
            if not isinstance(found, HivetoolError):
                subjects.append(_subject(ctx, name, found, run))
                continue
            finding = _about_input(name, found)
            if run.selection.names_code(finding.rule):
                findings.append(finding)
            else:
                note(f"{name}: {found}")
    if not subjects and not findings:
        raise Failure(Exit.UNREADABLE, f"{', '.join(sources)}: there is no cluster database in it")
    return subjects, findings


def _about_input(name: str, error: HivetoolError) -> Finding:
    """What is said of an input that is never judged: it cannot be read, or it is no cluster's."""
    from hivetool.lint.unreadable import no_cluster, unreadable
    from hivetool.source.errors import NotAClusterDatabase

    if isinstance(error, NotAClusterDatabase):
        return no_cluster(name, error.looks, error.at)
    if isinstance(error, UnreadableInput):
        return unreadable(name, error.reason, error.at)
    return unreadable(name, str(error))


def _opened(given: Given, *, alone: bool) -> Iterator[tuple[str, Any]]:
    """Names with a hive rooted at its cluster, or with the error."""
    from hivetool.source.cluster_root import cluster_root

    for each in _hives(given, alone=alone):
        if each.hive is None:
            yield each.name, each.error
            continue
        try:
            yield each.name, cluster_root(each.hive)
        except UnreadableInput as error:
            yield each.name, error
        except HivetoolError as error:
            if not _is_member(each, given):
                if alone:
                    raise failure_of(error, each.name) from error
                yield each.name, error


def _hives(given: Given, *, alone: bool) -> tuple[Opened, ...]:
    from hivetool.source.errors import InputError
    from hivetool.source.opening import Opened, open_all

    with patience(f"reading {given.source}"):
        try:
            name, source = read_bytes(STDIN) if given.source == STDIN else (given.source, given.source)
            found = open_all(source, name=name, **how_of(given))
        except InputError as error:
            if alone:
                raise
            return (Opened(given.source, None, error),)
    if alone and len(found) == 1 and found[0].error is not None and not _is_member(found[0], given):
        raise found[0].error
    return found


def _is_member(each: Opened, given: Given) -> bool:
    """Whether it is one of the files in a folder or an archive."""
    name = "standard input" if given.source == STDIN else given.source
    return each.name != name


def _subject(ctx: click.Context, name: str, hive: Any, run: Ruling) -> Subject:
    from hivetool.cluster.load import load_cluster
    from hivetool.report.judging import prepared

    if talk_of(ctx).verbose or not any(rule.code.startswith(_FILE_RULES) for rule in run.rules):
        tell(ctx, name, hive.problems)
    return prepared(name, load_cluster(hive), run.rules, run.how)
