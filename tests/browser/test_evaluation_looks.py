"""成效评估 and 案例候选 behind their first tabs: in every look nothing odd, axe finds nothing."""

import pytest
from test_screenshots import HEIGHTS, LOOKS, assert_accessible, assert_looks_right, look, wear

from inspection.text import text

TABS = (
    ("cases", "finder"),
    ("evaluation", "total"),
    ("evaluation", "ratios"),
    ("evaluation", "papers"),
)


@pytest.mark.parametrize(("width", "themes"), LOOKS)
def test_tabs_of_the_evaluation_look_right(server, open_tab, width, themes):
    page = open_tab(width, HEIGHTS[width], themes[0])
    for (name, tab), lang in zip(TABS, ("zh", "en", "zh", "en"), strict=True):
        label = text(f"{name}.tab_{tab}", lang)
        look(page, server, f"{name}?{name}.tab={label}&lang={lang}")
        assert page.get_by_role("tab", name=label, exact=True).get_attribute("aria-selected")
        for theme in themes:
            wear(page, theme, is_kept=False)
            assert_looks_right(page)
            assert_accessible(page)
