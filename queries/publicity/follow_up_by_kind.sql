-- 后续处置措施 | Follow-up by kind: what is done about problems, and how far.
-- grain:   one row per kind of follow-up, most frequent first
-- 粒度:    每种后续处置一行，多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: disposal_kind, disposal_count, closed_count, closure_rate,
--          unfinished_count, case_filed_count
-- rule:    problem rows that need disposal; a row with several kinds counts
--          under each; none given: 未注明
-- 规则:    需处置的问题行；一行有多种措施的分别计入；未填的为未注明
-- small:   disposal_count > closure_rate; closed_count > closure_rate;
--          unfinished_count; case_filed_count
-- parts:   closed_count + unfinished_count
-- access:  aggregate
with

spread as (

    select
        unnest(coalesce(row_details.disposal_kinds, ['未注明']))
            as disposal_kind,
        coalesce(facts.closed_on <= $as_of, false) as is_closed,
        facts.is_case_filed
    from inspected_facts(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as facts
    inner join row_details
        on facts.task_id = row_details.task_id
        and facts.entity_id = row_details.entity_id
    where facts.is_problem and facts.needs_disposal

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
