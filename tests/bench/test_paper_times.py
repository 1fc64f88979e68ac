"""Reports are measured on the whole year, and apart from demo and import."""

import json

from inspection.bench import papers, processes
from inspection.console.cli import main


def test_reports_of_the_year_end_are_timed_alone(tmp_path, monkeypatch, capsys):
    """Two rounds of 2 and 4 s: 3 in the middle; the processor's time beside it."""
    seconds, commands = iter((9.0, 9.0, 2.0, 4.0)), []

    def run(*arguments, data):
        commands.append(arguments)
        told = next(seconds)
        return processes.Done(told, 100.0, '[{"kind": "evaluation"}]', told / 2)

    monkeypatch.setattr(papers.processes, "run", run)
    out = tmp_path / "reports.json"
    arguments = ["--reports", "--scale", "0.5", "--rounds", "2", "--out", str(out), "--json"]
    assert main(["bench", *arguments]) == 0
    assert [one[0] for one in commands] == ["demo", "import", "report", "report"]
    assert commands[0][-2:] == ("--until", "2022-12-31")
    assert "--all" in commands[2]
    figures = json.loads(capsys.readouterr().out)
    assert json.loads(out.read_text("utf-8")) == figures
    told = [(one["measure"], one["median"], one["limit"]) for one in figures["measures"]]
    assert told == [
        ("reports", 3.0, 90.0),
        ("reports processor", 1.5, None),
        ("reports memory", 100.0, None),
    ]
    assert figures["files"] == 1
