-- 案例候选 | Case candidates: what stands out, and whether chance explains it.
-- grain:   one row per candidate with more than expected, the strongest first
-- 粒度:    每个超出预期的候选一行，强的在前
-- params:  $as_of, $units
-- columns: unit, candidate_kind, subject, name, candidate_state, row_count,
--          other_count, event_count, event_rate, expected_rate,
--          excess_points, excess_low_points, excess_high_points,
--          candidate_z, bound_z, looked_count, is_estimated
-- rule:    M13-M15, M18, M20 beside what comes without a difference: in tasks
--          drawn by class (one, or all of a unit) the findings of a draw blind
--          to classes inside the same task; closures within
--          closure_age_short_days beside all units, wider by the spread
--          between the other units; two tasks' visits on one day beside the
--          days of both tasks; the task after ratios were raised beside the
--          one before; a risk field beside the unit's other rows of the same
--          class. looked at: those with sample_min rows on each side and
--          small_cell events; interval two-sided 95 % for all of them together
--          (Bonferroni);
--          strong: it lies above 0; thin: not looked at; overlap: not yet done
-- 规则:    M13至M15、M18、M20与没有差别时的预期相比：按分类抽取的任务（单个或全单位）
--          比同一任务内不看分类的抽取；规定档内办结比各单位合计，并按其他单位间的离散
--          程度放宽；两个任务同一天上门比两任务各自的检查日；上调比例后的任务比前一个；
--          风险领域比本单位同类别的其他户次。两边户次达样本下限、事项数达隐去下限的
--          才比较；区间为全部比较一起的双侧95%（Bonferroni校正）；在0以上为强，未达
--          下限为样本不足；重叠任务尚未合并
-- small:   row_count > event_rate, expected_rate, excess_points,
--          excess_low_points, excess_high_points, candidate_z;
--          other_count > expected_rate, excess_points, excess_low_points,
--          excess_high_points, candidate_z;
--          event_count > event_rate, expected_rate, excess_points,
--          excess_low_points, excess_high_points, candidate_z
-- access:  aggregate
with

tasks as (

    select *
    from class_excess($as_of)

),

gathered as (

    select
        'task_gain' as candidate_kind,
        task_no as subject,
        *
    from tasks
    union all by name
    select
        'unit_gain' as candidate_kind,
        unit as subject,
        unit,
        sum(row_count)::bigint as row_count,
        sum(event_count)::bigint as event_count,
        sum(excess) as excess,
        sum(variance) as variance,
        bool_or(is_estimated) as is_estimated
    from tasks
    group by unit
    having count(*) > 1
    union all by name
    select
        'closure' as candidate_kind,
        unit as subject,
        *
    from closure_excess($as_of)
    union all by name
    select
        'merging' as candidate_kind,
        unit as subject,
        *
    from merging_excess($as_of)
    union all by name
    select
        'ratio_change' as candidate_kind,
        *
    from move_excess($as_of)
    union all by name
    select
        'sector' as candidate_kind,
        field as subject,
        field as name,
        *
    from sector_excess($as_of)

),

judged as (

    select
        gathered.*,
        least(row_count, coalesce(other_count, row_count)) >= rules.sample_min
        and event_count >= rules.small_cell
        and variance > 0 as is_looked_at
    from gathered
    cross join rules

),

bounded as (

    select
        *,
        sqrt(nullif(variance, 0)) as spread,
        case when is_looked_at then excess end as known_excess,
        count(*) filter (where is_looked_at) over () as looked_count,
        normal_bound(0.025 / nullif(looked_count, 0)) as bound_z
    from judged

),

told as (

    select
        unit,
        candidate_kind,
        subject,
        name,
        case
            when not is_looked_at then 'thin'
            when excess > bound_z * spread then 'strong'
            else 'chance'
        end as candidate_state,
        row_count,
        other_count,
        event_count,
        rate(event_count, row_count) as event_rate,
        rate(event_count - known_excess, row_count) as expected_rate,
        rate(known_excess, row_count) as excess_points,
        rate(known_excess - bound_z * spread, row_count) as excess_low_points,
        rate(known_excess + bound_z * spread, row_count) as excess_high_points,
        known_excess / spread as candidate_z,
        bound_z,
        looked_count,
        coalesce(is_estimated, false) as is_estimated
    from bounded
    cross join rules
    where excess > 0.000000001 and row_count >= rules.alert_min_rows
    union all by name
    select
        waiting.unit,
        'overlap' as candidate_kind,
        waiting.first_task_no || '、' || waiting.second_task_no as subject,
        waiting.first_name as name,
        'undone' as candidate_state,
        waiting.saved_visit_count as row_count,
        false as is_estimated
    from waiting_tasks($as_of) as waiting
    cross join rules
    where waiting.saved_visit_count >= rules.alert_min_overlap

)

select
    unit,
    candidate_kind,
    subject,
    name,
    candidate_state,
    row_count,
    other_count,
    event_count,
    event_rate,
    expected_rate,
    excess_points,
    excess_low_points,
    excess_high_points,
    candidate_z,
    bound_z,
    looked_count,
    is_estimated
from told
where is_among(unit, $units)
order by
    candidate_state <> 'strong',
    candidate_state <> 'undone',
    candidate_state = 'thin',
    candidate_z desc nulls last,
    row_count desc,
    candidate_kind,
    subject
