-- 免融合占比 | Exempt share: how much of each office's tasks is exempt.
-- grain:   one row per launching office with a task drawn in the year, by share
-- 粒度:    本年有抽取任务的发起处室各一行，按占比
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x
-- columns: lead_office, task_count, exempt_count, exempt_rate,
--          incomplete_count
-- rule:    notice, part 2 (2): shown so that full integration cannot be reached
--          by exempting; tasks with enterprises among their objects, exempt
--          ones included; incomplete = an exemption entry that does not hold
-- 规则:    通知第二部分（二）：公开免融合占比，防止以免代用；对象含企业的任务，
--          含免融合的；不成立＝有免融合记载而要件、领域或批准日期不合要求
-- sums:    task_count, exempt_count, incomplete_count
-- access:  aggregate
with

tasks as (

    select
        coalesce(lead_office, '未注明处室') as lead_office,
        is_exempt,
        len(
            missing_parts(exempt_field, exempt_reason, exempt_office, exempt_on)
        ) as missing_count
    from class_tasks(
        $as_of, $units, $counties, $offices, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x
    )

)

select
    lead_office,
    count(*) as task_count,
    count(*) filter (where is_exempt) as exempt_count,
    count(*) filter (where is_exempt) / count(*) as exempt_rate,
    count(*) filter (where missing_count < 4 and not is_exempt)
        as incomplete_count
from tasks
group by lead_office
order by exempt_rate desc, incomplete_count desc, lead_office
