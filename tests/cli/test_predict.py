from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from hivetool.cli.predict import SHAPES
from hivetool.cluster.load import load_cluster
from hivetool.cluster.model import Database
from hivetool.cluster.semantics import Semantics
from hivetool.engine import cluster_service
from hivetool.engine.outcome import Prediction
from hivetool.report.schema import schema
from hivetool.scenario.errors import BadScenario
from hivetool.scenario.model import Scenario
from hivetool.source.cluster_root import cluster_root
from hivetool.source.opening import open_hive
from tests.cli.running import ARTICLE_REG, FAILED, article, run
from tests.engine.runs import ALWAYS_FAILS

EXPECTS = '[expect]\nowner = { "HyperV VMs" = "Node3" }\n'


def predict(*arguments: str, stdin: bytes = ARTICLE_REG) -> tuple[int, str, str]:
    found = run("predict", "-", *arguments, stdin=stdin)
    return found.exit_code, found.stdout, found.stderr


@pytest.fixture
def scenario(tmp_path: Path) -> Path:
    path = tmp_path / "crash.toml"
    path.write_text(ALWAYS_FAILS, encoding="utf-8")
    return path


def test_an_event() -> None:
    code, out, err = predict("--event", FAILED)
    assert (code, err) == (0, "")
    assert out.startswith("Predicted for cluster HVCLUSTER under the semantics 'article'")
    assert " * RCM             restart Virtual Machine 1 on Node1: " in out


def test_the_actions_alone() -> None:
    assert predict("-q", "--event", FAILED)[1] == "00:00:05.000  restart Virtual Machine 1 on Node1\n"


def test_several_events() -> None:
    actions = predict("-q", "--event", "1s vm:'Virtual Machine 1' offline", "--event", "2s group:HyperV* offline")[1]
    assert actions.splitlines() == [
        "00:00:01.000  offline Virtual Machine 1 on Node1",
        "00:00:02.000  offline Virtual Machine 2 on Node1",
    ]


def test_a_scenario_file_and_an_event(scenario: Path) -> None:
    code, out, _ = predict("-q", "--scenario", str(scenario), "--event", FAILED)
    assert code == 0
    assert "failover HyperV VMs to Node2" in out


def test_a_scenario_from_stdin(tmp_path: Path) -> None:
    text = f'[[event]]\nat = "3s"\nresource = "Virtual Machine 1"\nreports = "Failed"\n{EXPECTS}'.encode()
    found = run("predict", str(article(tmp_path)), "--scenario", "-", stdin=b"\xef\xbb\xbf" + text)
    assert found.exit_code == 1
    assert "owner of HyperV VMs" in found.stdout.split("The expectations are not met:")[1]


@pytest.mark.parametrize(("toml", "code"), [(ALWAYS_FAILS + EXPECTS, 0), (EXPECTS, 1)])
@pytest.mark.parametrize("shape", SHAPES)
def test_expectations_decide_the_status(scenario: Path, toml: str, code: int, shape: str) -> None:
    scenario.write_text(toml, encoding="utf-8")
    found = predict("--scenario", str(scenario), "--event", FAILED, "--format", shape)
    assert found[0] == code
    assert found[2] == ""
    if shape == "json":
        assert json.loads(found[1])["expect"]["met"] is (code == 0)


def test_json_fits_its_schema(scenario: Path) -> None:
    code, out, _ = predict("--scenario", str(scenario), "--event", FAILED, "--format", "json")
    assert code == 0
    assert out.isascii()
    document = json.loads(out)
    jsonschema.Draft202012Validator(schema("predict")).validate(document)
    assert document["after"]["groups"]["HyperV VMs"]["owner"] == "Node3"


def test_the_steps_are_the_same_however_they_are_shown() -> None:
    shapes = [
        run("predict", "-", "--event", FAILED, "--format", "steps", *more, stdin=ARTICLE_REG, env=env).stdout
        for more, env in (((), {}), (("-v", "--color", "always"), {"COLUMNS": "40"}))
    ]
    assert shapes[0] == shapes[1]
    assert shapes[0].isascii()


def test_until_wins_over_the_file(scenario: Path) -> None:
    scenario.write_text('until = "4s"\n', encoding="utf-8")
    arguments = ("--scenario", str(scenario), "--event", FAILED, "--format", "json")
    assert json.loads(predict(*arguments)[1])["horizon_ms"] == 4000
    document = json.loads(predict(*arguments, "--until", "6s")[1])
    assert (document["horizon_ms"], len(document["actions"])) == (6000, 1)


def test_target_online_wins_over_the_file(scenario: Path) -> None:
    arguments = ("-q", "--scenario", str(scenario), "--event", FAILED)
    third = "online Virtual Machine 3 on Node2"
    assert third not in predict(*arguments)[1]
    assert third in predict(*arguments, "--target-online", "all")[1]
    scenario.write_text('target_online = "all"\n' + ALWAYS_FAILS, encoding="utf-8")
    assert third in predict(*arguments)[1]
    assert third not in predict(*arguments, "--target-online", "flagged")[1]


def test_semantics(scenario: Path) -> None:
    for name in ("article", "windows"):
        code, out, err = predict("--semantics", name, "--event", FAILED)
        assert (code, err) == (0, "")
        assert f" under the semantics '{name}', " in out
    scenario.write_text('semantics = "windows"\n', encoding="utf-8")
    arguments = ("--scenario", str(scenario), "--event", FAILED, "--format", "json")
    assert json.loads(predict(*arguments)[1])["semantics"] == "windows"
    assert json.loads(predict(*arguments, "--semantics", "article")[1])["semantics"] == "article"


def assumed(*arguments: str) -> dict[str, str]:
    document = json.loads(predict("--event", FAILED, "--format", "json", *arguments)[1])
    return {item["what"]: item["value"] for item in document["assumed"] if item["basis"] == "chosen by the user"}


def test_points_of_the_semantics_can_be_set(scenario: Path) -> None:
    chosen = assumed("--set-semantics", "restart-window=fixed", "--set-semantics", "retry=one attempt")
    assert chosen == {
        "point restart_window of the semantics": "fixed",
        "point retry of the semantics": "one attempt",
    }
    assert assumed() == {}
    attempts = [predict("-q", "--event", FAILED, "--set-semantics", f"restart_threshold={n}")[1] for n in (0, 1)]
    assert "restart" not in attempts[0]
    assert "restart" in attempts[1]


def test_of_several_the_last_counts_and_the_users_after_the_files(scenario: Path) -> None:
    scenario.write_text('target_online = "all"\n', encoding="utf-8")
    name, file = "point target_online of the semantics", ("--scenario", str(scenario))
    assert assumed(*file)[name] == "all"
    assert assumed(*file, "--target-online", "flagged")[name] == "flagged"
    assert assumed(*file, "--target-online", "flagged", "--set-semantics", "target_online=all")[name] == "all"


def ends_differently(semantics: str, *arguments: str) -> str:
    """The one line of the text about the other semantics."""
    out = predict("--event", FAILED, "--semantics", semantics, *arguments)[1]
    (line,) = [line for line in out.splitlines() if line.startswith("Under '")]
    return line


def test_the_other_semantics_is_always_replayed_too() -> None:
    assert ends_differently("article") == "Under 'windows' it ends the same."
    assert ends_differently("windows") == "Under 'article' it ends the same."


def test_points_that_the_user_set_are_not_set_in_the_other() -> None:
    gave_up = ends_differently("article", "--set-semantics", "restart_threshold=0")
    assert gave_up.startswith("Under 'windows' it ends differently: HyperV VMs on Node1 instead of Node2")
    document = json.loads(predict("--event", FAILED, "--set-semantics", "restart_threshold=0", "--format", "json")[1])
    assert [found["semantics"] for found in document["differs"]] == ["windows"]
    assert document["differs"][0]["what"].startswith("HyperV VMs on Node1 instead of Node2")
    jsonschema.Draft202012Validator(schema("predict")).validate(document)


def test_only_leaves_it_out(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr("hivetool.cli.predict._others", lambda *arguments: pytest.fail("replayed"))
    arguments = ("--event", FAILED, "--set-semantics", "restart_threshold=0")
    assert "Under '" not in predict(*arguments, "--only")[1]
    assert json.loads(predict(*arguments, "--only", "--format", "json")[1])["differs"] == []
    for more in (("-q",), ("--format", "trace"), ("--format", "steps"), ("--format", "mermaid")):
        assert predict(*arguments, *more)[0] == 0


def test_what_the_other_cannot_replay_does_not_spoil_it(monkeypatch: pytest.MonkeyPatch) -> None:
    real = cluster_service.replay

    def failing(database: Database, scenario: Scenario, semantics: Semantics) -> Prediction:
        if semantics.name == "windows":
            raise BadScenario("event 1", "not there")
        return real(database, scenario, semantics)

    monkeypatch.setattr(cluster_service, "replay", failing)
    line = ends_differently("article")
    assert line.startswith("Under 'windows' it could not be replayed: ")
    assert "not there" in line
    assert predict("--event", FAILED, "--semantics", "windows")[:2] == (2, "")


def test_the_trace_looks_like_a_cluster_log(scenario: Path) -> None:
    scenario.write_text("[assume]\nstarts_at = 2026-01-01T12:00:00\n", encoding="utf-8")
    lines = predict("--scenario", str(scenario), "--event", "3s " + FAILED, "--format", "trace")[1].splitlines()
    assert lines[2] == "[=== Cluster Logs ===]"
    assert "::2026/01/01-12:00:03.000 INFO  [EVENT] Virtual Machine 1: " in lines[3]
    assert any("(event 1069)" in line for line in lines)


def test_mermaid() -> None:
    lines = predict("--event", FAILED, "--format", "mermaid")[1].splitlines()
    assert lines[0] == "sequenceDiagram"
    assert any("->>" in line and "restart Virtual Machine 1 on Node1" in line for line in lines)


def test_explain() -> None:
    out = predict("--event", FAILED, "--explain")[1]
    assert "What happens, and why" in out
    assert "     why      RCM-01, STATED (the article says so): " in out
    assert "     because  ClusterService: HyperV VMs: asks RHS" in out
    assert "RHS-03, STATED: article" in out


AFTER = ("--event", "vm:'Virtual Machine 1' offline", "--event", "vm:'Virtual Machine 3' online")


@pytest.mark.parametrize("name", ["after.hiv", "after.reg", "after.json", "after.sqlite"])
def test_the_database_afterwards_can_be_the_next_input(tmp_path: Path, name: str) -> None:
    out = tmp_path / name
    code, text, err = predict(*AFTER, "--after", str(out))
    assert (code, "The cluster afterwards (predicted)" in text) == (0, True)
    assert f"hivetool: wrote {out}: " in err
    database = load_cluster(cluster_root(open_hive(out))).database
    states = {item.name: item.number("PersistentState") for item in database.resources}
    assert [states[f"Virtual Machine {number}"] for number in (1, 2, 3)] == [0, 1, 1]
    again = run("predict", str(out), "--event", FAILED, "-q")
    assert (again.exit_code, again.stdout) == (0, "")


def test_afterwards_a_group_is_where_it_went(tmp_path: Path) -> None:
    out = tmp_path / "after.hiv"
    arguments = ("--event", FAILED, "--set-semantics", "restart_threshold=0", "-q")
    assert "failover HyperV VMs to Node2" in predict(*arguments, "--after", str(out))[1]
    again = run("predict", str(out), *arguments)
    assert "failover HyperV VMs to Node1" in again.stdout


def test_a_file_that_is_there_is_not_replaced_without_force(tmp_path: Path) -> None:
    out = tmp_path / "after.hiv"
    out.write_bytes(b"mine")
    code, text, err = predict(*AFTER, "--after", str(out))
    assert (code, text, out.read_bytes()) == (4, "", b"mine")
    assert "--force replaces it" in err
    assert predict(*AFTER, "--after", str(out), "--force")[0] == 0
    assert out.read_bytes()[:4] == b"regf"


def test_the_input_is_not_replaced_at_all(tmp_path: Path) -> None:
    path = article(tmp_path)
    assert run("predict", str(path), *AFTER, "--after", str(path), "--force").exit_code == 4
    assert path.read_bytes() == ARTICLE_REG


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing happens without --event or --scenario"),
        (("--event", "vm:SQL01 reports Failed"), "'SQL01'"),
        (("--event", "vm:'Virtual Machine 1' explodes"), "not understood"),
        (("--event", "vm:Virtual* reports Failed"), "give the id"),
        (("--event", FAILED, "--until", "soon"), "--until: 'soon' is not a duration"),
        (("--event", FAILED, "--semantics", "guess"), "semantics 'guess' does not exist; there is: article, windows"),
        (("--event", FAILED, "--set-semantics", "restart_window"), "write POINT=VALUE"),
        (("--event", FAILED, "--set-semantics", "restart_window=3"), "restart_window can be sliding or fixed"),
        (("--event", FAILED, "--set-semantics", "restart=fixed"), "restart_window"),
        (("--event", FAILED, "--explain", "-q"), "--explain is about the text"),
        (("--event", FAILED, "--explain", "--format", "json"), "--explain is about the text"),
        (("--event", FAILED, "--after", "-"), "--after needs a file"),
        (("--scenario", "-"), "stdin can be the input or the scenario, not both"),
    ],
)
def test_what_cannot_be_meant_is_2(arguments: tuple[str, ...], told: str) -> None:
    code, out, err = predict(*arguments)
    assert (code, out) == (2, "")
    assert told in err
    assert err.count("\n") == 1


@pytest.mark.parametrize(
    ("content", "code", "told"),
    [
        (b"[dll.", 3, ": line 1"),
        (b"a = 1\nb = \xff\n", 3, ": line 2: a scenario is text in UTF-8"),
        (b"unheard = 1\n", 2, "unheard"),
        (b'[assume]\nowners = { "HyperV VMs" = "Node9" }\n', 2, "Node9"),
        (b'[[event]]\nat = "1s"\n', 2, "event 1"),
    ],
)
def test_what_is_wrong_in_a_scenario_file(scenario: Path, content: bytes, code: int, told: str) -> None:
    scenario.write_bytes(content)
    found = predict("--scenario", str(scenario))
    assert found[:2] == (code, "")
    assert found[2].startswith(f"hivetool: {scenario}: ")
    assert told in found[2]


def test_a_scenario_file_that_is_not_there(tmp_path: Path) -> None:
    code, out, err = predict("--scenario", str(tmp_path / "none.toml"))
    assert (code, out) == (3, "")
    assert err.startswith(f"hivetool: {tmp_path / 'none.toml'}: ")
