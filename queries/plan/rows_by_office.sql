-- 处室任务完成 | Rows by office: what each launching office drew and finished.
-- grain:   one row per launching office, by name; none given: 未注明处室 last
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: lead_office, task_count, row_count, inspected_count,
--          published_count, enterprise_count, inspection_rate, overdue_count
-- rule:    M10 检查完成率 = rows inspected / task rows drawn by the as-of date;
--          贡献户数 = distinct enterprises inspected; M30 overdue = past the
--          task's 检查止 without inspection
-- small:   row_count > inspection_rate; inspected_count > inspection_rate;
--          published_count; enterprise_count; overdue_count
-- access:  aggregate
with

chosen as (

    select
        coalesce(lead_office, '未注明处室') as office,
        lead_office is null as is_unnamed,
        task_id,
        entity_id,
        entity_kind,
        is_inspected and inspected_on <= $as_of as is_done,
        published_on,
        window_to
    from task_facts
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

)

select
    office as lead_office,
    count(distinct task_id) as task_count,
    count(*) as row_count,
    count(*) filter (where is_done) as inspected_count,
    count(*) filter (where is_done and published_on <= $as_of)
        as published_count,
    count(distinct entity_id) filter (where is_done and entity_kind = '企业')
        as enterprise_count,
    count(*) filter (where is_done) / count(*) as inspection_rate,
    count(*) filter (where not is_done and window_to < $as_of)
        as overdue_count
from chosen
group by office, is_unnamed
order by is_unnamed, office
