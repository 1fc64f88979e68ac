-- 融合运用率（合计） | Integration of the selection: last month and year so far.
-- grain:   one row per period: month, year
-- 粒度:    每个时段一行：当月、年内
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: period, from_on, until_on, task_count, used_count, unknown_count,
--          exempt_count, integration_rate, row_count, class_led_count,
--          class_led_rate, effective_count, thin_count, effective_rate, verdict
-- rule:    notice, part 2 (2), M17a-c over all tasks of the selection: rate of
--          the totals; month = the last one with tasks that count, from_on to
--          until_on; class_led = rows drawn from a class-stratified list;
--          effective = of the tasks used, ratios rise and classes date from
--          before the draw; judged in the month in which integration is due,
--          before it 进展
-- 规则:    通知第二部分（二）、M17a–c：所选全部任务合计之比；
--          月＝最近一个有计入任务的月份，见起止日期；
--          分类抽取＝按分类分层名单抽取的行；有实效＝运用任务中比例随风险上升且
--          分类早于抽取；到规定应实现融合运用的月份才判定，此前为进展
-- small:   row_count > class_led_rate; class_led_count > class_led_rate
-- access:  aggregate
with

judged as (

    select max(from_on) as from_on
    from ref_periods
    where period = 'integration'

)

select
    measures.period,
    measures.from_on,
    measures.until_on,
    measures.task_count,
    measures.used_count,
    measures.unknown_count,
    measures.exempt_count,
    measures.integration_rate,
    measures.row_count,
    measures.class_led_count,
    measures.class_led_rate,
    measures.effective_count,
    measures.thin_count,
    measures.effective_rate,
    case
        when measures.task_count = 0 then 'no_task'
        when judged.from_on is null or $as_of < judged.from_on
            then 'progress'
        when measures.used_count = measures.task_count then 'reached'
        else 'short'
    end as verdict
from integration_measures(
    $as_of, $units, $counties, $offices, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x
) as measures
cross join judged
where measures.part = '合计'
order by measures.period_order
