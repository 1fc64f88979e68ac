-- 融合运用率 | Integration: tasks drawn with risk classes, by executing unit.
-- grain:   period (month, year) with a task, unit in its order, 省局本级 among
--          them; 未映射 last, if not empty
-- 粒度:    有任务的每个时段（当月、年内）、每个单位一行，按固定顺序，含省局本级；
--          有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: period, from_on, until_on, unit, is_key_city, task_count,
--          used_count, unknown_count, exempt_count, integration_rate,
--          row_count, class_led_count, class_led_rate, effective_count,
--          thin_count, effective_rate
-- rule:    notice, part 2 (2), M17a-c: tasks drawn in the last month with tasks
--          that count (from_on to until_on) and in the year so far, with
--          enterprises among their objects, not exempt; used = flag 是 or drawn
--          by class; a blank flag is unknown, shown apart, counted as not
--          integrated
-- 规则:    通知第二部分（二）、M17a–c：最近有计入任务的月份（见起止日期）和当年至今抽取的、
--          对象含企业且不免融合的任务；运用＝标识为是或按分类分层抽取；
--          标识空白为未知，另列，按未运用计
-- small:   row_count > class_led_rate; class_led_count > class_led_rate
-- access:  aggregate
with

measures as (

    select *
    from integration_measures(
        $as_of, $units, $counties, $offices, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x
    )
    where part <> '合计'

),

periods as (

    select distinct
        period_order,
        period,
        from_on,
        until_on
    from measures

)

select
    periods.period,
    periods.from_on,
    periods.until_on,
    units.unit,
    units.is_key_city,
    coalesce(measures.task_count, 0) as task_count,
    coalesce(measures.used_count, 0) as used_count,
    coalesce(measures.unknown_count, 0) as unknown_count,
    coalesce(measures.exempt_count, 0) as exempt_count,
    measures.integration_rate,
    coalesce(measures.row_count, 0) as row_count,
    coalesce(measures.class_led_count, 0) as class_led_count,
    measures.class_led_rate,
    coalesce(measures.effective_count, 0) as effective_count,
    coalesce(measures.thin_count, 0) as thin_count,
    measures.effective_rate
from periods
cross join reporting_units as units
left join measures
    on periods.period = measures.period
    and units.unit = measures.part
where is_among(units.unit, $units)
    and (
        not units.is_unmapped
        or units.unit in (select part from measures)
    )
order by periods.period_order, units.unit_order
