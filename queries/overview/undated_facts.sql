-- 日期缺失 | Facts without a date: how many of each stage.
-- grain:   one row per stage, in order
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: stage, row_count
-- rule:    metrics.md, as of: undated facts count only at the data date (drawn,
--          entered) or from the export on (published, closed); a result without
--          an inspection date does not count as inspected
-- access:  aggregate
with

chosen as (

    select *
    from task_facts
    where ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

stages as (

    select
        1 as stage_order,
        'drawn' as stage,
        count(*) as row_count
    from chosen
    where not has_draw_date and drawn_on <= $as_of
    union all
    select
        2 as stage_order,
        'inspected' as stage,
        count(*) as row_count
    from chosen
    cross join campaign
    where has_result
        and inspected_on is null
        and campaign.data_date <= $as_of
    union all
    select
        3 as stage_order,
        'entered' as stage,
        count(*) as row_count
    from chosen
    where has_result and not has_entry_date and entered_on <= $as_of
    union all
    select
        4 as stage_order,
        'published' as stage,
        count(*) as row_count
    from chosen
    where published_on <= $as_of and not has_publication_date
    union all
    select
        5 as stage_order,
        'closed' as stage,
        count(*) as row_count
    from chosen
    where needs_disposal and closed_on <= $as_of and not has_closure_date

)

select
    stage,
    row_count
from stages
order by stage_order
