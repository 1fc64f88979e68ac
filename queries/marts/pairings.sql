-- 配对 | pairings: two inspectors of one task row.
-- grain:   task_id, entity_id, first_no, second_no
-- rule:    M23: the team is the county both belong to (省局本级: the bureau);
--          inspectors of different teams make no pair that a draw could expect
select
    first_visits.task_id,
    first_visits.entity_id,
    first_visits.inspector_no as first_no,
    second_visits.inspector_no as second_no,
    first_visits.home_unit as team_unit,
    first_visits.home_county_code as team_county_code,
    first_visits.unit,
    first_visits.county_code,
    first_visits.lead_office,
    first_visits.entity_kind,
    first_visits.source_system,
    first_visits.plan_no,
    first_visits.joint,
    first_visits.draw_kind,
    first_visits.one_plus_x,
    first_visits.tags,
    first_visits.drawn_on
from visits as first_visits
inner join visits as second_visits
    on first_visits.task_id = second_visits.task_id
    and first_visits.entity_id = second_visits.entity_id
    and first_visits.inspector_no < second_visits.inspector_no
    and first_visits.home_unit = second_visits.home_unit
    and first_visits.home_county_code
        is not distinct from second_visits.home_county_code
order by team_unit, team_county_code, first_no, second_no
