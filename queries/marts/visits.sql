-- 执法人次 | visits: one inspector of one task row.
-- grain:   task_id, entity_id, inspector_no
-- rule:    M23: at most six inspectors of a row are read; an inspection after
--          the end of the certificate is marked
with

places as (

    select 1 as place
    union all
    select 2 as place
    union all
    select 3 as place
    union all
    select 4 as place
    union all
    select 5 as place
    union all
    select 6 as place

),

spoken as (

    select
        task_rows.task_no,
        task_rows.entity_id,
        split_part(
            concat_ws(',', task_rows.inspector_ids), ',', places.place
        ) as inspector_id
    from task_rows
    cross join places
    where task_rows.moved_to is null and task_rows.inspector_ids is not null

)

select distinct
    task_facts.task_id,
    task_facts.entity_id,
    inspector_rows.inspector_no,
    inspector_rows.unit as home_unit,
    inspector_rows.county_code as home_county_code,
    task_facts.unit,
    task_facts.county_code,
    task_facts.lead_office,
    task_facts.entity_kind,
    task_facts.source_system,
    task_facts.plan_no,
    task_facts.joint,
    task_facts.draw_kind,
    task_facts.one_plus_x,
    task_facts.tags,
    task_facts.drawn_on,
    task_facts.visited_on,
    coalesce(inspector_rows.cert_valid_to < task_facts.visited_on, false)
        as is_expired
from spoken
inner join inspector_rows
    on spoken.inspector_id = inspector_rows.inspector_id
inner join task_summaries
    on spoken.task_no = task_summaries.task_no
inner join task_facts
    on task_summaries.task_id = task_facts.task_id
    and spoken.entity_id = task_facts.entity_id
order by task_facts.unit, task_facts.county_code, task_facts.task_id
