-- 上报差异原因 | Why a report differs: what would make our count the unit's figure.
-- grain:   unit in its order, county, cause; unexplained last; one row, equal,
--          where report and count agree
-- 粒度:    每个单位、县和原因一行，按固定顺序，未能解释在最后；一致的只有一行
-- params:  $as_of, $units, $counties
-- columns: unit, county, reported_on, reported_value, counted_count,
--          reported_gap_value, cause, is_part, effect_count, alone_count,
--          alternative_count
-- rule:    M34: the latest report of enterprises inspected; every combination
--          of the causes is counted anew from the rows; used = the one with
--          fewest causes that gives the reported figure, else of those with one
--          or two the one that comes closest; effect_count is what each adds, in
--          this order, and with unexplained they add up to the difference;
--          alone = what a cause would change by itself; alternatives = other
--          combinations of as many causes that come as close; whether the unit
--          counted so only the unit can say
-- 规则:    M34：取各单位最近一次上报的已检查户数；按各种口径的所有组合逐行重算；
--          采用＝与上报数一致而口径最少的组合，没有一致的，取一种或两种口径中最
--          接近的；采用的各项按此顺序增减，连同未能解释加总即为差异；单独＝只按
--          这一口径时的增减；其他组合＝口径数相同、同样接近的；单位是否如此统计
--          须向其核实
-- small:   reported_value > reported_gap_value; counted_count >
--          reported_gap_value; effect_count; alone_count
-- access:  aggregate
with

visits as (

    select
        report_unit,
        report_county,
        entity_id,
        cause_bits,
        count(*) as row_count
    from report_visits($as_of, $units, $counties)
    group by report_unit, report_county, entity_id, cause_bits

),

patterns as (

    select
        report_unit,
        report_county,
        patterns,
        count(*) as entity_count
    from (
        select
            report_unit,
            report_county,
            list(cause_bits order by cause_bits) as patterns
        from visits
        group by report_unit, report_county, entity_id
    ) as firms
    group by report_unit, report_county, patterns

),

options as (

    select range::integer as option_bits
    from range(512)

),

firm_totals as (

    select
        report_unit,
        report_county,
        option_bits,
        sum(entity_count) as total
    from (
        select distinct
            spread.report_unit,
            spread.report_county,
            spread.patterns,
            spread.entity_count,
            options.option_bits
        from (
            select *, unnest(patterns) as cause_bits
            from patterns
        ) as spread
        inner join options
            on options.option_bits & 1 = 0
            and counts_as(spread.cause_bits, options.option_bits)
    ) as counted
    group by report_unit, report_county, option_bits

),

row_totals as (

    select
        kinds.report_unit,
        kinds.report_county,
        options.option_bits,
        sum(kinds.row_count) as total
    from (
        select
            report_unit,
            report_county,
            cause_bits,
            sum(row_count) as row_count
        from visits
        group by report_unit, report_county, cause_bits
    ) as kinds
    inner join options
        on options.option_bits & 1 = 1
        and counts_as(kinds.cause_bits, options.option_bits)
    group by kinds.report_unit, kinds.report_county, options.option_bits

),

totals as (

    select
        reports.*,
        options.option_bits,
        coalesce(counted.total, 0)::bigint as total,
        (reports.reported_value - coalesce(counted.total, 0))::bigint
            as remainder,
        bit_count(options.option_bits) as cause_count
    from latest_reports($as_of, $units, $counties) as reports
    cross join options
    left join (
        select * from firm_totals
        union all
        select * from row_totals
    ) as counted
        on reports.unit = counted.report_unit
        and reports.county is not distinct from counted.report_county
        and options.option_bits = counted.option_bits
    where reports.reported_gap_value <> 0

),

chosen as (

    select
        *,
        count(*) over (
            partition by unit, county, cause_count, abs(remainder)
        ) - 1 as alternative_count
    from totals
    where remainder = 0 or cause_count <= 2
    qualify row_number() over (
        partition by unit, county
        order by abs(remainder), cause_count, option_bits
    ) = 1

),

steps as (

    select
        chosen.*,
        causes.cause,
        causes.cause_order,
        chosen.option_bits & causes.cause_bit > 0 as is_part,
        alone.total - plain.total as alone_count,
        reached.total - before.total as effect_count
    from chosen
    cross join (
        select
            *,
            sum(cause_bit) over (order by cause_order)::integer as until_bits
        from report_causes()
    ) as causes
    inner join totals as plain
        on chosen.unit = plain.unit
        and chosen.county is not distinct from plain.county
        and plain.option_bits = 0
    inner join totals as alone
        on chosen.unit = alone.unit
        and chosen.county is not distinct from alone.county
        and alone.option_bits = causes.cause_bit
    inner join totals as reached
        on chosen.unit = reached.unit
        and chosen.county is not distinct from reached.county
        and reached.option_bits = chosen.option_bits & causes.until_bits
    inner join totals as before
        on chosen.unit = before.unit
        and chosen.county is not distinct from before.county
        and before.option_bits
        = chosen.option_bits & (causes.until_bits - causes.cause_bit)

),

told as (

    select
        unit,
        county,
        reported_on,
        reported_value,
        counted_count,
        reported_gap_value,
        cause_order,
        cause,
        is_part,
        if(is_part, effect_count, null) as effect_count,
        alone_count,
        alternative_count
    from steps
    union all
    select
        unit,
        county,
        reported_on,
        reported_value,
        counted_count,
        reported_gap_value,
        10 as cause_order,
        'unexplained' as cause,
        remainder <> 0 as is_part,
        remainder as effect_count,
        null::bigint as alone_count,
        alternative_count
    from chosen
    union all
    select
        unit,
        county,
        reported_on,
        reported_value,
        counted_count,
        reported_gap_value,
        0 as cause_order,
        'equal' as cause,
        true as is_part,
        null::bigint as effect_count,
        null::bigint as alone_count,
        null::bigint as alternative_count
    from latest_reports($as_of, $units, $counties)
    where reported_gap_value = 0

)

select
    told.unit,
    told.county,
    told.reported_on,
    told.reported_value,
    told.counted_count,
    told.reported_gap_value,
    told.cause,
    told.is_part,
    told.effect_count,
    told.alone_count,
    told.alternative_count
from told
left join reporting_units
    on told.unit = reporting_units.unit
order by
    reporting_units.unit_order nulls last,
    told.county nulls first,
    told.cause_order
