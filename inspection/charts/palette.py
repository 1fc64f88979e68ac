"""Colours by meaning. Each name stands for a slot of the theme, light and dark alike.

Streamlit's chart theme writes stand-ins (`#000001` …) that the page replaces
by `chartCategoricalColors`, `chartSequentialColors` and `chartDivergingColors`
of the reader's own theme in `.streamlit/config.toml`. One figure therefore
serves both themes, and a switch of theme needs no new figure.
"""

# chartCategoricalColors
MEASURE = "#000001"
CONTEXT = "#000002"
SECOND = "#000003"
RED = "#000004"
AMBER = "#000005"
CLASSES = {"A": "#000006", "B": "#000007", "C": "#000008", "D": "#000009"}
THIRD = "#000010"

# chartSequentialColors: ten steps; maps use five of them.
STEPS = tuple(f"#0000{number}" for number in range(11, 21))
FIVE_STEPS = (STEPS[1], STEPS[3], STEPS[5], STEPS[7], STEPS[9])

# chartDivergingColors: greys of context.
BANDS = ("#000021", "#000022", "#000023")
NO_DATA = "#000024"
BORDER = "#000025"
CHOSEN = "#000026"

# The theme's text and ground.
TEXT = "#000037"
FAINT_TEXT = "#000036"
GROUND = "#000038"
GRID = "#000039"

# Status of a target by metrics.md: never colour alone, a word stands beside it.
STATUS = {"red": RED, "amber": AMBER, "neutral": MEASURE, "done": STEPS[8]}
