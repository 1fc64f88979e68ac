-- 搭档过于集中 | Concentrated pairs: teams where two people go together too often.
-- grain:   one row per team, the least likely first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, team, row_count,
--          top_pair_count, top_pair_rate, expected_rate, chance_bound_value
-- rule:    M23: under random pairs P(top >= k) is at most
--          K exp(-N KL(k/N, 1/K)) (union and Chernoff bounds); fires below
--          $threshold; exact figures on the page; 不用于个人考核
-- small:   row_count > top_pair_rate, expected_rate; top_pair_count >
--          top_pair_rate
-- access:  aggregate
with

pairs as (

    select
        team_unit,
        team_county_code,
        first_no,
        second_no,
        count(*) as row_count
    from pairings
    where drawn_on <= $as_of
        and ($units is null or list_contains($units, team_unit))
    group by team_unit, team_county_code, first_no, second_no

),

teams as (

    select
        team_unit,
        team_county_code,
        sum(row_count)::double as row_count,
        max(row_count)::double as top_pair_count
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
        count(*) * (count(*) - 1) / 2 as pair_count
    from inspector_rows
    left join drawn
        on inspector_rows.inspector_no = drawn.inspector_no
    where inspector_rows.state = '有效' or drawn.inspector_no is not null
    group by inspector_rows.unit, inspector_rows.county_code
    having count(*) > 2

),

shares as (

    select
        teams.team_unit,
        teams.team_county_code,
        members.team,
        members.pair_count,
        teams.row_count,
        teams.top_pair_count,
        teams.top_pair_count / teams.row_count as top_share,
        1 / members.pair_count as even_share
    from teams
    inner join members
        on teams.team_unit = members.unit
        and teams.team_county_code is not distinct from members.county_code

),

bounds as (

    select
        *,
        pair_count * exp(
            -row_count * (
                top_share * ln(top_share / even_share)
                + case
                    when top_share < 1
                        then (1 - top_share)
                            * ln((1 - top_share) / (1 - even_share))
                    else 0
                end
            )
        ) as chance_bound_value
    from shares

)

select
    team_unit as unit,
    team_county_code as county_code,
    null::varchar as office,
    team as subject,
    false as is_overdue,
    team,
    row_count::bigint as row_count,
    top_pair_count::bigint as top_pair_count,
    top_share as top_pair_rate,
    even_share as expected_rate,
    chance_bound_value
from bounds
where top_share > even_share and chance_bound_value < $threshold
order by chance_bound_value, unit, county_code
