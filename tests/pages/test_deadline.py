"""What the pages say once the deadline has passed: what it came to, and nothing foretold."""

from pages_seen import everything, tiles

DAY = "2022-12-31"


def test_overview_tells_what_was_done_on_the_deadline(open_years):
    app = open_years("overview", as_of=DAY)
    assert not app.exception
    sentence = app.header[0].value
    assert "10月31日实际" in sentence
    assert "近4周" not in sentence
    named = [tile.label for tile in tiles(app)]
    assert "10月31日实际" in named
    assert "抽取充足率" not in named


def test_progress_has_no_pace_and_no_forecast_after_the_deadline(open_years):
    app = open_years("progress", as_of=DAY)
    assert not app.exception
    named = [tile.label for tile in tiles(app)]
    assert named == ["已检查户数", "10月31日实际", "10月31日差额", "逾期完成", "差额户数"]
    assert "10月31日已过，不再预测；各单位按期限日判定见上图。" in everything(app)


def test_before_it_the_yardstick_says_which_it_is_and_why(open_years):
    found = tiles(open_years("progress", as_of="2022-09-09"))
    (deviation,) = (tile for tile in found if "进度偏差" in tile.label)
    assert deviation.beside.startswith("按计划应达")
    assert "不少于规定的 80.0%" in deviation.beside
