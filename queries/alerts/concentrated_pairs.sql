-- 搭档过于集中 | Concentrated pairs: teams where two people go together too often.
-- grain:   one row per team, the least likely first
-- 粒度:    每个队伍一行，可能性小的在前
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, team, row_count,
--          top_pair_count, top_pair_rate, expected_rate, chance_bound_value
-- rule:    M23: the chance that under random pairs the top pair gets as many
--          rows as it did (union and Chernoff bounds) is below $threshold;
--          teams of three or more; 不用于个人考核
-- 规则:    M23：三人以上的队，随机配对下最多的一对达到这么多户次的概率上界（联合界
--          与切尔诺夫界）低于 $threshold 即提示；不用于个人考核
-- small:   row_count > top_pair_rate, expected_rate; top_pair_count >
--          top_pair_rate
-- access:  aggregate
with

shares as (

    select
        *,
        1 / possible_pair_count as even_share
    from paired_teams($as_of, $units)
    where inspector_count > 2

),

bounds as (

    select
        *,
        possible_pair_count * exp(
            -row_count * (
                top_pair_share * ln(top_pair_share / even_share)
                + case
                    when top_pair_share < 1
                        then (1 - top_pair_share)
                            * ln((1 - top_pair_share) / (1 - even_share))
                    else 0
                end
            )
        ) as chance_bound_value
    from shares

)

select
    unit,
    county_code,
    null::varchar as office,
    team as subject,
    false as is_overdue,
    team,
    row_count,
    top_pair_count,
    top_pair_share as top_pair_rate,
    even_share as expected_rate,
    chance_bound_value
from bounds
where top_pair_share > even_share and chance_bound_value < $threshold
order by chance_bound_value, unit, county_code
