-- 搭档矩阵 | Pair matrix: rows that two inspectors of a team have together.
-- grain:   one row per pair of the chosen team that was drawn, most rows first
-- 粒度:    所选队伍抽到的每对搭档一行，户次多的在前
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag, $team
-- columns: first_label, second_label, row_count
-- rule:    M23: two inspectors of one row, both of the team; labels instead of
--          names and numbers, 不用于个人考核; a pair is two persons, so for who
--          may see names
-- 规则:    M23：同一户次的两名检查人员，同属该队；以代号代替姓名和编号，不用于个人
--          考核；一对搭档即两个人，只供可见姓名者
-- access:  named
select
    first_inspectors.inspector_label as first_label,
    second_inspectors.inspector_label as second_label,
    pairs.row_count
from drawn_pairs(
    $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
    $joints, $draw_kinds, $one_plus_x, $tag
) as pairs
inner join inspector_rows as first_inspectors
    on pairs.first_no = first_inspectors.inspector_no
inner join inspector_rows as second_inspectors
    on pairs.second_no = second_inspectors.inspector_no
where coalesce(pairs.team_county_code, pairs.team_unit) = $team
order by pairs.row_count desc, first_label, second_label
