-- 动态调整逐任务 | Ratios task by task: how they moved, and what was found.
-- grain:   one row per task in the unit's order of draws
-- 粒度:    每个任务一行，按单位和抽取先后
-- params:  $as_of, $units, $sees_class
-- columns: unit, drawn_on, name, is_class_used, a_ratio, b_ratio, c_ratio,
--          d_ratio, e_ratio, f_ratio, spread_value, ratio_move,
--          spread_change_value, finding_rate, finding_change_points,
--          problem_count, applicable_count, lead_office, task_no
-- rule:    M18, M13: tasks of the year with an exported pool of sample_min and
--          draws of alert_min_rows at least; spread = ratio of C and D over
--          that of A and B; against the unit's task before; other tasks have
--          other objects and fields, so one change does not explain the other;
--          ratios that rest on counts under small_cell only for the entitled
-- 规则:    M18、M13：本年、导出抽取库和抽取户数达到下限的任务；之比＝C、D类比例÷
--          A、B类比例；与本单位上一个任务比；前后任务的对象和领域不同，一个变化
--          不能说明另一个；依据低于隐去下限户数的比例只给有权者
-- small:   problem_count > finding_rate, finding_change_points;
--          applicable_count > finding_rate, finding_change_points
-- access:  aggregate
select
    moves.unit,
    moves.drawn_on,
    moves.name,
    moves.is_class_used,
    moves.a_ratio,
    moves.b_ratio,
    moves.c_ratio,
    moves.d_ratio,
    moves.e_ratio,
    moves.f_ratio,
    moves.spread_value,
    moves.ratio_move,
    moves.spread_change_value,
    moves.finding_rate,
    moves.finding_change_points,
    moves.problem_count,
    moves.applicable_count,
    moves.lead_office,
    moves.task_no
from moves_on($as_of, $units, $sees_class) as moves
left join reporting_units
    on moves.unit = reporting_units.unit
order by
    reporting_units.unit_order nulls last, moves.drawn_on, moves.task_no
