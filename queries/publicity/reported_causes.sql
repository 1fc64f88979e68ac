-- 上报差异原因 | Why a report differs: what would make our count the unit's figure.
-- grain:   metric_name, unit in its order, county, cause; inspected first,
--          unexplained last; one row, equal, where report and count agree
-- 粒度:    每个指标、单位、县和原因一行，按固定顺序，已检查在前，未能解释在最
--          后；一致的只有一行
-- params:  $as_of, $units, $counties
-- columns: metric_name, unit, county, reported_on, reported_value,
--          counted_count, reported_gap_value, cause, is_part, effect_count,
--          alone_count, alternative_count
-- rule:    M34: the latest report of enterprises inspected, of those drawn and
--          of those published; every combination
--          of the causes is counted anew from the rows; used = the one with
--          fewest causes that gives the reported figure, else of those with one
--          or two the one that comes closest; effect_count is what each adds,
--          in this order, and with unexplained they add up to the difference;
--          alone = what a cause would change by itself; alternatives = other
--          combinations of as many causes that come as close; whether the unit
--          counted so only the unit can say
-- 规则:    M34：取各单位最近一次上报的已检查、已抽取、已公示户数；各按本环节的日
--          期，按各种口径的所有组合逐行重算；
--          采用＝与上报数一致而口径最少的组合，没有一致的，取一种或两种口径中最
--          接近的；采用的各项按此顺序增减，连同未能解释加总即为差异；单独＝只按
--          这一口径时的增减；其他组合＝口径数相同、同样接近的；单位是否如此统计
--          须向其核实
-- small:   reported_value > reported_gap_value; counted_count >
--          reported_gap_value; effect_count; alone_count
-- access:  aggregate
with

reports as (

    select *
    from latest_reports($as_of, $units, $counties)

),

visits as (

    select
        place,
        entity_id,
        cause_bits,
        count(*) as row_count
    from report_visits($as_of, $units, $counties)
    group by place, entity_id, cause_bits

),

options as (

    select
        reports.place,
        bits.option_bits
    from reports
    left join (
        select
            place,
            bit_or(cause_bits) as present_bits
        from visits
        group by place
    ) as present
        on reports.place = present.place
    inner join (
        select range::integer as option_bits
        from range(512)
    ) as bits
        on bits.option_bits & ~(coalesce(present.present_bits, 0) | 1) = 0
    where reports.reported_gap_value <> 0

),

patterns as (

    select
        place,
        patterns,
        count(*) as entity_count,
        row_number() over () as pattern_no
    from (
        select
            place,
            list(cause_bits order by cause_bits) as patterns
        from visits
        group by place, entity_id
    ) as firms
    group by place, patterns

),

firm_totals as (

    select
        place,
        option_bits,
        sum(entity_count) as total
    from (
        select distinct
            spread.pattern_no,
            spread.entity_count,
            options.place,
            options.option_bits
        from (
            select
                place,
                pattern_no,
                entity_count,
                unnest(patterns) as cause_bits
            from patterns
        ) as spread
        inner join options
            on spread.place = options.place
            and options.option_bits & 1 = 0
            and counts_as(spread.cause_bits, options.option_bits)
    ) as counted
    group by place, option_bits

),

row_totals as (

    select
        kinds.place,
        options.option_bits,
        sum(kinds.row_count) as total
    from (
        select
            place,
            cause_bits,
            sum(row_count) as row_count
        from visits
        group by place, cause_bits
    ) as kinds
    inner join options
        on kinds.place = options.place
        and options.option_bits & 1 = 1
        and counts_as(kinds.cause_bits, options.option_bits)
    group by kinds.place, options.option_bits

),

totals as (

    select
        options.place,
        options.option_bits,
        bit_count(options.option_bits) as cause_count,
        coalesce(counted.total, 0)::bigint as total,
        reports.reported_value::bigint - coalesce(counted.total, 0)::bigint
            as remainder
    from options
    inner join reports
        on options.place = reports.place
    left join (
        select *
        from firm_totals
        union all
        select *
        from row_totals
    ) as counted
        on options.place = counted.place
        and options.option_bits = counted.option_bits

),

chosen as (

    select
        *,
        count(*) over (partition by place, cause_count, abs(remainder)) - 1
            as alternative_count
    from totals
    where remainder = 0 or cause_count <= 2
    qualify row_number() over (
        partition by place
        order by abs(remainder), cause_count, option_bits
    ) = 1

),

steps as (

    select
        chosen.place,
        causes.cause,
        causes.cause_order,
        chosen.alternative_count,
        chosen.option_bits & causes.cause_bit > 0 as is_part,
        sum(totals.total) filter (
            where totals.option_bits = causes.cause_bit
        ) as alone,
        sum(totals.total) filter (where totals.option_bits = 0) as plain,
        sum(totals.total) filter (
            where totals.option_bits = chosen.option_bits & causes.until_bits
        ) as reached,
        sum(totals.total) filter (
            where totals.option_bits
                = chosen.option_bits & (causes.until_bits - causes.cause_bit)
        ) as before
    from chosen
    inner join totals
        on chosen.place = totals.place
    cross join (
        select
            *,
            sum(cause_bit) over (order by cause_order)::integer as until_bits
        from report_causes()
    ) as causes
    group by all

),

told as (

    select
        place,
        cause_order,
        cause,
        is_part,
        if(is_part, reached - before, null)::bigint as effect_count,
        coalesce(alone - plain, 0)::bigint as alone_count,
        alternative_count
    from steps
    union all
    select
        place,
        10 as cause_order,
        'unexplained' as cause,
        remainder <> 0 as is_part,
        remainder as effect_count,
        null::bigint as alone_count,
        alternative_count
    from chosen
    union all
    select
        place,
        0 as cause_order,
        'equal' as cause,
        true as is_part,
        null::bigint as effect_count,
        null::bigint as alone_count,
        null::bigint as alternative_count
    from reports
    where reported_gap_value = 0

)

select
    reports.metric as metric_name,
    reports.unit,
    reports.county,
    reports.reported_on,
    reports.reported_value,
    reports.counted_count,
    reports.reported_gap_value,
    told.cause,
    told.is_part,
    told.effect_count,
    told.alone_count,
    told.alternative_count
from told
inner join reports
    on told.place = reports.place
left join reporting_units
    on reports.unit = reporting_units.unit
order by
    reports.metric_order,
    reporting_units.unit_order nulls last,
    reports.county nulls first,
    told.cause_order
