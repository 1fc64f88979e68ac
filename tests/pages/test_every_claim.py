"""Every page, tab and filter: no sentence claims what its numbers do not say.

A visit is a page with one tab under one combination of filters, for one reader in one
language. A run takes a sample; `tests/visits.py` says how to take more.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from typing import Any

import pytest
from pages_seen import BOLD, TILE
from recounted import counts
from streamlit.testing.v1 import AppTest
from visits import Visit, every_visit, look, sample

from inspection.data import reference, warehouse
from inspection.data.access import LOCAL
from inspection.data.columns import written
from inspection.data.disclosure import TOTAL
from inspection.text import table
from inspection.view.filters import LISTS, PARAMS
from inspection.view.reading import Reading

PPM = 1_000_000
Row = Mapping[str, Any]
# What the frame asks of the snapshot as a whole.
OF_THE_SNAPSHOT = {"data_badge", "small_cell", "year_terms", "alert_rules"}
# Events of the province mark every time chart, whatever is chosen.
OF_THE_PROVINCE = {"event_list"}
# Of a date with dashes nothing; of one in words its month and day.
NUMBER = re.compile(r"(?<![\w.\-])[+-]?\d[\d,]*(?:\.\d+)?%?(?![\w-])", re.ASCII)
# A mark that is spoken of, not shown: in quotes, or explained by an equals sign.
QUOTED = re.compile(r"“—”|—\s?[＝=]|show —")
EMPTY = re.compile(r"—|\bNone\b|\bnan\b|\bNaT\b")
# A unit or a county that stands alone, in no longer name.
PLACES = {
    row[name]
    for name, rows in (("unit", "units"), ("county", "counties"))
    for row in reference.load(rows).to_pylist()
}
PLACE = re.compile(rf"(?<![一-鿿])(?:{'|'.join(sorted(PLACES, key=len)[::-1])})(?![一-鿿])")
LATIN = re.compile(r"[A-Za-z]{3,}")
# A question, a file, a task or a snapshot by its own name; the colour of a mark.
NAMED = re.compile(
    r"`[^`]*`|：[a-z_]+(?:, [a-z_]+)*$|\d{8}T\d{6}-[0-9a-f]{8}|ssj1|[A-Z]+-\d[\d-]*"
    r"|[\w/]+\.(?:json|csv)|rate_ppm|:(?:red|orange|gray)\["
)
# What is foretold; after the deadline nothing is.
FORETOLD = re.compile(
    r"(?<!不再)(?:预测|外推)|预计|来不及|前完不成|按近4周速度|will miss|at the pace of"
)
CODE = re.compile(r"\b(M\d+[a-c]?|R\d+[a-c]?|ppm|ssj1|KS|DISPO\w*)\b")
# What is Latin in any language: formats, methods by their authors' names, commands.
FORMATS = {"xlsx", "csv", "xls", "zip", "SQL", "JavaScript", "html", "docx"}
METHODS = {"Kaplan", "Meier", "Mantel", "Haenszel", "HiGHS"}
COMMANDS = {"python", "Python", "inspection", "withdraw"}
KNOWN_LATIN = FORMATS | METHODS | COMMANDS | {"Language"}
# Words that say all is well: what was counted stands in the same sentence, and is not nothing.
CLEAR = re.compile(r"没有需要|无需处理|均已|均可|均来得及|均按期|\ball \d*\s*units that|\bnone of")


@pytest.fixture
def asked(monkeypatch: pytest.MonkeyPatch) -> list:
    """What the page asks: answers with what it overrides."""
    seen: list = []
    own = Reading.ask

    def ask(page: Reading, question: str, **more: object):
        answer = own(page, question, **more)
        seen.append((page, answer, more))
        return answer

    monkeypatch.setattr(Reading, "ask", ask)
    return seen


def prose(app: AppTest) -> list[str]:
    """Running text: everything that is said, tables, tiles and definitions apart."""
    said = (*app.header, *app.subheader, *app.caption, *app.info, *app.warning, *app.success)
    links = [element.proto.label for element in app.get("page_link")]
    return [*(str(element.value) for element in said), *links, *answers(app)]


def answers(app: AppTest) -> list[str]:
    """Sentences in bold: what a part of the page is asked, answered."""
    return [found[1] for one in app.markdown if (found := BOLD.fullmatch(one.value))]


def figures(app: AppTest) -> list[str]:
    """First sentence, tiles, and answers in bold."""
    tiles = [one.value for one in app.markdown if TILE.fullmatch(one.value)]
    return [*(str(one.value) for one in app.header[:1]), *tiles, *answers(app)]


def numbers(sentence: str) -> set[str]:
    return {one.replace(",", "").lstrip("+") for one in NUMBER.findall(sentence)}


def known(visit: Visit, asked: list) -> set[str]:
    """Every number that the page's questions give under the filters of the visit, and sums."""
    found: set[str] = set()
    years: dict[str, dict[int, list[Row]]] = {}
    for _, answer, more in asked:
        params = {**given(visit, answer.question.params), **given_more(answer, more)}
        rows = warehouse.answer(answer.question.name, scope=visit.scope, **params).to_pylist()
        found |= set().union(*(told_of(part, visit.lang) for part in parts_of(rows)))
        if "floor_ppm" in more:
            found.add(written("floor_rate", more["floor_ppm"] / PPM, visit.lang))
        years.setdefault(answer.question.name, {})[more.get("years_back", 0)] = rows
    pairs = (pair for pair in years.values() if set(pair) == {0, 1})
    found |= set().union(*(changes(pair[0], pair[1], visit.lang) for pair in pairs))
    if visit.page == "alerts":
        found |= {f"{count:,}" for count in counts(visit)}
    return {number for one in found for number in numbers(one)}


def parts_of(rows: list[Row]) -> list[list[Row]]:
    """What is summed: the rows, those without total, who is judged; places of each figure."""
    figures = dict.fromkeys(row.get("metric_name") for row in rows)
    each = [[row for row in rows if row.get("metric_name") == one] for one in figures]
    return [
        rows,
        [row for row in rows if row.get("unit") != TOTAL],
        [row for row in rows if row.get("is_judged")],
        *(part for own in each for part in places_of(own)),
    ]


def places_of(rows: list[Row]) -> list[list[Row]]:
    """One row of each place, and of each unit."""
    places = {(row.get("unit"), row.get("county")): row for row in rows}
    return [
        list(places.values()),
        [row for (_, county), row in places.items() if county is None],
    ]


def changes(now: list[Row], before: list[Row], lang: str) -> set[str]:
    """The differences of the totals of two years."""
    pairs = [(name, now[0][name], before[0][name]) for name in (now[0] if now and before else ())]
    return {
        written(name.replace("_rate", "_points"), sign * (new - old), lang)
        for name, new, old in pairs
        for sign in (1, -1)
        if isinstance(new, int | float) and isinstance(old, int | float)
    }


def told_of(rows: list[Row], lang: str) -> set[str]:
    """Values of rows, their sizes without a sign, their sums, how many there are and are listed."""
    found = {str(len(rows))}
    for name in rows[0] if rows else ():
        values = [row[name] for row in rows]
        found |= {written(name, value, lang) for value in values}
        whole = [value for value in values if isinstance(value, int | float)]
        found |= {written(name, abs(value), lang) for value in whole}
        found |= {written(name, sum(whole), lang)} if whole else set()
        found.add(str(sum(map(bool, whole))))
        lists = [value for value in values if isinstance(value, str)]
        found.add(str(sum(len(value.split("、")) for value in lists if value)))
    return found


def given_more(answer, more: Mapping[str, Any]) -> dict[str, Any]:
    taken = (*answer.question.params, "years_back")
    return {name: value for name, value in more.items() if name in taken}


def given(visit: Visit, taken: tuple[str, ...]) -> dict[str, Any]:
    """The visit's own filters as parameters, made without the product's filters."""
    params: dict[str, Any] = {"as_of": visit.chosen.get("as_of")}
    codes = {"county": ("filter_counties", "county", "county_code")}
    for key in LISTS:
        values = visit.chosen.get(key)
        if values and key in codes:
            name, label, code = codes[key]
            rows = warehouse.answer(name, scope=LOCAL).to_pylist()
            values = [row[code] for row in rows if row[label] in values]
        if values and key == "plan":
            values = [re.search(r"（([^（）]*)）$", one)[1] for one in values]
        params[PARAMS[key]] = values or None
    params["one_plus_x"] = True if "one_plus_x" in visit.chosen else None
    params["tag"] = visit.chosen.get("tag")
    always = "as_of" in taken or params["as_of"]
    return {
        name: value
        for name, value in params.items()
        if value and (name in taken or (name == "as_of" and always))
    }


def problems(visit: Visit, app: AppTest, asked: list) -> Iterator[str]:
    """What is wrong with this page."""
    yield from (f"failed: {one.value[:200]}" for one in app.exception)
    for said in (*prose(app), *figures(app)):
        bare = QUOTED.sub("", said)
        if EMPTY.search(bare):
            yield f"empty mark: {said}"
        plain = NAMED.sub("", bare)
        if visit.lang == "zh" and (odd := set(LATIN.findall(plain)) - KNOWN_LATIN):
            yield f"English {odd}: {said}"
        if visit.lang == "en" and (odd := PLACE.search(plain)):
            yield f"Chinese {odd[0]}: {said}"
    for said in (*prose(app), *figures(app)):
        is_over = any(page.is_over for page, *_ in asked[:1])
        if is_over and visit.page != "simulation" and FORETOLD.search(said):
            yield f"foretold after the deadline: {said}"
    for said in (*prose(app), *figures(app)):
        if CODE.search(NAMED.sub("", said)):
            yield f"code word: {said}"
    for said in (*prose(app), *figures(app)):
        if CLEAR.search(said) and not numbers(said) - {"0"}:
            yield f"all-clear without a count: {said}"
    for page, answer, _ in asked:
        if answer.question.name in OF_THE_SNAPSHOT | OF_THE_PROVINCE:
            continue
        # With one unit chosen the map shows its counties, and no unit.
        if answer.question.name == "standing_by_unit" and len(visit.chosen.get("unit", ())) == 1:
            continue
        told = page.told(answer.unfollowed)
        if told and not any(told in said for said in prose(app)):
            yield f"{answer.question.name} does not follow and nobody says so: {told}"


def constants(visit: Visit) -> set[str]:
    """Numbers of the words themselves, and of the day."""
    day = date.fromisoformat(visit.chosen.get("as_of") or "2023-09-09")
    words = [
        getattr(one, visit.lang) for key, one in table().items() if "lead" in key or "tile" in key
    ]
    return {str(day.day), str(day.month), f"{day.day:02}", str(day.year)} | {
        number for word in words for number in numbers(word)
    }


def strange(visit: Visit, app: AppTest, asked: list) -> set[str]:
    """Numbers of the first sentence and the tiles that no question gives.

    Those of a plan or a trial follow from ratios and seeds by probability: tests/rehearsal and
    tests/simulation compute them anew.
    """
    if visit.page == "simulation":
        return set()
    terms = {n for page, *_ in asked[:1] for one in page.terms.values() for n in numbers(str(one))}
    claimed = set().union(*(numbers(said) for said in figures(app)))
    return claimed - known(visit, asked) - constants(visit) - terms


def test_no_sentence_claims_what_its_numbers_do_not_say(both_years, asked, monkeypatch, capsys):
    visits = sample(every_visit())
    found, counted = [], 0
    for visit in visits:
        asked.clear()
        app = look(visit, monkeypatch)
        seen = list(asked)
        told = list(problems(visit, app, seen))
        if odd := strange(visit, app, seen):
            told.append(f"numbers that no question gives {odd}: {figures(app)}")
        counted += sum(len(numbers(said)) for said in figures(app))
        found += [f"{visit}: {one}" for one in told]
    with capsys.disabled():
        print(f"\n{len(visits)} visits, {counted} numbers")
    assert not found, "\n".join(sorted(set(found)))
    assert counted > len(visits)
