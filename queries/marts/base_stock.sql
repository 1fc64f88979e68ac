-- 基数 | base: the frozen stock, the imported table before the reference.
-- grain:   unit, county_code, entity_kind; a county without a base stands with
--          a null where enterprises of it are drawn or inspected
-- rule:    the notice, part 1: the stock at the last year's end never moves; a
--          total of a unit counts only where none of its counties is given; a
--          table that lacks a county whose enterprises are drawn or inspected
--          is partial and replaces only its counties; a county that is not
--          supervised is in no base
with

counted as (

    select
        stock.unit,
        stock.county_code,
        stock.entity_kind,
        stock.stock_count,
        stock.source,
        stock.is_approved
    from stock
    inner join campaign
        on stock.year_end = campaign.base_on
    left join ref_counties
        on stock.county_code = ref_counties.county_code
    where stock.stock_count is not null
        and stock.unit not in ('全省', '未映射')
        and coalesce(ref_counties.is_supervised, true)

),

parted as (

    select distinct
        unit,
        entity_kind
    from counted
    where county_code is not null

),

imported as (

    select counted.*
    from counted
    left join parted
        on counted.unit = parted.unit
        and counted.entity_kind = parted.entity_kind
    where counted.county_code is not null or parted.unit is null

),

reached as (

    select
        ref_counties.unit,
        ref_counties.county_code
    from entity_firsts
    inner join ref_counties
        on entity_firsts.county_code = ref_counties.county_code
    where entity_firsts.entity_kind = '企业'
        and ref_counties.is_supervised
        and coalesce(entity_firsts.drawn_on, entity_firsts.checked_on)
            is not null
    group by ref_counties.unit, ref_counties.county_code

),

unheld as (

    select
        reached.unit,
        reached.county_code
    from reached
    left join imported
        on reached.unit = imported.unit
        and reached.county_code
            = coalesce(imported.county_code, reached.county_code)
        and imported.entity_kind = '企业'
    where imported.unit is null

),

assumed as (

    select
        ref_stock.unit,
        ref_stock.county_code,
        ref_stock.entity_kind,
        ref_stock.stock_count,
        ref_stock.source,
        ref_stock.approval = '已核定' as is_approved
    from ref_stock
    inner join campaign
        on ref_stock.year_end_on = campaign.base_on
    left join imported
        on ref_stock.unit = imported.unit
        and ref_stock.county_code
            = coalesce(imported.county_code, ref_stock.county_code)
        and ref_stock.entity_kind = imported.entity_kind
    where imported.unit is null
        and (
            exists (select 1 from unheld)
            or not exists (select 1 from imported)
        )

),

chosen as (

    select
        imported.*,
        true as is_imported
    from imported
    union all
    select
        assumed.*,
        false as is_imported
    from assumed
    union all
    select
        unheld.unit,
        unheld.county_code,
        '企业' as entity_kind,
        cast(null as bigint) as stock_count,
        cast(null as string) as source,
        false as is_approved,
        false as is_imported
    from unheld
    left join assumed
        on unheld.county_code = assumed.county_code
        and assumed.entity_kind = '企业'
    where assumed.unit is null

)

select
    unit,
    county_code,
    entity_kind,
    cast(sum(stock_count) as bigint) as stock_count,
    min(source) as source,
    bool_and(coalesce(is_approved, false)) as is_approved,
    bool_or(is_imported) as is_imported
from chosen
group by unit, county_code, entity_kind
order by unit, county_code, entity_kind
