"""Whether the Tab key alone reaches every control of a page."""

from playwright.sync_api import Page

# What can be operated; one stop of a group of radios or tabs stands for the group,
# and a table of data is one stop.
CONTROLS = """() => {
  const own = 'button, input, select, textarea, a[href], [role=tab], [role=slider]';
  const grouped = '[role=tablist], [role=radiogroup]';
  const found = new Map();
  for (const element of document.querySelectorAll(own)) {
    if (element.disabled || !element.checkVisibility({visibilityProperty: true})) continue;
    if (element.closest('.js-plotly-plot, [data-testid=stDataFrame]')) continue;
    if (element.closest('[aria-hidden=true], [inert]')) continue;
    // The arrow of a list box: the box itself is the stop, the arrow keys open it.
    if (element.tabIndex < 0 && element.closest('[data-baseweb], [data-testid=stSelectbox],'
      + '[data-testid=stMultiSelect]')?.querySelector('[role=combobox]')) continue;
    const stop = element.closest(grouped) ?? element;
    if (!found.has(stop)) found.set(stop, found.size);
  }
  window.__controls = found;
  return [...found.keys()].map((e) => (e.getAttribute('aria-label') || e.innerText || e.outerHTML)
    .trim().slice(0, 80));
}"""
HERE = """() => {
  for (let e = document.activeElement; e; e = e.parentElement)
    if (window.__controls.has(e)) return window.__controls.get(e);
  return -1;
}"""
# More presses than a page has stops.
PRESSES = 400


def unreached(page: Page) -> list[str]:
    """Names of the controls that the Tab key does not reach."""
    names = page.evaluate(CONTROLS)
    assert len(names) > 10
    missing = set(range(len(names)))
    for _ in range(PRESSES):
        page.keyboard.press("Tab")
        missing.discard(page.evaluate(HERE))
        if not missing:
            break
    return [names[one] for one in sorted(missing)]
