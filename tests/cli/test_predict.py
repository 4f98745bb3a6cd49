from __future__ import annotations

import json
from pathlib import Path

import jsonschema
import pytest

from hivetool.report.schema import schema
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
@pytest.mark.parametrize("shape", ["text", "json", "trace"])
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


def test_the_trace_is_the_same_however_it_is_shown() -> None:
    shapes = [
        run("predict", "-", "--event", FAILED, "--format", "trace", *more, stdin=ARTICLE_REG, env=env).stdout
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
    assert predict("--semantics", "article", "--event", FAILED)[0] == 0
    for name in ("windows", "guess"):
        code, out, err = predict("--semantics", name, "--event", FAILED)
        assert (code, out) == (2, "")
        assert err.startswith(f"hivetool: semantics '{name}' ")
    scenario.write_text('semantics = "windows"\n', encoding="utf-8")
    assert predict("--scenario", str(scenario), "--event", FAILED)[0] == 2
    assert predict("--scenario", str(scenario), "--event", FAILED, "--semantics", "article")[0] == 0


@pytest.mark.parametrize(
    ("arguments", "told"),
    [
        ((), "nothing happens without --event or --scenario"),
        (("--event", "vm:SQL01 reports Failed"), "'SQL01'"),
        (("--event", "vm:'Virtual Machine 1' explodes"), "not understood"),
        (("--event", "vm:Virtual* reports Failed"), "give the id"),
        (("--event", "node:Node1 down"), "not replayed by this version"),
        (("--event", FAILED, "--until", "soon"), "--until: 'soon' is not a duration"),
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
