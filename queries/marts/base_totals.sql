-- 基数合计 | base totals: what the stock table says of a whole, and its parts.
-- grain:   unit, entity_kind; the imported stock at the base day
-- rule:    a total is compared with the sum of its parts and never added;
--          without a part there is nothing to compare
with

based as (

    select stock.*
    from stock
    inner join campaign
        on stock.year_end = campaign.base_on

),

wholes as (

    select *
    from based
    where county_code is null and unit <> '未映射'

),

parts as (

    select
        unit,
        entity_kind,
        stock_count
    from based
    where county_code is not null
    union all
    select
        '全省' as unit,
        base_stock.entity_kind,
        base_stock.stock_count
    from base_stock
    where base_stock.is_imported

),

added as (

    select
        unit,
        entity_kind,
        cast(sum(stock_count) as bigint) as parts_stock_count
    from parts
    group by unit, entity_kind

)

select
    wholes.unit,
    wholes.entity_kind,
    wholes.stock_count as total_stock_count,
    added.parts_stock_count,
    wholes.source_file,
    wholes.sheet,
    wholes.source_row
from wholes
inner join added
    on wholes.unit = added.unit
    and wholes.entity_kind = added.entity_kind
order by
    wholes.unit,
    wholes.entity_kind,
    wholes.source_file,
    wholes.sheet,
    wholes.source_row
