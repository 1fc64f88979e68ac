-- 执法人员 | inspectors: visits and pairs chosen, and who inspected too late.
-- rule:    M23: by the inspector's own unit; a team is the inspectors of one
--          county bureau, the provincial bureau as one; it counts who is 有效
--          or was drawn
create macro chosen_visits(
    units, counties, offices, kinds, sources, plans, joints, draw_kinds,
    is_one_plus_x, tag
) as table
select *
from visits
where is_among(home_unit, units)
    and is_among(home_county_code, counties)
    and is_among(lead_office, offices)
    and is_among(entity_kind, kinds)
    and is_among(source_system, sources)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds)
    and (is_one_plus_x is null or one_plus_x = is_one_plus_x)
    and (tag is null or list_contains(tags, tag));

create macro drawn_pairs(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, tag := null
) as table
select
    min(team_unit) as team_unit,
    min(team_county_code) as team_county_code,
    first_no,
    second_no,
    count(*) as row_count
from pairings
where drawn_on <= as_of
    and is_among(team_unit, units)
    and is_among(team_county_code, counties)
    and is_among(lead_office, offices)
    and is_among(entity_kind, kinds)
    and is_among(source_system, sources)
    and is_among(plan_no, plans)
    and is_among(joint, joints)
    and is_among(draw_kind, draw_kinds)
    and (is_one_plus_x is null or one_plus_x = is_one_plus_x)
    and (tag is null or list_contains(tags, tag))
group by first_no, second_no;

create macro paired_teams(
    as_of, units := null, counties := null, offices := null,
    kinds := null, sources := null, plans := null, joints := null,
    draw_kinds := null, is_one_plus_x := null, tag := null
) as table
with

pairs as (

    select *
    from drawn_pairs(
        as_of, units, counties, offices, kinds, sources, plans, joints,
        draw_kinds, is_one_plus_x, tag
    )

),

teams as (

    select
        team_unit,
        team_county_code,
        sum(row_count)::bigint as row_count,
        count(*) as used_pair_count,
        max(row_count) as top_pair_count
    from pairs
    group by team_unit, team_county_code

),

drawn as (

    select first_no as inspector_no
    from pairs
    union
    select second_no as inspector_no
    from pairs

),

members as (

    select
        inspector_rows.unit,
        inspector_rows.county_code,
        min(inspector_rows.home) as team,
        count(*) as inspector_count
    from inspector_rows
    left join drawn
        on inspector_rows.inspector_no = drawn.inspector_no
    where inspector_rows.state = '有效' or drawn.inspector_no is not null
    group by inspector_rows.unit, inspector_rows.county_code

)

select
    members.*,
    members.inspector_count * (members.inspector_count - 1) // 2
        as possible_pair_count,
    teams.row_count,
    teams.used_pair_count,
    teams.top_pair_count,
    teams.top_pair_count / teams.row_count as top_pair_share
from teams
inner join members
    on teams.team_unit = members.unit
    and teams.team_county_code is not distinct from members.county_code;

create macro expired_teams(as_of, units, counties := null) as table
select
    persons.unit,
    persons.county_code,
    persons.home as team,
    count(distinct persons.inspector_no) as expired_count,
    count(distinct visits.inspector_no) as inspected_after_count,
    count(distinct (visits.task_id, visits.entity_id))
        filter (where visits.inspector_no is not null) as row_count,
    max(visits.visited_on) as last_visited_on,
    list(distinct persons.inspector_label order by persons.inspector_label)
        filter (where visits.inspector_no is not null) as labels
from inspector_rows as persons
left join visits
    on persons.inspector_no = visits.inspector_no
    and visits.is_expired
    and visits.visited_on <= as_of
where persons.cert_valid_to < as_of
    and is_among(persons.unit, units)
    and is_among(persons.county_code, counties)
group by persons.unit, persons.county_code, persons.home;
