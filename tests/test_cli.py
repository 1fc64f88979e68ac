"""The command line: answers, exit codes, Chinese messages without a traceback."""

import csv
import io
import json
import re
import socket
import subprocess
import sys
import urllib.request
from datetime import date

import pytest

from inspection.bench import processes
from inspection.console.cli import main
from inspection.settings import ROOT

ROW = {"entity_id": 1, "inspected_on": "2022-05-06", "results": ["R1"]}
COMMANDS = [
    "demo",
    "import",
    "withdraw",
    "geo",
    "status",
    "rollback",
    "prune",
    "query",
    "draw",
    "verify",
    "user",
    "bench",
    "serve",
]


@pytest.fixture
def call(capsys):
    """`call("status")`: exit code, what was printed, what was said on stderr."""

    def run(*argv: str) -> tuple[int, str, str]:
        code = main(argv)
        return code, *capsys.readouterr()

    return run


@pytest.mark.parametrize("command", [[], *([name] for name in COMMANDS)])
def test_help_is_chinese(command, capsys):
    assert main([*command, "--help"]) == 0
    shown = capsys.readouterr().out
    assert shown.startswith("用法：python -m inspection")
    assert not re.search(r"usage|ptions|ositional|how this|Commands|equired", shown)


@pytest.mark.parametrize(
    ("argv", "said"),
    [
        ([], "缺少参数 命令"),
        (["frobnicate"], "命令 不能是 'frobnicate'"),
        (["demo"], "缺少参数 --out"),
        (["prune", "--keep"], "--keep 后面缺少值"),
        (["prune", "--keep", "x"], "--keep 的值 'x' 无法识别"),
        (["prune", "--keep", "0"], "保留数 0 无效"),
        (["demo", "--out", "x", "--until", "9月"], "--until 的值 '9月' 无法识别"),
        (["status", "--bad"], "不认识的参数 --bad"),
        (["geo", "install"], "没有给出地图文件"),
        (["geo", "install", "x.geojson"], "没有给出审图号"),
        (["geo", "install", "x.geojson", "--review-number", "无"], "“无”不是审图号"),
        (["geo", "install", "x.geojson", "--review-number", "闽S〔2022〕1号"], "找不到地图文件"),
        (["geo", "sketch", "nowhere"], "没有给出一个已有的文件夹"),
        (["query"], "没有给出查询名"),
        (["query", "nope"], "没有查询 nope"),
        (["query", "completion_by_unit", "--param", "as_of"], "参数 as_of 写法有误"),
        (["query", "completion_by_unit", "--param", "as_of=9月9日"], "as_of 的值 9月9日 无法识别"),
        (["query", "completion_by_unit", "--param", "unit=福州"], "没有参数 unit"),
        (["rollback", "x"], "没有快照 x"),
        (["query", "completion_by_unit", "--where", "nothing=1"], "没有列 nothing"),
        (["draw"], "缺少参数 --public"),
        (["draw", "--secret", "0", "--secret-file", "x"], "--secret-file 不能与 --secret 同时使用"),
        (["verify", "nowhere"], "nowhere"),
        (["serve", "--host", "0.0.0.0"], "不支持监听 0.0.0.0"),
        (["serve", "--host", "192.0.2.7", "--lan"], "不支持监听 192.0.2.7"),
    ],
)
def test_bad_input_is_one_line_with_a_remedy(make_snapshot, call, argv, said):
    make_snapshot()
    code, printed, message = call(*argv)
    assert (code, printed) == (2, "")
    assert message.startswith("错误：")
    assert said in message
    assert "处理办法：" in message
    assert message.count("\n") == 1


def test_a_taken_port_is_a_matter_of_the_environment(make_snapshot, call):
    make_snapshot()
    with socket.create_server(("127.0.0.1", 0)) as taken:
        port = str(taken.getsockname()[1])
        code, _, message = call("serve", "--port", port)
    assert code == 3
    assert f"端口 {port} 已被占用" in message


def test_a_query_without_a_snapshot_is_a_matter_of_the_environment(warehouse_folder, call):
    code, _, message = call("query", "completion_by_unit")
    assert code == 3
    assert "import" in message


def test_query_as_json_has_dates_and_nulls(make_snapshot, call):
    make_snapshot(task_rows=[ROW])
    code, printed, _ = call("query", "checked_by_week_and_unit", "--format", "json")
    assert code == 0
    (week,) = [row for row in json.loads(printed) if row["checked_count"]]
    assert (week["unit"], week["week_on"], week["cumulative_count"]) == ("福州", "2022-05-02", 1)


def test_an_alert_needs_no_threshold_and_takes_a_number(make_snapshot, call):
    make_snapshot(tasks=[{"task_no": "T1", "exempt_field": "食品", "exempt_on": "2022-03-01"}])
    found = {}
    for given in ((), ("--param", "threshold=2"), ("--param", "threshold=2.5")):
        code, printed, _ = call("query", "exemptions_incomplete", "--json", *given)
        assert code == 0
        found[given] = [row["faults"] for row in json.loads(printed)]
    assert list(found.values()) == [["缺理由、缺批准处室"], ["缺理由、缺批准处室"], []]
    code, _, message = call("query", "exemptions_incomplete", "--param", "threshold=多")
    assert code == 2
    assert "threshold" in message


def test_query_as_csv_can_be_read_back(make_snapshot, call):
    make_snapshot(task_rows=[ROW])
    _, printed, _ = call("query", "completion_by_unit", "--format", "csv")
    rows = list(csv.DictReader(io.StringIO(printed)))
    assert (rows[0]["unit"], rows[0]["checked_count"]) == ("福州", "1")


def test_query_as_table_aligns_chinese(make_snapshot, call):
    make_snapshot(task_rows=[ROW])
    _, printed, _ = call("query", "filter_offices")
    assert printed.splitlines() == [
        "发起处室    任务数  单位",
        "----------  ------  ----",
        "信用监管处       1  福州",
    ]


def test_lists_are_given_by_comma_or_by_repeating(make_snapshot, call):
    make_snapshot()
    ask = ("query", "completion_by_unit", "--format", "json", "--param")
    by_comma = json.loads(call(*ask, "units=福州，厦门")[1])
    repeated = json.loads(call(*ask, "units=福州", "--param", "units=厦门")[1])
    assert [row["unit"] for row in by_comma] == ["福州", "厦门"]
    assert by_comma == repeated


def test_yes_and_no_are_typed(make_snapshot, call):
    make_snapshot(task_rows=[ROW])
    ask = ("query", "contribution", "--format", "json", "--param")

    def row_count(param):
        return sum(row["row_count"] for row in json.loads(call(*ask, param)[1]))

    assert (row_count("one_plus_x=是"), row_count("one_plus_x=否")) == (0, 1)
    assert call(*ask, "one_plus_x=也许")[0] == 2


def test_integers_are_typed(make_snapshot, call):
    make_snapshot()
    _, printed, _ = call("query", "target_what_if", "--param", "floor_ppm=50000", "--json")
    assert json.loads(printed)[1]["what_if_target_count"] == 18_000


def test_list_names_every_question_with_its_columns(call):
    code, printed, _ = call("query", "--list", "--json")
    listed = {row["name"]: row for row in json.loads(printed)}
    assert code == 0
    assert listed["completion_by_unit"]["columns"][0] == "unit"
    assert listed["completion_by_unit"]["params"] == ["as_of", "units", "counties"]


def test_status_rollback_and_prune(make_snapshot, call):
    first = make_snapshot()
    second = make_snapshot(data_date=date(2022, 9, 10))
    call("rollback", first.id)
    rows = json.loads(call("status", "--json")[1])
    assert [(row["id"], row["is_current"]) for row in rows] == [
        (second.id, False),
        (first.id, True),
    ]
    nothing = {"deleted": [], "pointed": {}}
    assert json.loads(call("prune", "--keep", "1", "--json")[1]) == nothing
    assert call("rollback", second.id)[1].startswith(f"现用快照：{second.id}")
    assert call("prune", "--keep", "1")[1] == "已删除 1 个快照\n"


def test_status_without_a_snapshot_says_what_to_do(warehouse_folder, call):
    assert call("status") == (0, "还没有快照；用 import 导入\n", "")


def test_demo_to_import_to_query(warehouse_folder, call, tmp_path):
    folder = tmp_path / "demo"
    code, printed, _ = call("demo", "--out", str(folder), "--scale", "0.002", "--json")
    assert code == 0
    assert json.loads(printed)["count"] == len(list(folder.iterdir()))
    assert call("demo", "--out", str(folder))[0] == 2
    (folder / "truth.json").unlink()
    code, printed, _ = call("import", str(folder), "--json")
    report = json.loads(printed)
    assert (code, report["data_date"]) == (0, "2022-09-09")
    for file in report["files"]:
        parts = ("loaded", "duplicate", "rejected", "non_data")
        assert file["read"] == sum(file[part] for part in parts)
    rows = json.loads(call("query", "completion_by_unit", "--format", "json")[1])
    assert sum(row["checked_count"] for row in rows) > 0


def test_module_runs_as_a_program_without_heavy_imports():
    heavy = "{'streamlit', 'pandas', 'scipy', 'plotly'}"
    solvers = "{'scipy.optimize', 'scipy.stats', 'pandas'}"
    code = (
        "import sys, inspection.console.cli\n"
        f"print(sorted({heavy} & set(sys.modules)))\n"
        "import inspection.data.warehouse\n"
        f"print(sorted({solvers} & set(sys.modules)))\n"
    )
    done = subprocess.run(
        [sys.executable, "-c", code], cwd=ROOT, capture_output=True, text=True, check=True
    )
    assert done.stdout.split() == ["[]", "[]"]
    asked = subprocess.run(
        [sys.executable, "-m", "inspection", "nope"], cwd=ROOT, capture_output=True, text=True
    )
    assert (asked.returncode, "Traceback" in asked.stderr) == (2, False)


def test_serve_builds_a_demo_where_there_is_no_snapshot(warehouse_folder, tmp_path):
    with processes.serving(tmp_path, "--demo-scale", "0.002") as address:
        answer = urllib.request.urlopen(f"http://{address}/", timeout=10)
        assert answer.status == 200
        answer.close()
    assert (tmp_path / "warehouse" / "current").exists()
