-- 搭档集中度 | Pairs: how often the most frequent pair of a team was drawn.
-- grain:   one row per team with rows, by unit and county
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, county_code, team, inspector_count, possible_pair_count,
--          row_count, used_pair_count, top_pair_count, top_pair_share
-- rule:    M23: team = the inspectors of a county bureau (省局本级 as one);
--          possible pairs among all who are 有效 or were drawn; rows whose
--          inspectors belong to one team; compared with a random pairing by
--          inspection/inference/pairs.py; masked, 不用于个人考核
-- small:   inspector_count > possible_pair_count, used_pair_count,
--          top_pair_share; row_count > top_pair_share; top_pair_count >
--          top_pair_share
-- access:  aggregate
with

rows as (

    select
        team_unit,
        team_county_code,
        first_no,
        second_no
    from pairings
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, team_unit))
        and ($counties is null or list_contains($counties, team_county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

),

pairs as (

    select
        team_unit,
        team_county_code,
        first_no,
        second_no,
        count(*) as row_count
    from rows
    group by team_unit, team_county_code, first_no, second_no

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

    select first_no as inspector_no from pairs
    union
    select second_no as inspector_no from pairs

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
    teams.team_unit as unit,
    teams.team_county_code as county_code,
    members.team,
    members.inspector_count,
    members.inspector_count * (members.inspector_count - 1) // 2
        as possible_pair_count,
    teams.row_count,
    teams.used_pair_count,
    teams.top_pair_count,
    teams.top_pair_count / teams.row_count as top_pair_share
from teams
inner join members
    on teams.team_unit = members.unit
    and teams.team_county_code is not distinct from members.county_code
left join ref_units
    on teams.team_unit = ref_units.unit
order by
    ref_units.unit_order nulls last,
    teams.team_unit,
    teams.team_county_code nulls first
