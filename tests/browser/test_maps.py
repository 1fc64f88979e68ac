"""Maps and tables of cells in a browser: drawn without help from outside, and what a click does."""

from test_screenshots import look
from waiting import pick

CELLS = "[class*='st-key-progress_months_chart'] .bars .point path"
AREAS = "[class*='st-key-overview_map_map'] .choroplethlocation"


def test_cell_of_a_county_filters_by_it_and_all_counties_stand_on_one_map(server, open_tab):
    page = open_tab()
    look(page, server, "progress?progress.tab=县级进度")
    page.locator("[data-testid='stDeckGlJsonChart'] canvas").first.wait_for(state="attached")
    assert "示意图，不是行政区域界线" in page.inner_text("body")
    pick(page, page.locator(CELLS).first, "county=")


def test_area_of_a_unit_filters_by_it_and_its_counties_take_its_place(server, open_tab):
    page = open_tab()
    look(page, server, "")
    assert page.locator(AREAS).count() >= 10
    pick(page, page.locator(AREAS).nth(3), "unit=")
    page.locator("[class*='st-key-overview_map_counties'] .choroplethlocation").first.wait_for()
