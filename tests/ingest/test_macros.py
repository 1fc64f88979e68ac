"""Every cleaning rule at its edges, one macro at a time."""

from datetime import date

import duckdb
import pytest

from inspection.ingest import queries


@pytest.fixture(scope="module")
def connection():
    with duckdb.connect() as opened:
        yield opened


@pytest.fixture(scope="module")
def created():
    """The macros that the connection has; a mutant's are others."""
    return []


@pytest.fixture
def sql(connection, created):
    if created != [queries.staging("macros")]:
        created[:] = [queries.staging("macros")]
        connection.execute(created[0])

    def value(macro, *arguments):
        marks = ", ".join("?" for _ in arguments)
        return connection.execute(f"select {macro}({marks})", arguments).fetchone()[0]

    return value


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        (" 甲 ", "甲"),
        ("甲\u3000", "甲"),
        ("一般检查事项\n", "一般检查事项"),
        ("\ufeff甲", "甲"),
        ("甲 乙", "甲 乙"),
        ("\u3000", None),
        (None, None),
    ],
)
def test_edges_are_tidied(sql, raw, clean):
    assert sql("tidy", raw) == clean


@pytest.mark.parametrize(
    "code",
    [
        "91350100MA00000155",
        "91350200MA0000015A",
        "91350128MA0000015P",
        "93350722MA0000015R",
        "92350800MA00000156",
        "91350100MA00000230",
        "91350100MA0000445Y",
        "91350100M000100Y43",
    ],
)
def test_right_check_digit_of_a_credit_code(sql, code):
    assert sql("has_uscc_check_digit", code) is True
    assert sql("uscc_doubt", code) is None


@pytest.mark.parametrize(
    ("code", "doubt"),
    [
        ("91350100M000100Y4Z", "code_letter"),
        ("91350100MA00000156", "code_check_digit"),
        ("91350100MAO0000155", "code_letter"),
        ("350100200000014", "code_check_digit"),
        ("", "code_check_digit"),
    ],
)
def test_wrong_credit_code_is_named_and_never_raises(sql, code, doubt):
    assert sql("uscc_doubt", code) == doubt


def test_check_digit_of_a_registration_number_is_a_hint(sql):
    for number in ("350100200000014", "350100600000019", "350200400000017"):
        assert sql("reg_no_doubt", number) is None
    assert sql("reg_no_doubt", "350100200000015") == "reg_no_check_digit"
    assert sql("reg_no_doubt", "3501002000000") is None
    assert sql("reg_no_doubt", "350100NA000001X") is None


@pytest.mark.parametrize(
    ("raw", "clean"),
    [
        ("91350100ma00000155", "91350100MA00000155"),
        ("9135 0100 MA00000155", "91350100MA00000155"),
        ("'350100200000014", "350100200000014"),
        ("350100200000014.0", "350100200000014"),
        ("3.50100200000014E+14", "350100200000014"),
        ("9.135010069E+17", None),
        ("3.30382E+14", None),
        ("企独闽总字第000001号", "企独闽总字第000001号"),
        ("350100NA000001X", "350100NA000001X"),
        ("无资料内容", None),
        ("/", None),
        ("000000000000000", None),
        ("'", None),
        ("LYW_2021_001", None),
        ("0010", "0010"),
    ],
)
def test_codes(sql, raw, clean):
    assert sql("as_code", raw) == clean


@pytest.mark.parametrize(
    "raw",
    [
        "闽市监抽查〔2022〕1号",
        "闽市监抽查[2022]1号",
        "闽市监抽查【2022】1号",
        "闽市监抽查﹝2022﹞1号",
    ],
)
def test_document_numbers_join_whatever_their_brackets(sql, raw):
    assert sql("as_document_no", raw) == "闽市监抽查〔2022〕1号"


def test_number_before_a_name_is_cut_out(sql):
    assert sql("as_document_no", "【350000202203101001】第一批") == "350000202203101001"


@pytest.mark.parametrize(
    ("raw", "day", "doubt"),
    [
        ("20220310", date(2022, 3, 10), None),
        ("2022-3-10", date(2022, 3, 10), None),
        ("2022/3/10", date(2022, 3, 10), None),
        ("2022.3.10", date(2022, 3, 10), None),
        ("2022年3月10日", date(2022, 3, 10), None),
        ("2022-03-10 00:00:00", date(2022, 3, 10), None),
        ("2022/03/10 10:00", date(2022, 3, 10), None),
        ("2022-03-10T15:59:59Z", date(2022, 3, 10), None),
        ("2022-03-10T16:00:00Z", date(2022, 3, 11), None),
        ("2022-03-10T16:00:00.123+00:00", date(2022, 3, 11), None),
        ("2022-03-10T23:30:00+08:00", date(2022, 3, 10), None),
        ("2022-03-10 00:30+0900", date(2022, 3, 9), None),
        ("2022-12-31 12:00:00-05:00", date(2023, 1, 1), None),
        ("44630", date(2022, 3, 10), None),
        ("44630.5", date(2022, 3, 10), None),
        ("2022年3月", date(2022, 3, 1), "date_month_only"),
        ("3/10/2022", date(2022, 3, 10), "date_order_ambiguous"),
        ("13/10/2022", date(2022, 10, 13), None),
        ("13.3.2022", date(2022, 3, 13), None),
        ("13-03-2022", date(2022, 3, 13), None),
        ("3.4.2022", date(2022, 3, 4), "date_order_ambiguous"),
        ("2022年3月10日10时", date(2022, 3, 10), None),
        ("2022-03-10(星期四)", date(2022, 3, 10), None),
        ("2022–03—10", date(2022, 3, 10), None),
        ("2022、3、10", date(2022, 3, 10), None),
        ("2022\\3\\10", date(2022, 3, 10), None),
        ("2022 03 10", date(2022, 3, 10), None),
        ("2022.3.10.", date(2022, 3, 10), None),
        ("二〇二二年三月十日", date(2022, 3, 10), None),
        ("二○二二年十月五号", date(2022, 10, 5), None),
        ("二零二二年十一月二十三日", date(2022, 11, 23), None),
        ("二〇二二年十二月三十一日", date(2022, 12, 31), None),
        ("二〇二二年一月廿三日", date(2022, 1, 23), None),
        ("二〇二二年一月卅日", date(2022, 1, 30), None),
        ("二〇二二年九月", date(2022, 9, 1), "date_month_only"),
        ("二〇二二年十三月一日", None, "date_unreadable"),
        ("9-Sep-2022", date(2022, 9, 9), None),
        ("09-SEP-22", date(2022, 9, 9), "date_two_digit_year"),
        ("9 September 2022", date(2022, 9, 9), None),
        ("9th Sept. 2022", date(2022, 9, 9), None),
        ("Dec 1, 2022", date(2022, 12, 1), None),
        ("January 31 2022", date(2022, 1, 31), None),
        ("9/Feb/2022 08:00:00", date(2022, 2, 9), None),
        ("Sep-22", None, "date_unreadable"),
        ("9-Foo-2022", None, "date_unreadable"),
        ("31-Feb-2022", None, "date_unreadable"),
        ("2022-03-10,2022-04-01", None, "date_unreadable"),
        ("0022-03-10", None, "date_unreadable"),
        ("1/1/1900", None, "date_zero"),
        ("30/12/1899", None, "date_zero"),
        ("12/31/1899", None, "date_zero"),
        ("13/3/2022", date(2022, 3, 13), None),
        ("3/03/2022", date(2022, 3, 3), None),
        ("12/1/2022 10:00", date(2022, 12, 1), "date_order_ambiguous"),
        ("22-3-10", date(2022, 3, 10), "date_two_digit_year"),
        ("9999-12-31", None, "date_long_term"),
        ("长期有效", None, "date_long_term"),
        ("2022-02-30", None, "date_unreadable"),
        ("2022-13-01", None, "date_unreadable"),
        ("明天", None, "date_unreadable"),
        ("—", None, None),
        (None, None, None),
    ],
)
def test_dates(sql, raw, day, doubt):
    assert sql("as_date", raw) == day
    assert sql("date_doubt", raw, day) == doubt


def test_month_is_exact_enough_for_a_class_and_an_open_end_for_a_period(sql):
    assert sql("doubt_of_month", "class_on", "2022年3月", date(2022, 3, 1)) is None
    assert sql("doubt_of_end", "valid_to", "长期", None) is None
    unreadable = sql("doubt_of_end", "valid_to", "明天", None)
    assert unreadable["rule_code"] == "date_unreadable"


@pytest.mark.parametrize(
    ("raw", "first", "last"),
    [
        ("5月", date(2022, 5, 1), date(2022, 5, 31)),
        ("2021年2月", date(2021, 2, 1), date(2021, 2, 28)),
        ("3月5日", date(2022, 3, 5), date(2022, 3, 5)),
        ("2021年", date(2021, 1, 1), date(2021, 12, 31)),
        ("若干", None, None),
    ],
)
def test_part_of_a_period_begins_and_ends_in_the_year_of_its_plan(sql, raw, first, last):
    part = sql("period_numbers", raw)
    assert (sql("period_start", part, 2022), sql("period_end", part, 2022)) == (first, last)


def test_full_width_becomes_half_width(sql):
    assert sql("half_width", "２０２２年３月１０日　Ａ（％）") == "2022年3月10日 A(%)"
    assert sql("as_key", "Ａ 类") == "A类"


@pytest.mark.parametrize("macro", ["tidy", "as_key", "name_key"])
def test_nothing_but_space_that_cannot_be_seen_is_no_value(sql, macro):
    assert sql(macro, "\u3000\u200b") is None


def test_longest_placeholder_is_no_value(sql):
    assert sql("as_text", "无资料内容") is None
    assert sql("as_text", "无资料内容见附件") == "无资料内容见附件"


@pytest.mark.parametrize(
    ("raw", "count", "qualifier"),
    [
        ("1,498", 1498, None),
        ("0.39万户", 3900, None),
        ("约13万户", 130000, "约"),
        ("1户(以实际抽查数为准)", 1, "约"),
        ("不少于300户", 300, "不低于"),
        ("300户以内", 300, "不超过"),
        ("0", 0, None),
        ("若干", None, None),
        (None, None, None),
    ],
)
def test_counts(sql, raw, count, qualifier):
    assert sql("as_count", raw) == count
    assert sql("qualifier_of", raw) == qualifier


@pytest.mark.parametrize(
    ("raw", "ratio", "doubt"),
    [
        ("3.5%", 0.035, None),
        ("3.5", 0.035, "ratio_without_percent"),
        ("0.035", 0.035, None),
        ("1", 1.0, "ratio_without_percent"),
        ("不低于3%", 0.03, None),
        ("5%-10%", 0.05, None),
        ("100%", 1.0, None),
        ("350%", 3.5, "ratio_above_one"),
        ("根据实际情况确定", None, "ratio_free_text"),
        ("按A类1%、B类3%", None, "ratio_free_text"),
        (None, None, None),
    ],
)
def test_ratios(sql, raw, ratio, doubt):
    parts = sql("ratio_digits", raw)
    found = sql("ratio_of", parts) if parts else None
    assert found == (pytest.approx(ratio) if ratio is not None else None)
    assert (sql("ratio_doubt", raw, parts) if parts else None) == doubt


@pytest.mark.parametrize(
    ("raw", "values"),
    [
        ("A01.甲，B01.乙,B02.丙", ["A01.甲", "B01.乙", "B02.丙"]),
        ("甲；乙、丙", ["甲", "乙", "丙"]),
        ("2,B,6", ["2", "B", "6"]),
        ("有限（甲、乙）、丙", ["有限（甲、乙）", "丙"]),
        ("1、公示\n2、登记", ["公示", "登记"]),
        ("甲,甲", ["甲"]),
        ("无", []),
        (None, None),
    ],
)
def test_lists(sql, raw, values):
    assert sql("as_list", raw) == values


def test_names_of_persons_are_also_separated_by_spaces(sql):
    assert sql("as_names", "测试甲，测试乙 测试丙") == ["测试甲", "测试乙", "测试丙"]


def test_item_code_and_name_in_one_cell(sql):
    assert sql("item_code_of", "A08.登记事项检查") == "A08"
    assert sql("item_name_of", "A08.登记事项检查") == "登记事项检查"
    assert sql("item_code_of", "1. 登记事项检查") is None
    assert sql("item_name_of", "1. 登记事项检查") == "登记事项检查"


def test_numbers_of_persons_are_masked_in_free_text(sql):
    text = "电话13900000000，证350102199001011234，座机0591-00000000，代码91350100MA00000155"
    assert sql("mask_numbers", text) == "电话***，证***，座机***，代码91350100MA00000155"
    assert sql("mask_numbers", "任务350000202203101001") == "任务350000202203101001"


def test_names_compare_without_spaces_and_style_of_brackets(sql):
    assert sql("name_key", "福州（示例） 公司") == sql("name_key", "福州(示例)公司")
    assert sql("name_key", "福州(示例)公司") != sql("name_key", "福州示例公司")


@pytest.mark.parametrize(
    ("first", "filled", "hits", "kind"),
    [
        (None, 0, 0, "blank"),
        ("合 计", 3, 0, "total"),
        ("小计", 2, 0, "total"),
        ("注：数据为时点数", 1, 0, "note"),
        ("注：数据为时点数", 2, 0, "note"),
        ("注册商标有限公司", 3, 0, None),
        ("统一社会信用代码", 4, 3, "header"),
        ("统一社会信用代码", 4, 2, "header"),
        ("统一社会信用代码", 4, 1, None),
        ("案例（请删除）", 4, 0, "sample"),
        ("注册示例公司", 4, 0, None),
        ("合计示例公司", 4, 0, None),
    ],
)
def test_rows_that_are_no_data(sql, first, filled, hits, kind):
    assert sql("non_data_kind", first, filled, hits, False) == kind


@pytest.mark.parametrize(
    ("code", "is_rounded"),
    [
        ("913503020005018000", True),
        # The last digit is right by chance, the ninth of the organisation is not.
        ("913503020005019000", True),
        # Both are right.
        ("913503021000440000", False),
        ("91350302MA0005019W", False),
        ("913503020005019001", False),
        (None, False),
    ],
)
def test_eighteen_digits_of_which_fifteen_were_kept_are_no_code(sql, code, is_rounded):
    assert sql("is_rounded_code", code) is is_rounded


@pytest.mark.parametrize(
    ("first", "hits", "kind"),
    [
        ("合计", 0, None),
        ("注：本表", 0, None),
        ("统一社会信用代码", 2, "header"),
        ("例：MA0009001", 0, "sample"),
        ("样例服装店", 0, None),
    ],
)
def test_a_row_with_code_and_name_is_data_unless_it_is_marked_as_a_sample(sql, first, hits, kind):
    assert sql("non_data_kind", first, 2, hits, True) == kind
