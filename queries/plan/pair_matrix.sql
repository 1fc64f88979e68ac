-- 搭档矩阵 | Pair matrix: rows that two inspectors of a team have together.
-- grain:   one row per pair of the chosen team that was drawn, most rows first
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $team
-- columns: first_label, second_label, row_count
-- rule:    M23, see pair_concentration; labels instead of names and numbers,
--          不用于个人考核; a pair is two persons, so for who may see names
-- access:  named
with

pairs as (

    select
        first_no,
        second_no,
        count(*) as row_count
    from pairings
    where drawn_on <= $as_of
        and coalesce(team_county_code, team_unit) = $team
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

    group by first_no, second_no

)

select
    first_inspectors.inspector_label as first_label,
    second_inspectors.inspector_label as second_label,
    pairs.row_count
from pairs
inner join inspector_rows as first_inspectors
    on pairs.first_no = first_inspectors.inspector_no
inner join inspector_rows as second_inspectors
    on pairs.second_no = second_inspectors.inspector_no
order by pairs.row_count desc, first_label, second_label
