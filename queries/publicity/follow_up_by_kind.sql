-- 后续处置措施 | Follow-up by kind: what is done about problems, and how far.
-- grain:   one row per kind of follow-up, most frequent first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: disposal_kind, disposal_count, closed_count, closure_rate,
--          unfinished_count, case_filed_count
-- rule:    problem rows that need disposal; a row with several kinds counts
--          under each; none given: 未注明
-- small:   disposal_count > closure_rate; closed_count > closure_rate;
--          unfinished_count; case_filed_count
-- parts:   closed_count + unfinished_count
-- access:  aggregate
with

chosen as (

    select
        coalesce(row_details.disposal_kinds, ['未注明']) as disposal_kinds,
        coalesce(task_facts.closed_on <= $as_of, false) as is_closed,
        task_facts.is_case_filed
    from task_facts
    inner join row_details
        on task_facts.task_id = row_details.task_id
        and task_facts.entity_id = row_details.entity_id
    where task_facts.is_inspected
        and task_facts.inspected_on <= $as_of
        and task_facts.is_problem
        and task_facts.needs_disposal
        and ($units is null or list_contains($units, task_facts.unit))
        and (
            $counties is null
            or list_contains($counties, task_facts.county_code)
        )
        and (
            $offices is null
            or list_contains($offices, task_facts.lead_office)
        )
        and ($kinds is null or list_contains($kinds, task_facts.entity_kind))
        and (
            $sources is null
            or list_contains($sources, task_facts.source_system)
        )
        and ($plans is null or list_contains($plans, task_facts.plan_no))
        and ($joints is null or list_contains($joints, task_facts.joint))
        and (
            $draw_kinds is null
            or list_contains($draw_kinds, task_facts.draw_kind)
        )
        and ($one_plus_x is null or task_facts.one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(task_facts.tags, $tag))

),

spread as (

    select
        unnest(disposal_kinds) as disposal_kind,
        is_closed,
        is_case_filed
    from chosen

)

select
    disposal_kind,
    count(*) as disposal_count,
    count(*) filter (where is_closed) as closed_count,
    count(*) filter (where is_closed) / count(*) as closure_rate,
    count(*) filter (where not is_closed) as unfinished_count,
    count(*) filter (where is_case_filed) as case_filed_count
from spread
group by disposal_kind
order by disposal_count desc, disposal_kind
