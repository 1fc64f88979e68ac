"""The client that measures pages, against a small application of its own."""

import json
import subprocess
import sys
import textwrap
from datetime import date
from pathlib import Path

import pytest

from inspection.bench import machine, processes, registers, wire
from inspection.bench.measures import summarise
from inspection.bench.visits import unused_filters
from inspection.errors import CheckFailed, EnvironmentProblem
from inspection.ingest.detection import detect
from inspection.ingest.readers import open_sheets

APP = """
    import streamlit as st
    app = st.App("entry.py")
"""
ENTRY = """
    import streamlit as st
    first = st.Page("first.py", url_path="first", default=True)
    st.navigation([first, st.Page("second.py", url_path="second")]).run()
"""
FIRST = """
    import datetime
    import streamlit as st
    as_of = st.date_input("day", datetime.date(2022, 9, 9), key="as_of", bind="query-params")
    st.write(as_of.isoformat())
    if as_of.year == 2020:
        raise ValueError("no such year")
    if as_of.year == 2021:
        st.error("this year cannot be shown")
"""


@pytest.fixture
def address(tmp_path):
    texts = {"app": APP, "entry": ENTRY, "first": FIRST, "second": FIRST}
    for name, text in texts.items():
        (tmp_path / f"{name}.py").write_text(textwrap.dedent(text), encoding="utf-8")
    port = processes._free_port()
    command = [sys.executable, "-m", "uvicorn", "app:app", "--port", str(port)]
    process = subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.DEVNULL)
    try:
        processes._wait(f"http://127.0.0.1:{port}{processes.HEALTH}", process)
        yield f"127.0.0.1:{port}"
    finally:
        process.terminate()
        process.wait()


def test_pages_follow_a_changed_filter(address):
    with wire.connect(address) as session:
        pages = session.pages()
        assert [page.name for page in pages] == ["/", "second"]
        for page in pages:
            assert session.open(page).dates in ([], ["2022-09-09"])
            run = session.rerun({"as_of": "2022-08-31"})
            assert run.dates == ["2022-08-31"]
            assert 0 < run.seconds < 60
            assert run.byte_count > 0


@pytest.mark.parametrize("day", ["2020-01-01", "2021-01-01"])
def test_a_page_that_fails_is_no_measurement(address, day):
    with wire.connect(address) as session:
        page = session.pages()[0]
        session.open(page)
        with pytest.raises(CheckFailed, match="出错"):
            session.rerun({"as_of": day})


def test_filters_are_not_used_twice():
    pairs = list(unused_filters(date(2022, 9, 9)))
    assert len(pairs) == len(set(pairs)) == 251 * 10
    assert pairs[0] == (date(2022, 9, 8), "龙岩")


def test_summary_keeps_the_raw_samples():
    row = summarise("page progress", "ms", [30.04, 10, 20], 120)
    assert (row["median"], row["worst"], row["limit"]) == (20, 30.0, 120)
    assert row["samples"] == [30.0, 10, 20]


def test_a_command_is_timed_with_its_memory(tmp_path):
    done = processes.run("query", "--list", "--json", data=tmp_path)
    assert len(json.loads(done.printed)) > 40
    assert done.seconds > 0
    assert done.peak_mib > 10


def test_a_command_that_fails_stops_the_bench(tmp_path):
    with pytest.raises(EnvironmentProblem, match="query"):
        processes.run("query", "nope", data=tmp_path)


def test_machine_names_commit_and_versions():
    described = machine.describe()
    assert described["commit"]
    assert {"python", "duckdb", "streamlit"} <= set(described["versions"])


def test_the_worst_of_a_rate_is_the_least():
    """Of rows a second more is better; of seconds less."""
    assert summarise("register utf-8", "rows/s", [3.4, 1.4, 2.4], 2.0)["worst"] == 1
    assert summarise("import", "s", [3.0, 1.0, 2.0], 2.0)["worst"] == 3.0


def test_registers_are_measured_from_files_of_the_columns_that_are_named(tmp_path, monkeypatch):
    """Twenty rows of a text in half a second are forty rows a second."""
    monkeypatch.setattr(registers, "TEXT_ROWS", 20)
    monkeypatch.setattr(registers, "BOOK_ROWS", 10)
    seen = []

    def run(*arguments, data):
        [sheet] = open_sheets(detect(Path(arguments[1])))
        seen.append((len(sheet.head[0]), sheet.read(21).num_rows, data.exists()))
        return processes.Done(0.5, 0.0, "", 0.0)

    monkeypatch.setattr(processes, "run", run)
    measures = registers.measure_registers(tmp_path, lambda stage, detail: None)
    assert seen == [(21, 21, False), (21, 21, False), (25, 11, False)]
    assert [(one["measure"], one["median"]) for one in measures] == [
        ("register utf-8", 40),
        ("register gb18030", 40),
        ("register xlsx", 20),
    ]
