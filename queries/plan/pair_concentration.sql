-- 搭档集中度 | Pairs: how often the most frequent pair of a team was drawn.
-- grain:   one row per team with rows, by unit and county
-- 粒度:    有户次的队伍各一行，按单位和县
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, county_code, team, inspector_count, possible_pair_count,
--          row_count, used_pair_count, top_pair_count, top_pair_share
-- rule:    M23: team = the inspectors of a county bureau (省局本级 as one);
--          possible pairs among all who are 有效 or were drawn; rows whose
--          inspectors belong to one team; compared with a random pairing;
--          masked, 不用于个人考核
-- 规则:    M23：一队＝一个县局的执法人员（省局本级为一队）；可能的搭档取有效或被抽
--          到的人员；只计检查人员同属一队的户次；与随机配对相比；不显示姓名，不用
--          于个人考核
-- small:   inspector_count > possible_pair_count, used_pair_count,
--          top_pair_share; row_count > top_pair_share; top_pair_count >
--          top_pair_share
-- access:  aggregate
select
    teams.unit,
    teams.county_code,
    teams.team,
    teams.inspector_count,
    teams.possible_pair_count,
    teams.row_count,
    teams.used_pair_count,
    teams.top_pair_count,
    teams.top_pair_share
from paired_teams(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $tag
) as teams
left join ref_units
    on teams.unit = ref_units.unit
order by
    ref_units.unit_order nulls last, teams.unit, teams.county_code nulls first
