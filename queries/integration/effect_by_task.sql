-- 融合实效清单 | Effect by task: did the tasks that used classes draw more of D?
-- grain:   one row per task drawn in the year that counts as integrated, those
--          with falling ratios first
-- 粒度:    本年抽取并算作已融合的任务各一行，比例随风险下降的在前
-- params:  $as_of, $units, $counties, $offices, $sources, $plans, $joints,
--          $draw_kinds, $one_plus_x, $is_inverted, $sees_class
-- columns: unit, name, status, trend_z, a_ratio, b_ratio, c_ratio, d_ratio,
--          e_ratio, f_ratio, drawn_count, pool_count, is_estimated, drawn_on,
--          class_on, is_inverted, lead_office, task_no
-- rule:    M17c: Cochran-Armitage trend over A-D, one-sided, rising_z for
--          rising and inversion_z for inverted; class date <= draw date; pools
--          under sample_min or draws under draw_sample_min: thin; class_on =
--          date of the latest class used; ratios that rest on counts under
--          small_cell, the order by trend and the filter only for the
--          entitled
-- 规则:    M17c：A至D的Cochran-Armitage趋势检验，单侧，上升与倒挂界值见参数；
--          分类日期须不晚于抽取日；池或抽取户数少于样本下限的样本不足；
--          分类日期为所用分类中最晚的；依据低于隐去下限户数的比例、按趋势的排序和筛选
--          只给有权者
-- access:  aggregate
with

ratios as (

    select
        task_id,
        risk_class,
        if(
            may_tell($sees_class, least(pool_count, drawn_count)),
            rate(drawn_count, pool_count),
            null
        ) as applied_ratio
    from task_classes

),

classes as (

    select
        task_id,
        max(applied_ratio) filter (where risk_class = class_at(1)) as a_ratio,
        max(applied_ratio) filter (where risk_class = class_at(2)) as b_ratio,
        max(applied_ratio) filter (where risk_class = class_at(3)) as c_ratio,
        max(applied_ratio) filter (where risk_class = class_at(4)) as d_ratio,
        max(applied_ratio) filter (where risk_class = class_at(5)) as e_ratio,
        max(applied_ratio) filter (where risk_class = class_at(6)) as f_ratio
    from ratios
    group by task_id

)

select
    tasks.unit,
    tasks.name,
    task_effects.status,
    task_effects.trend_z,
    classes.a_ratio,
    classes.b_ratio,
    classes.c_ratio,
    classes.d_ratio,
    classes.e_ratio,
    classes.f_ratio,
    task_effects.drawn_count,
    task_effects.pool_count,
    task_effects.is_estimated,
    tasks.drawn_on,
    task_effects.class_on,
    task_effects.is_inverted,
    tasks.lead_office,
    tasks.task_no
from class_tasks(
    $as_of, $units, $counties, $offices, $sources, $plans, $joints,
    $draw_kinds, $one_plus_x
) as tasks
inner join task_effects
    on tasks.task_id = task_effects.task_id
left join classes
    on tasks.task_id = classes.task_id
where tasks.is_class_used
    and not tasks.is_exempt
    and (
        $is_inverted is null
        or ($sees_class and task_effects.is_inverted = $is_inverted)
    )
order by
    if($sees_class, task_effects.is_inverted, null) desc,
    if($sees_class, task_effects.status = 'rising', null),
    if($sees_class, task_effects.trend_z, null) nulls last,
    tasks.task_no
