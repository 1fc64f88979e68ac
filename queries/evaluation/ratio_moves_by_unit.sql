-- 动态调整 | Ratios by unit: how they moved over tasks, and what was found then.
-- grain:   one row per unit with a task that can be compared, in its order
-- 粒度:    有可比任务的单位各一行，按固定顺序
-- params:  $as_of, $units, $sees_class
-- columns: unit, task_count, first_drawn_on, first_spread_value, last_drawn_on,
--          last_spread_value, compared_count, raised_count, lowered_count,
--          raised_found_more_count, raised_found_less_count,
--          lowered_found_more_count, lowered_found_less_count
-- rule:    tasks of ratio_moves; raised, lowered: the spread against the unit's
--          task before; found more, less: the finding rate against that of the
--          task before, where both are known; no test, so chance is not ruled
--          out, and other tasks have other objects
-- 规则:    逐任务表中的任务；上调、下调：之比与本单位上一个任务比；发现更多、更少：
--          问题发现率与上一个任务比，两者都已知才算；未作检验，不排除偶然，且前后
--          任务的对象不同
-- access:  aggregate
with

moves as (

    select
        *,
        ratio_move = 'raised' as is_raised,
        ratio_move = 'lowered' as is_lowered,
        finding_change_points > 0 as is_more,
        finding_change_points < 0 as is_less
    from moves_on($as_of, $units, $sees_class)

)

select
    moves.unit,
    count(*) as task_count,
    min(moves.drawn_on) as first_drawn_on,
    arg_min(moves.spread_value, (moves.drawn_on, moves.task_no))
        as first_spread_value,
    max(moves.drawn_on) as last_drawn_on,
    arg_max(moves.spread_value, (moves.drawn_on, moves.task_no))
        as last_spread_value,
    count(ratio_move) as compared_count,
    count(*) filter (where is_raised) as raised_count,
    count(*) filter (where is_lowered) as lowered_count,
    count(*) filter (where is_raised and is_more) as raised_found_more_count,
    count(*) filter (where is_raised and is_less) as raised_found_less_count,
    count(*) filter (where is_lowered and is_more) as lowered_found_more_count,
    count(*) filter (where is_lowered and is_less) as lowered_found_less_count
from moves
left join reporting_units
    on moves.unit = reporting_units.unit
group by moves.unit, reporting_units.unit_order
order by reporting_units.unit_order nulls last, moves.unit
