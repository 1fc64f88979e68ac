-- 案例候选 | candidates: what may make a typical case, beside what chance does.
-- rule:    each kind gives rows, events, the events that would have come
--          without a difference, and the variance of that: excess = events
--          less those; a permutation of the events over the rows in a stratum
--          leaves the excess 0 in the mean
create macro normal_root(tail) as sqrt(-2 * ln(tail));

create macro normal_bound(tail) as
    normal_root(tail) - (
        2.515517 + 0.802853 * normal_root(tail)
        + 0.010328 * normal_root(tail) ** 2
    ) / (
        1 + 1.432788 * normal_root(tail) + 0.189269 * normal_root(tail) ** 2
        + 0.001308 * normal_root(tail) ** 3
    );

create macro drawn_variance(n, whole, k) as
    coalesce(
        n * (whole - n) / nullif(whole * whole, 0)
        * k * (whole - k) / nullif(whole - 1, 0),
        0
    );

create macro class_excess(as_of) as table
with

found as (

    select
        task_id,
        risk_class,
        count(*) as n,
        count(*) filter (where is_problem) as k
    from task_facts
    where is_inspected and is_applicable and inspected_on <= as_of
    group by task_id, risk_class

),

classes as (

    select
        tasks.task_id,
        tasks.unit,
        tasks.task_no,
        tasks.name,
        pools.is_estimated,
        pools.pool_count
        / nullif(sum(pools.pool_count) over own, 0) as pool_share,
        coalesce(found.n, 0) as n,
        coalesce(found.k, 0) as k,
        sum(coalesce(found.n, 0)) over own as task_n,
        sum(coalesce(found.k, 0)) over own as task_k
    from class_tasks(
        as_of, null, null, null, null, null, null, null, null
    ) as tasks
    inner join task_pools as pools
        on tasks.task_id = pools.task_id
    left join found
        on pools.task_id = found.task_id
        and pools.risk_class = found.risk_class
    where tasks.is_class_used and not tasks.is_exempt
    window own as (partition by tasks.task_id)

),

weighted as (

    select
        *,
        n - task_n * pool_share as weight,
        if(n = 0, n - task_n * pool_share, 0) as unseen_weight,
        task_k / task_n as task_rate
    from classes
    where task_n > 0

)

select
    unit,
    task_no,
    any_value(name) as name,
    bool_or(is_estimated) as is_estimated,
    any_value(task_n)::bigint as row_count,
    any_value(task_k)::bigint as event_count,
    sum(weight * if(n > 0, k / n, task_rate)) as excess,
    coalesce(
        any_value(task_n / nullif(task_n - 1, 0) * task_rate * (1 - task_rate))
        * greatest(
            sum(if(n > 0, weight ** 2 / n, 0))
            - sum(unseen_weight) ** 2 / any_value(task_n),
            0
        ),
        0
    ) as variance
from weighted
group by unit, task_no
having count(pool_share) = 4;

create macro closure_excess(as_of) as table
with

aged as (

    select
        clocks.unit,
        count(*) as n,
        count(*) filter (
            where clocks.done_on <= as_of
                and clocks.workday_count <= rules.closure_age_short_days
        ) as k
    from clock_rows as clocks
    cross join rules
    where clocks.clock = 'closure'
        and not clocks.is_undated
        and not clocks.is_early
        and workday_no_of(as_of) - clocks.start_workday_no
            >= rules.closure_age_short_days
    group by clocks.unit

),

compared as (

    select
        *,
        sum(n) over () as whole,
        sum(k) over () as whole_k,
        rate(whole_k - k, whole - n) as rest_rate,
        sum(k * k / n) over () - k * k / n
        - rate((whole_k - k) ** 2, whole - n) as rest_squares,
        count(*) over () - 2 as freedom
    from aged

)

select
    unit,
    n as row_count,
    k as event_count,
    k - n * whole_k / whole as excess,
    drawn_variance(n, whole, whole_k) * greatest(
        coalesce(
            rest_squares
            / nullif(rest_rate * (1 - rest_rate) * freedom, 0),
            1
        ),
        1
    ) as variance
from compared;

create macro merging_excess(as_of) as table
with

task_days as (

    select
        task_id,
        visited_on,
        count(*) / sum(count(*)) over (partition by task_id) as day_share
    from task_facts
    where visited_on <= as_of
    group by task_id, visited_on

),

pairs as (

    select
        first_unit as unit,
        first_task_id,
        second_task_id,
        count(*) as n,
        count(*) filter (where first_inspected_on = second_inspected_on) as k
    from entity_task_pairs
    where first_inspected_on <= as_of and second_inspected_on <= as_of
    group by first_unit, first_task_id, second_task_id

),

chances as (

    select
        pairs.unit,
        pairs.n,
        pairs.k,
        coalesce(sum(firsts.day_share * seconds.day_share), 0) as chance
    from pairs
    inner join task_days as firsts
        on pairs.first_task_id = firsts.task_id
    left join task_days as seconds
        on pairs.second_task_id = seconds.task_id
        and firsts.visited_on = seconds.visited_on
    group by
        pairs.unit,
        pairs.first_task_id,
        pairs.second_task_id,
        pairs.n,
        pairs.k

)

select
    unit,
    sum(n)::bigint as row_count,
    sum(k)::bigint as event_count,
    sum(k - n * chance) as excess,
    sum(n * chance * (1 - chance)) as variance
from chances
group by unit;

create macro move_excess(as_of) as table
with

ordered as (

    select
        *,
        lag(task_no) over tasks as earlier_task_no,
        lag(applicable_count) over tasks as earlier_count,
        lag(problem_count) over tasks as earlier_problem_count
    from moves_on(as_of, null, true)
    window tasks as (partition by unit order by drawn_on, task_no)

)

select
    unit,
    earlier_task_no || '、' || task_no as subject,
    name,
    applicable_count as row_count,
    earlier_count as other_count,
    problem_count as event_count,
    problem_count - applicable_count * (problem_count + earlier_problem_count)
    / nullif(applicable_count + earlier_count, 0) as excess,
    drawn_variance(
        applicable_count,
        applicable_count + earlier_count,
        problem_count + earlier_problem_count
    ) as variance
from ordered
where ratio_move = 'raised';

create macro sector_excess(as_of) as table
with

fields as (

    select
        task_id,
        unnest(risk_fields) as field
    from task_summaries

),

rows as (

    select
        task_id,
        unit,
        coalesce(risk_class, '') as risk_class,
        is_problem
    from task_facts
    where is_inspected and is_applicable and inspected_on <= as_of

),

wholes as (

    select
        unit,
        risk_class,
        count(*) as whole,
        count(*) filter (where is_problem) as whole_k
    from rows
    group by unit, risk_class

),

parts as (

    select
        rows.unit,
        rows.risk_class,
        fields.field,
        count(*) as n,
        count(*) filter (where rows.is_problem) as k
    from rows
    inner join fields
        on rows.task_id = fields.task_id
    group by rows.unit, rows.risk_class, fields.field

)

select
    parts.unit,
    parts.field,
    sum(parts.n)::bigint as row_count,
    sum(wholes.whole - parts.n)::bigint as other_count,
    sum(parts.k)::bigint as event_count,
    sum(parts.k - parts.n * wholes.whole_k / wholes.whole) as excess,
    sum(drawn_variance(parts.n, wholes.whole, wholes.whole_k)) as variance
from parts
inner join wholes
    on parts.unit = wholes.unit
    and parts.risk_class = wholes.risk_class
group by parts.unit, parts.field;
