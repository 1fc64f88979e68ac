"""The figures of the README are those that the bench wrote."""

import json
import re

from inspection.settings import ROOT

ROW = re.compile(r"\| [^|]+ \| ([^|]+) \| ([\d.]+) \| (s|ms|MiB) \| ([\d.]+) \|")


def test_speed_table_repeats_the_bench():
    text = (ROOT / "README.md").read_text(encoding="utf-8")
    figures = json.loads((ROOT / "bench" / "latest.json").read_text(encoding="utf-8"))
    told = ROW.findall(text)
    measured = {row["measure"]: row for row in figures["measures"]}
    assert len(told) > 10
    for name, median, unit, limit in told:
        row = measured[name]
        assert (float(median), unit, float(limit)) == (row["median"], row["unit"], row["limit"])
    assert figures["scale"] == 1.0
