"""总览 in eighty lines: pandas frames kept whole, plotly express, everything anew on every run.

Figures are counted plainly, without the rules of the metrics: what is compared is the time that
a filter change takes. `SNAPSHOT` names the folder of Parquet files.
"""

import os
from datetime import date
from pathlib import Path

import pandas as pd
import plotly.express as px
import streamlit as st

FOLDER = Path(os.environ["SNAPSHOT"])
LAST = date.fromisoformat(os.environ["LAST_DAY"])
ENTERPRISE = "企业"


@st.cache_data
def rows() -> pd.DataFrame:
    """Task rows with the kind of their firm and the main fields of their task."""
    read = {
        name: pd.read_parquet(FOLDER / f"{name}.parquet")
        for name in ("task_rows", "results", "tasks")
    }
    kinds = pd.read_parquet(FOLDER / "entities.parquet", columns=["entity_id", "entity_kind"])
    found = read["task_rows"][read["task_rows"]["moved_to"].isna()]
    found = found.merge(kinds, on="entity_id", how="left")
    tasks = read["tasks"][["task_no", "lead_office", "class_used", "drawn_on"]]
    found = found.drop(columns="drawn_on").merge(tasks, on="task_no", how="left")
    first = read["results"].drop_duplicates(["task_no", "entity_id"])
    found = found.merge(first, on=["task_no", "entity_id"], how="left")
    days = [name for name in found.columns if name.endswith("_on")]
    return found.assign(**{name: pd.to_datetime(found[name]) for name in days})


@st.cache_data
def base() -> pd.DataFrame:
    """Firms of the base by unit."""
    stock = pd.read_parquet(FOLDER / "ref_stock.parquet")
    stock = stock[stock["entity_kind"] == ENTERPRISE]
    return stock.groupby("unit", as_index=False)["stock_count"].sum()


units = sorted(base()["unit"])
day = st.sidebar.date_input("截至", LAST, key="as_of", bind="query-params")
chosen = st.sidebar.multiselect("单位", units, key="unit", bind="query-params") or units
known = rows()[(rows()["drawn_on"] <= pd.Timestamp(day)) & rows()["unit"].isin(chosen)]
firms = known[known["entity_kind"] == ENTERPRISE]
done = firms[(firms["inspected_on"] <= pd.Timestamp(day)) & firms["result_code"].notna()]

by_unit = base()[base()["unit"].isin(chosen)].merge(
    firms.groupby("unit")["entity_id"].nunique().rename("drawn_count"), on="unit", how="left"
)
by_unit = by_unit.merge(
    done.groupby("unit")["entity_id"].nunique().rename("checked_count"), on="unit", how="left"
).fillna(0)
published = done[done["published_on"] <= pd.Timestamp(day)]
tiles = {
    "已抽取": firms["entity_id"].nunique(),
    "已检查": done["entity_id"].nunique(),
    "公示率": f"{len(published) / max(len(done), 1):.1%}",
    "发现问题": int((done["result_code"] != "R1").sum()),
    "任务": known["task_no"].nunique(),
}
for column, (name, value) in zip(st.columns(len(tiles)), tiles.items(), strict=True):
    column.metric(name, value)

long = by_unit.melt("unit", ["stock_count", "drawn_count", "checked_count"])
st.plotly_chart(px.bar(long, x="value", y="unit", color="variable", barmode="group"))
running = done.groupby("inspected_on")["entity_id"].nunique().cumsum().reset_index()
st.plotly_chart(px.line(running, x="inspected_on", y="entity_id"))
months = done.assign(month=done["inspected_on"].dt.month).groupby(["unit", "month"]).size()
st.plotly_chart(px.imshow(months.unstack(fill_value=0)))
used = known.groupby(["unit", "class_used"]).size().rename("count").reset_index()
st.plotly_chart(px.bar(used, x="unit", y="count", color="class_used"))
st.dataframe(by_unit)
late = done[done["published_on"].isna()].groupby("lead_office").size().rename("count")
st.dataframe(late.sort_values(ascending=False).reset_index())
