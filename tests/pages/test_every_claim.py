"""Every page, tab and filter: no sentence claims what its numbers do not say.

A visit is a page with one tab under one combination of filters, for one reader in one
language. A run takes a sample; `tests/visits.py` says how to take more.
"""

import re
from collections.abc import Iterator, Mapping
from datetime import date
from itertools import product
from typing import Any

import pytest
from known_numbers import known, numbers
from pages_seen import BOLD, TILE
from readers import NAMELESS
from streamlit.testing.v1 import AppTest
from visits import Visit, every_visit, is_on, look, sample

from inspection.data import reference
from inspection.data.access import LOCAL
from inspection.showing.alerts import fired
from inspection.text import table
from inspection.view.alerts import FOLLOWED
from inspection.view.filters import LISTS
from inspection.view.reading import Reading

# What the frame asks of the snapshot as a whole.
OF_THE_SNAPSHOT = {"data_badge", "small_cell", "year_terms", "alert_rules"}
# Events of the province mark every time chart, whatever is chosen.
OF_THE_PROVINCE = {"event_list"}
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
# What a rule rests on is told by the names of metrics.
GROUNDS = re.compile(r"(?:依据：|Basis: ).*")
CODE = re.compile(r"\b(M\d+[a-c]?|R\d+[a-c]?|ppm|ssj1|KS|DISPO\w*)\b")
# What is Latin in any language: formats, methods by their authors' names, commands.
FORMATS = {"xlsx", "csv", "xls", "zip", "SQL", "JavaScript", "html", "docx"}
METHODS = {"Kaplan", "Meier", "Mantel", "Haenszel", "Bonferroni", "HiGHS"}
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


def problems(visit: Visit, app: AppTest, asked: list) -> Iterator[str]:
    """What is wrong with this page."""
    yield from not_named(visit, app, asked)
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
        if is_over and visit.page != "simulation" and FORETOLD.search(GROUNDS.sub("", said)):
            yield f"foretold after the deadline: {said}"
    for said in (*prose(app), *figures(app)):
        if CODE.search(NAMED.sub("", said)):
            yield f"code word: {said}"
    for said in (*prose(app), *figures(app)):
        if CLEAR.search(said) and not numbers(said) - {"0"}:
            yield f"all-clear without a count: {said}"
    for page, answer, more in asked:
        if answer.question.name in OF_THE_SNAPSHOT | OF_THE_PROVINCE:
            continue
        # With one unit chosen the map shows its counties, and no unit.
        if answer.question.name == "standing_by_unit" and len(visit.chosen.get("unit", ())) == 1:
            continue
        if is_beside(answer, more, asked):
            continue
        told = page.told(answer.unfollowed)
        if told and not any(told in said for said in prose(app)):
            yield f"{answer.question.name} does not follow and nobody says so: {told}"


def not_named(visit: Visit, app: AppTest, asked: list) -> Iterator[str]:
    """Filters in use on a page of which no question follows any, where nobody says so.

    What changed is compared apart from the page's questions, and blank under other filters;
    reports are made by unit and day; alerts by place, office and day.
    """
    if not asked or is_on(visit, "evaluation", "why"):
        return
    page, names = asked[0][0], {answer.question.name for _, answer, _ in asked}
    taken = ("as_of", "units") if is_on(visit, "evaluation", "papers") else ()
    taken = FOLLOWED if visit.page == "alerts" else taken
    told = page.told(page.unfollowed(taken, {}))
    if told and not names - OF_THE_SNAPSHOT and not any(told in said for said in prose(app)):
        yield f"no filter is followed and nobody says so: {told}"


def is_beside(answer, more: Mapping[str, Any], asked: list) -> bool:
    """Whether it is of another day, beside what the same question says of the day itself."""
    name = answer.question.name
    return "as_of" in more and any(
        one.question.name == name and "as_of" not in own for _, one, own in asked
    )


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
    """Numbers of the first sentence and the tiles that no question gives."""
    terms = {n for page, *_ in asked[:1] for one in page.terms.values() for n in numbers(str(one))}
    claimed = set().union(*(numbers(without_chosen(visit, said)) for said in figures(app)))
    return claimed - known(visit, asked) - constants(visit) - terms


def without_chosen(visit: Visit, sentence: str) -> str:
    """A sentence without the names of what the visit chose: a plan's has numbers."""
    for value in (one for key in LISTS for one in visit.chosen.get(key, ())):
        sentence = sentence.replace(value, "")
    return sentence


def test_no_two_alerts_are_taken_for_one(both_years):
    days = ("2022-08-31", "2022-10-31", "2022-11-15", "2023-09-02", "2023-09-09")
    for scope, day in product((LOCAL, NAMELESS), days):
        keys = [one.key for one in fired(scope, as_of=date.fromisoformat(day))]
        assert len(keys) == len(set(keys)), (day, scope.role)
    assert keys


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
