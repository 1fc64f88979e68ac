-- 执法力量 | Workforce: who may inspect, who was drawn, and how even the load is.
-- grain:   one row per unit of the roster in its order, 省局本级 too; 合计 last
-- 粒度:    名录中的每个单位一行，按固定顺序，含省局本级；合计在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, inspector_count, eligible_count, drawn_inspector_count,
--          participation_rate, drawn_visit_count, done_visit_count,
--          mean_load_value, low_load_value, median_load_value,
--          high_load_value, most_visits_count, gini_rate, expired_count
-- rule:    M23: visits = task rows x their inspectors, by the inspector's own
--          unit; eligible = 有效 with a certificate in force; drawn at least
--          once / eligible; load and Gini over the eligible and the drawn,
--          those without a visit included; 10th, 50th, 90th percentile;
--          figures of work, 不用于个人考核
-- 规则:    M23：人次＝任务户次×检查人员，计入人员所属单位；可参检＝状态有效且执法证
--          在有效期内；参与率＝至少被抽到一次的÷可参检的；负荷与基尼系数取可参检的
--          和被抽到的，没有人次的也计；第 10、50、90 百分位；反映工作量，不用于个
--          人考核
-- small:   inspector_count > participation_rate, mean_load_value,
--          low_load_value, median_load_value, high_load_value,
--          most_visits_count, gini_rate; eligible_count > participation_rate;
--          drawn_inspector_count > participation_rate, mean_load_value,
--          low_load_value, median_load_value, high_load_value,
--          most_visits_count, gini_rate; drawn_visit_count > mean_load_value;
--          done_visit_count; expired_count
-- access:  aggregate
with

drawn as (

    select
        inspector_no,
        count(*) as drawn_count,
        count(*) filter (where visited_on <= $as_of) as done_count
    from chosen_visits(
        $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    ) as visits
    where drawn_on <= $as_of
    group by inspector_no

),

persons as (

    select
        inspector_rows.unit,
        inspector_rows.state = '有效'
            and coalesce(inspector_rows.cert_valid_to < $as_of, false)
            as is_expired,
        inspector_rows.state = '有效' and not is_expired as is_eligible,
        drawn.inspector_no is not null as is_drawn,
        coalesce(drawn.drawn_count, 0) as drawn_count,
        coalesce(drawn.done_count, 0) as done_count
    from inspector_rows
    left join drawn
        on inspector_rows.inspector_no = drawn.inspector_no
    where is_among(inspector_rows.unit, $units)
        and is_among(inspector_rows.county_code, $counties)

),

parts as (

    select unit as part, persons.*
    from persons
    union all
    select '合计' as part, persons.*
    from persons

),

ranked as (

    select
        part,
        drawn_count,
        row_number() over (partition by part order by drawn_count) as place
    from parts
    where is_eligible or is_drawn

),

spread as (

    select
        part,
        avg(drawn_count) as mean_load_value,
        quantile_cont(drawn_count, 0.1) as low_load_value,
        quantile_cont(drawn_count, 0.5) as median_load_value,
        quantile_cont(drawn_count, 0.9) as high_load_value,
        max(drawn_count) as most_visits_count,
        rate(sum((2 * place - 1) * drawn_count), count(*) * sum(drawn_count))
            - 1 as gini_rate
    from ranked
    group by part

),

counted as (

    select
        part,
        count(*) as inspector_count,
        count(*) filter (where is_eligible) as eligible_count,
        count(*) filter (where is_drawn) as drawn_inspector_count,
        count(*) filter (where is_drawn and is_eligible)
            as drawn_eligible_count,
        sum(drawn_count)::bigint as drawn_visit_count,
        sum(done_count)::bigint as done_visit_count,
        count(*) filter (where is_expired) as expired_count
    from parts
    group by part

)

select
    counted.part as unit,
    counted.inspector_count,
    counted.eligible_count,
    counted.drawn_inspector_count,
    rate(counted.drawn_eligible_count, counted.eligible_count)
        as participation_rate,
    counted.drawn_visit_count,
    counted.done_visit_count,
    spread.mean_load_value,
    spread.low_load_value,
    spread.median_load_value,
    spread.high_load_value,
    coalesce(spread.most_visits_count, 0) as most_visits_count,
    spread.gini_rate,
    counted.expired_count
from counted
left join spread
    on counted.part = spread.part
left join ref_units
    on counted.part = ref_units.unit
order by
    counted.part = '合计', ref_units.unit_order nulls last, counted.part
