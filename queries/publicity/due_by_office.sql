-- 近期到期与逾期 | Due by office: what is overdue or due soon, and with whom.
-- grain:   clock, unit, check_office with anything open that is due; most
--          overdue first
-- 粒度:    有应办未办的每种时限、单位和检查机关一行；逾期多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag,
--          $clock
-- columns: clock, unit, check_office, overdue_count, due_today_count,
--          due_soon_count, due_week_count, to_review_count, oldest_due_on,
--          next_due_on
-- rule:    soon = the as-of date and the next due_soon_workdays working days;
--          this week = up to the Sunday after it; due today is inside both;
--          待审核 and 审核退回 are counted in to_review; rows without a due date
--          or published without a date are not here; spellings of one office
--          in the table of aliases are one, named by the one most rows have
-- 规则:    近期＝截止日及其后若干个工作日（见参数表）；本周＝截止日至其后的
--          星期日；两者都含今日到期；待审核、审核退回计入待审；
--          没有到期日或无公示日期的行不在其内；对照表中同一机关的不同写法
--          并为一行，取最多行所用的写法
-- small:   overdue_count > oldest_due_on; due_today_count; due_soon_count >
--          next_due_on; due_week_count; to_review_count
-- sums:    overdue_count, due_today_count, due_week_count, due_soon_count,
--          to_review_count
-- access:  aggregate
with

spelled as (

    select
        clocks.*,
        coalesce(clocks.check_office, '未注明') as spelling,
        concat_ws(' ', aliases.unit, aliases.county_code) as place
    from clocks_due(
        $as_of, $clock, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as clocks
    left join ref_office_aliases as aliases
        on clocks.check_office = aliases.alias

),

placed as (

    select
        *,
        coalesce(nullif(place, ''), spelling) as office,
        count(*) over (partition by clock, unit, spelling) as spelled_count
    from spelled

)

select
    clock,
    unit,
    first(spelling order by spelled_count desc, spelling) as check_office,
    count(*) filter (where due_on < $as_of) as overdue_count,
    count(*) filter (where due_on = $as_of) as due_today_count,
    count(*) filter (where due_on >= $as_of) as due_soon_count,
    count(*) filter (where due_on between $as_of and sunday_after($as_of))
        as due_week_count,
    count(*) filter (where entry_state in ('待审核', '审核退回'))
        as to_review_count,
    min(due_on) filter (where due_on < $as_of) as oldest_due_on,
    min(due_on) filter (where due_on >= $as_of) as next_due_on
from placed
group by clock, unit, office
order by overdue_count desc, due_soon_count desc, clock, unit, check_office
