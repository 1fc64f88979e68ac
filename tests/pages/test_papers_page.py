"""The tab 报告 of 成效评估: who may have a report, how it is made and offered."""

from inspection.text import text

TAB = {"evaluation.tab": text("evaluation.tab_papers")}


def test_a_paper_is_made_and_offered_for_what_is_chosen(open_page):
    app = open_page("evaluation", unit="泉州", **TAB)
    assert not app.exception
    app.button(key="evaluation_make_papers").click().run()
    assert not app.exception
    assert not app.error
    labels = [one.proto.label for one in app.get("download_button")]
    forms = ("DOCX", "PDF", "XLSX")
    assert [text("evaluation.take_paper", form=form) for form in forms] == labels


def test_a_reminder_of_the_province_is_refused_in_words(open_page):
    app = open_page("evaluation", evaluation__paper=text("evaluation.paper_reminder"), **TAB)
    app.button(key="evaluation_make_papers").click().run()
    assert not app.exception
    assert text("report.kind_reminder") in app.error[0].value
    assert not app.get("download_button")


def test_a_reader_without_names_is_offered_no_paper(open_page, visitor):
    app = open_page("evaluation", **TAB)
    assert not app.exception
    assert [one.value for one in app.caption if one.value == text("evaluation.papers_refused")]
    assert not [one for one in app.button if one.key == "evaluation_make_papers"]
