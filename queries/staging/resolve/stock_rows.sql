-- 基数行 | stock rows: the exported base with its places and kinds resolved.
-- grain:   sheet_no, source_row; without a county it is a total of its unit
-- rule:    a kind without a word is 企业, one that nobody knows is none; a negative
--          count and one beyond the limit of a county or unit are in doubt and
--          unknown; where the county is unknown the row is of no unit
create or replace temp view stock_rows as
with

placed as (

    select
        stock.*,
        if(areas.is_county_unknown, null, areas.unit) as unit,
        areas.county_code,
        case
            when stock.kind_text is null then '企业'
            else coalesce(kinds.value, '未知')
        end as entity_kind
    from staged_stock_table as stock
    inner join areas
        on
            stock.unit_text is not distinct from areas.unit_text
            and stock.county_text is not distinct from areas.county_text
            and stock.county_code_text is not distinct from areas.county_code_text
    left join synonyms as kinds
        on
            kinds.domain = 'entity_kind'
            and kinds.source_system = '*'
            and kinds.raw_value = stock.kind_text

)

select
    placed.*,
    case
        when placed.stock_count < 0 then 'count_negative'
        when placed.stock_count > limits.parameter_value
            and placed.unit is distinct from '全省'
            then 'count_implausible'
    end as count_rule
from placed
cross join ref_parameters as limits
where limits.parameter = 'stock_count_limit'
