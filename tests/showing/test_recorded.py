"""A line of the audit trail in words: pages, questions and filters as the screen calls them."""

from inspection.showing.recorded import details, origin

LINE = {
    "n": 3,
    "at": "2022-09-09T08:00:00+08:00",
    "who": "张三",
    "from": "this machine",
    "event": "named",
    "question": "entities_by_name",
    "params": {"as_of": "2022-09-09", "units": ["福州", "厦门"], "part": "***"},
    "snapshot": "20220909T080000-0a1b2c3d",
}


def test_a_named_question_is_told_by_title_name_and_filters():
    told = details(LINE, "zh")
    assert "（entities_by_name）；截止日期：2022-09-09；报告单位：福州、厦门；" in told
    assert told.startswith("查询：")
    assert told.endswith("快照：20220909T080000-0a1b2c3d")
    assert "{" not in told
    assert "张三" not in told
    english = details(LINE, "en")
    assert "(entities_by_name); As of: 2022-09-09; Unit: 福州, 厦门; " in english


def test_a_page_is_called_as_in_the_navigation_and_what_nobody_knows_stays():
    line = {"event": "view", "page": "entity", "params": {"tab": "甲", "odd": 7}, "empty": ""}
    assert details(line, "zh") == "页面：检查对象；标签页：甲；odd：7"
    assert details({"event": "command", "name": "import", "code": 0}, "zh") == (
        "命令：import；退出码：0"
    )


def test_an_origin_is_this_machine_a_command_or_the_address_as_recorded():
    assert origin(LINE, "zh") == "本机"
    assert origin(LINE | {"from": "command"}, "en") == "command line"
    assert origin(LINE | {"from": "192.0.2.7"}, "zh") == "192.0.2.7"
