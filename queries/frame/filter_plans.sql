-- 计划选项 | Choice of plans: plans with drawn rows, by number.
-- grain:   one row per plan
-- 粒度:    每个计划一行
-- params:  $units
-- columns: plan_no, name, row_count
-- rule:    a plan can be chosen once a task under it has rows
-- 规则:    计划下有任务抽出户次后可选
-- access:  aggregate
with

drawn as (

    select
        plan_no,
        count(*) as row_count
    from task_facts
    where plan_no is not null and is_among(unit, $units)
    group by plan_no

)

select
    drawn.plan_no,
    plan_rows.name,
    drawn.row_count
from drawn
left join plan_rows
    on drawn.plan_no = plan_rows.plan_no
order by drawn.plan_no
