"""Every picture says of which day and selection it is, and what its figures rest on."""

from inspection.charts.figure import figure
from inspection.charts.signing import LINE, MOST, signed, wrapped


def test_marks_stand_at_the_foot_and_take_no_room_of_the_plot():
    drawn = signed(figure([], height=200), ["截至 2022-08-31", "演示", "泉州"])
    assert drawn.layout.title.text == "截至 2022-08-31 · 演示 · 泉州"
    assert drawn.layout.title.automargin
    assert drawn.layout.height == 200 + LINE


def test_marks_that_do_not_fit_go_on_the_next_line_and_a_long_one_is_cut():
    assert wrapped(["甲" * 30, "乙" * 20]) == ["甲" * 30, "乙" * 20]
    (line,) = wrapped(["甲" * (MOST + 5)])
    assert line == "甲" * (MOST - 1) + "…"
