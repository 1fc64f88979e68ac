-- 基数 | base: the frozen stock, the imported table before the reference one.
-- grain:   unit, county_code, entity_kind
-- rule:    the notice, part 1: the stock at the last year's end never moves
with

imported as (

    select
        stock.unit,
        stock.county_code,
        stock.entity_kind,
        stock.stock_count,
        stock.source,
        stock.is_approved,
        true as is_imported
    from stock
    inner join campaign
        on stock.year_end = campaign.base_on

),

assumed as (

    select
        ref_stock.unit,
        ref_stock.county_code,
        ref_stock.entity_kind,
        ref_stock.stock_count,
        ref_stock.source,
        ref_stock.approval = '已核定' as is_approved,
        false as is_imported
    from ref_stock
    inner join campaign
        on ref_stock.year_end_on = campaign.base_on
    where not exists (select 1 from imported)

),

chosen as (

    select * from imported
    union all
    select * from assumed

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
