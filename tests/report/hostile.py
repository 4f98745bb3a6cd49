"""A cluster in which everything that can have a name has a hostile one, and every text that is made of it."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product
from typing import Any, Literal, get_args

from hivetool.cluster.assign import Change, assigned
from hivetool.cluster.difference import parts
from hivetool.cluster.load import LoadResult, load_cluster
from hivetool.cluster.model import Database
from hivetool.cluster.names import Names
from hivetool.cluster.redact import Redacted, Replacement
from hivetool.cluster.replicas import replica, replicas
from hivetool.cluster.schema import KINDS
from hivetool.cluster.semantics import ARTICLE
from hivetool.engine.cluster_service import replay
from hivetool.engine.outcome import Prediction
from hivetool.engine.trace import Action
from hivetool.engine.tuning import tune
from hivetool.hive.decode import multi_text_data, text_data
from hivetool.hive.diff import diff
from hivetool.hive.errors import HivetoolError
from hivetool.hive.hive import Hive
from hivetool.hive.search import query, search
from hivetool.observed.matching import WORDS
from hivetool.observed.model import Kind, Observed
from hivetool.regf.check import Report
from hivetool.regf.recovery import Recovered, RecoveredKey, RecoveredValue
from hivetool.report.changes import changes_json, changes_text
from hivetool.report.check_json import check_json
from hivetool.report.check_text import check_text
from hivetool.report.comparing import compare
from hivetool.report.copies import compared, copies_json, copies_text
from hivetool.report.deleted import deleted_jsonl, deleted_text
from hivetool.report.difference_json import difference_json
from hivetool.report.difference_text import difference_text
from hivetool.report.differs import differs, not_replayed
from hivetool.report.dump import dump_jsonl, dump_text
from hivetool.report.found import found_json, found_text
from hivetool.report.got import key_json, key_text, value_json, value_text
from hivetool.report.graph import graph_of
from hivetool.report.graph_dot import graph_dot
from hivetool.report.graph_mermaid import graph_mermaid
from hivetool.report.inspect_json import inspect_json
from hivetool.report.inspection import Inspection
from hivetool.report.layout import Detail, Layout
from hivetool.report.log_text import log_text
from hivetool.report.powershell import powershell
from hivetool.report.predict_json import predict_json
from hivetool.report.predict_text import predict_text
from hivetool.report.redact_map import redact_map_json
from hivetool.report.replay_csv import replay_csv
from hivetool.report.replay_json import replay_json
from hivetool.report.replay_text import replay_text
from hivetool.report.sequence_mermaid import sequence_mermaid
from hivetool.report.show_json import show_json
from hivetool.report.show_text import show_text
from hivetool.report.showing import showing
from hivetool.report.table import View
from hivetool.report.table_csv import view_csv
from hivetool.report.table_json import document_text
from hivetool.report.table_markdown import view_markdown
from hivetool.report.table_text import view_text
from hivetool.report.trace_text import trace_text
from hivetool.report.tuning import tuning_json, tuning_text
from hivetool.report.views.catalog import OVERVIEW, VIEWS, view_of
from hivetool.report.way_back import way_back
from hivetool.scenario.model import Scenario
from hivetool.scenario.reading import with_events
from tests.report.asking import what_if_texts
from tests.report.hostile_lint import LINT
from tests.report.observing import saw
from tests.trees import PlainKey, PlainValue, hive_of

Form = Literal["text", "json", "jsonl", "csv", "markdown", "dot", "mermaid", "sequence", "powershell", "xml", "github"]

GROUP, VM, CONFIG, DISK, NETWORK, INTERFACE = (f"{number}1111111-2222-3333-4444-555555555555" for number in range(1, 7))
LAYOUTS = (Layout(200), Layout(40, folds=True))


@dataclass(frozen=True)
class Case:
    """One cluster before and after a change, with the name that everything has in it."""

    name: str
    before: Hive
    after: Hive
    loaded: LoadResult
    inspection: Inspection

    @property
    def database(self) -> Database:
        return self.loaded.database


def case(name: str, other: str) -> Case:
    before, after = hive_of(cluster(name)), hive_of(cluster(other))
    loaded = load_cluster(before)
    return Case(name, before, after, loaded, Inspection(loaded.database, before.source, ARTICLE))


def key(name: str, values: Mapping[str, str | int | Sequence[str]], *below: PlainKey) -> PlainKey:
    found = []
    for each, value in values.items():
        if isinstance(value, int):
            found.append(PlainValue(each, 4, value.to_bytes(4, "little")))
        elif isinstance(value, str):
            found.append(PlainValue(each, 1, text_data(value)))
        else:
            found.append(PlainValue(each, 7, multi_text_data(list(value))))
    return PlainKey(name, tuple(found), below)


def cluster(name: str) -> PlainKey:
    """Ids are as they have to be, save where a name is an id: those of resource types and of what is unknown."""
    odd = name.replace("\\", "/")[:200] or "odd"
    everything = key(odd, {odd: name, "list": [name, name]})
    parameters = key("Parameters", {"SharePath": name, "VmID": name, odd: name}, everything)
    machine: dict[str, str | int | Sequence[str]] = {
        "Name": name,
        "Type": odd,
        "Description": name,
        "PersistentState": 1,
        "PossibleOwners": ["1", name],
    }
    return key(
        "root",
        {"ClusterName": name, "ClusterInstanceID": name, "PaxosTag": name, "PreferredSite": name, odd: name},
        key(
            "Groups",
            {},
            key(
                GROUP,
                {
                    "Name": name,
                    "Contains": [VM, CONFIG, name],
                    "DefaultOwner": 1,
                    "PreferredOwners": ["1", name],
                    "AntiAffinityClassNames": [name],
                    "Description": name,
                },
            ),
            key(odd, {"Name": name}),
        ),
        key(
            "Resources",
            {},
            key(VM, machine, parameters),
            key(CONFIG, {"Name": name, "Type": "Virtual Machine", "RestartAction": 9}),
            key(DISK, {"Name": f"{name}2", "Type": "File Share Witness", "SeparateMonitor": 1}, parameters),
            key(odd, {"Name": name, "Type": name}),
        ),
        key(
            "ResourceTypes",
            {},
            key(odd, {"Name": name, "DllName": name, "IsAlivePollInterval": 700}, parameters),
            key("File Share Witness", {"DllName": name}),
        ),
        key(
            "Nodes", {}, key("1", {"NodeName": name}), key("2", {"NodeName": name}), key(odd, {"NodeName": f"{name}3"})
        ),
        key(
            "Networks", {}, key(NETWORK, {"Name": name, "Address": name, "AddressMask": name, "IPv6Addresses": [name]})
        ),
        key(
            "NetworkInterfaces",
            {},
            key(INTERFACE, {"Name": name, "Node": name, "Network": name, "Address": name, "Adapter": name}),
            key(odd, {"Node": name, "Network": "gone", "AdapterId": name}),
        ),
        key("Dependencies", {}, key(odd, {"dependent": VM, "dependency": f"[{CONFIG}] or [{name}] or [{DISK}]"})),
        key("Checkpoints", {}, key(odd, {odd: name})),
        key("FaultDomains", {}, key(odd, {"FaultDomainName": name})),
        key("Quorum", {"Resource": DISK, "Path": name}),
    )


Texts = Iterator[tuple[Form, str]]


def _views(each: Case) -> list[View]:
    return [view_of(name, each.inspection) for name in (OVERVIEW, *VIEWS)]


def view_texts(each: Case) -> Texts:
    details: tuple[Detail, ...] = get_args(Detail)
    for view, layout, detail in product(_views(each), LAYOUTS, details):
        yield "text", view_text(view, layout, detail)


def view_csvs(each: Case) -> Texts:
    yield from (("csv", view_csv(view)) for view in _views(each))


def view_markdowns(each: Case) -> Texts:
    yield from (("markdown", view_markdown(view, "full")) for view in _views(each))


def documents(each: Case) -> Texts:
    yield "json", document_text(inspect_json(each.inspection, _views(each)))


def pictures(each: Case) -> Texts:
    graph = graph_of(each.inspection)
    yield "dot", graph_dot(graph)
    yield "mermaid", graph_mermaid(graph)


def predictions(each: Case) -> Texts:
    events = (f"res:{VM} reports Failed", f"10s res:{DISK} stopped inside", f"1m group:{GROUP} offline")
    prediction = replay(each.database, with_events(Scenario(), events, each.database), ARTICLE)
    after = replace(prediction.after, groups=tuple(replace(group, owner="") for group in prediction.after.groups))
    others = ((each.name, differs(prediction, replace(prediction, after=after))), ("windows", not_replayed(each.name)))
    details: tuple[Detail, ...] = get_args(Detail)
    for layout, detail, explain in product(LAYOUTS, details, (False, True)):
        yield "text", predict_text(prediction, each.database, layout, detail, others, explain=explain)
    yield "text", trace_text(prediction)
    yield "text", log_text(prediction, each.database)
    yield "sequence", sequence_mermaid(_moved(prediction, each.name))
    yield "json", json.dumps(predict_json(prediction, others))


def tunings(each: Case) -> Texts:
    events = (f"res:{VM} reports Failed", "1m node:1 down")
    scenario = with_events(Scenario(), events, each.database)
    tuning = tune(each.database, scenario, ARTICLE, replay(each.database, scenario, ARTICLE))
    yield from (("text", tuning_text(tuning, layout)) for layout in LAYOUTS)
    yield "json", json.dumps(tuning_json(tuning))


def _moved(prediction: Prediction, name: str) -> Prediction:
    """The prediction and a move at its end, since nodes are drawn only where groups move."""
    move = replace(prediction.trace[-1], action=Action.MOVE, resource=None, group=name, node=name, target=f"{name}2")
    return replace(prediction, trace=(*prediction.trace, move))


def differences(each: Case) -> Texts:
    titles = (each.name, each.name)
    for raw in (False, True):
        found = parts(diff(each.before, each.after), each.before, each.after, raw=raw)
        yield "text", "".join(difference_text(found, Names((each.before, each.after)), 1, titles))
        yield "json", json.dumps(difference_json(found, 1, titles))


def ways_back(each: Case) -> Texts:
    for a, b in ((each.before, each.after), (each.after, each.before), (each.before, hive_of(PlainKey("root")))):
        back = parts(diff(b, a), b, a)
        yield "powershell", "".join(way_back(back, Names((a, b)), load_cluster(a).database))


def _changes(each: Case) -> Iterator[Change]:
    words = [
        f"{VM}.Description={each.name}",
        f"{VM}.PossibleOwners=1,2",
        f"{VM}.PersistentState=0",
        f"{DISK}.SharePath={each.name}",
        f"{GROUP}.AntiAffinityClassNames={each.name}",
        f"{GROUP}.PreferredOwners=2",
        f"net:{NETWORK}.Name={each.name}",
        f"cluster.PreferredSite={each.name}",
    ]
    for each_words in words:
        try:
            yield assigned(each.database, each_words)
        except HivetoolError:
            continue


def changes(each: Case) -> Texts:
    found = list(_changes(each))
    assert len(found) > 2
    for width in (40, 200):
        yield "text", "".join(changes_text(found, width))
    yield "json", json.dumps(changes_json(found, each.name))


def commands(each: Case) -> Texts:
    yield from (("powershell", f"{line}\n") for change in _changes(each) if (line := powershell(change)) is not None)


def finds(each: Case) -> Texts:
    hits = list(search(each.before, query(each.name or "1")))
    for names in (Names((each.before,)), None):
        yield "text", "".join(found_text(each.before, hits, names))
        yield "jsonl", "".join(found_json(each.before, hits, names))


def gets(each: Case) -> Texts:
    for found in each.before.walk():
        yield "text", "".join(key_text(found))
        yield "json", json.dumps(key_json(found))
        for value in found.values:
            yield "text", "".join(value_text(value))
            yield "json", json.dumps(value_json(value))


def dumps(each: Case) -> Texts:
    yield "text", "".join(dump_text(each.before))
    yield "jsonl", "".join(dump_jsonl(each.before))


def remnants(each: Case) -> Texts:
    value = RecoveredValue(each.name, 1, text_data(each.name), 9, "free cell")
    gone = RecoveredKey(each.name, 0, (value,), 7, "free cell")
    found = Recovered(each.before, (gone,), ((0, value), (3, value)), (value,), 1)
    yield "text", "".join(deleted_text(found))
    yield "jsonl", "".join(deleted_jsonl(found))


def checks(each: Case) -> Texts:
    report = Report(each.loaded.problems, 1, 1)
    for layout in LAYOUTS:
        yield "text", check_text(each.name, report, layout, every=True)
    yield "json", json.dumps(check_json(report))


def shows(each: Case) -> Texts:
    for kind in KINDS:
        for item in each.database.objects(kind):
            shown = showing(each.database, item, ARTICLE, each.loaded.problems)
            for layout in LAYOUTS:
                yield "text", "".join(f"{line}\n" for line in show_text(shown, layout, every=True))
            yield "json", json.dumps(show_json(shown))


def replica_texts(each: Case) -> Texts:
    known = [replica(each.name, load_cluster(hive).database) for hive in (each.before, each.after)]
    groups = [(group, compared(group)) for group in replicas(known)]
    for (group, copies), layout in product(groups, LAYOUTS):
        yield "text", "".join(f"{line}\n" for line in copies_text(group, copies, layout))
    yield "json", json.dumps(copies_json(groups))


def redaction_maps(each: Case) -> Texts:
    made = Redacted(each.before, (Replacement("name", each.name, each.name),))
    yield "json", json.dumps(redact_map_json(made))


def replays(each: Case) -> Texts:
    """Of every kind one that the cluster has, wherever names are of use, and one that it does not have."""
    states: Mapping[Kind, str] = {"resource": "Failed", "vm": "Running", "group": "PartialOnline", "node": "Down"}
    assert states.keys() == WORDS.keys()
    seen = [
        saw(kind, name, state, owner=each.name, group=f"{each.name}4")
        for (kind, state), name in product(states.items(), (each.name, f"{each.name}5"))
    ]
    seen.append(saw("resource", each.name, "Failed", reports=True, at_ms=5))
    observed = Observed(each.name, "json", "utf-8", tuple(replace(sighting, input=each.name) for sighting in seen))
    found = compare(each.database, [observed], ARTICLE)
    details: tuple[Detail, ...] = get_args(Detail)
    for layout, detail in product(LAYOUTS, details):
        yield "text", "".join(replay_text(found, layout, detail, whole=True))
    yield "json", json.dumps(replay_json(found))
    yield "csv", "".join(replay_csv(found, whole=True))


def what_ifs(each: Case) -> Texts:
    return what_if_texts(each.database, load_cluster(each.after).database, each.name)


RENDERERS: Mapping[str, Callable[[Case], Texts]] = {
    "table_text": view_texts,
    "table_csv": view_csvs,
    "table_markdown": view_markdowns,
    "table_json inspect_json": documents,
    "graph_dot graph_mermaid": pictures,
    "predict_text timeline_text explain_text trace_text log_text sequence_mermaid predict_json": predictions,
    "tuning": tunings,
    "difference_text difference_json": differences,
    "way_back": ways_back,
    "changes": changes,
    "powershell": commands,
    "found": finds,
    "got": gets,
    "dump": dumps,
    "deleted": remnants,
    "check_text check_json": checks,
    "show_text show_json": shows,
    "copies": replica_texts,
    "redact_map": redaction_maps,
    "replay_text replay_json replay_csv": replays,
    "whatif_view whatif_json whatif_csv": what_ifs,
    **LINT,
}
"""The modules of the report that write something, and all that they write of a case."""

NOT_RENDERERS: Mapping[str, str] = {
    "plain layout evidence stored spreadsheet": "used by the others",
    "table inspection graph showing comparing comparing_groups comparison managers known whatif_tally": "data",
    "argument afterwards differs judging": "data of a prediction or of lint",
    "schema checks_page decisions_page properties_page quorum_page rule_page why": "about hivetool itself",
}


def renderers() -> dict[str, Any]:
    return {module: made for modules, made in RENDERERS.items() for module in modules.split()}
