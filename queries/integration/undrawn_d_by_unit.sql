-- D类未抽中 | D not drawn: class D enterprises that no task of the year has drawn.
-- grain:   合计 first, then one row per reporting unit in its order with an
--          enterprise in D
-- 粒度:    合计在前，其后有D类企业的报告单位各一行，按固定顺序
-- params:  $as_of, $units, $counties, $sees_class
-- columns: unit, is_key_city, d_count, drawn_count, undrawn_count, undrawn_rate
-- rule:    notice, part 2: enterprises 存续 of the register, in class D on the
--          as-of date; drawn by any unit from the first of the year to the
--          as-of date; counts under small_cell, and a sum that gives them away,
--          only for the entitled
-- 规则:    通知第二部分：登记在册的存续企业中截止日为D类的；
--          当年年初至截止日被任一单位抽中过的为已抽中；低于隐去下限及可据以推出
--          的合计只给有权者
-- access:  aggregate
with

counted as (

    select
        if(grouping(unit) = 1, '合计', unit) as part,
        grouping(unit) = 1 as is_total,
        count(*) as d,
        count(*) filter (where is_drawn) as drawn,
        count(*) filter (where not is_drawn) as undrawn
    from d_firms_on($as_of, $units, $counties)
    group by grouping sets ((unit), ())

),

opened as (

    select
        *,
        least(d, drawn, undrawn) as least_count,
        if(is_total, min(least_count) over (), least_count) as deciding_count,
        may_tell($sees_class, deciding_count) as is_shown
    from counted

)

select
    opened.part as unit,
    coalesce(reporting_units.is_key_city, false) as is_key_city,
    if(is_shown, d, null) as d_count,
    if(is_shown, drawn, null) as drawn_count,
    if(is_shown, undrawn, null) as undrawn_count,
    if(is_shown, rate(undrawn, d), null) as undrawn_rate
from opened
left join reporting_units
    on opened.part = reporting_units.unit
order by opened.is_total desc, reporting_units.unit_order nulls last, unit
