-- 小表存疑 | small doubts: names and counts of small tables that cannot be believed.
-- grain:   sheet_no, source_row, column_name, rule_code
-- rule:    an unknown name is a doubt, a county outside its unit, a count that cannot
--          be, a total that is not the sum of its parts
create or replace temp view stock_sums as
with

parts as (

    select
        *,
        count(county_code) over (partition by year_end, unit, entity_kind) as county_count
    from stock_rows
    where count_rule is null

)

select year_end, unit, entity_kind, sum(stock_count)::bigint as parts_count
from parts
where county_code is not null
group by year_end, unit, entity_kind
union all
select year_end, '全省', entity_kind, sum(stock_count)::bigint
from parts
where unit <> '全省' and (county_code is not null or county_count = 0)
group by year_end, entity_kind;

create or replace temp view small_doubts as
with

-- An office that launches provincial plans or tasks is known, though it is no area.
launching as (

    select names.office
    from office_names as names
    inner join (
        select lead_office from plans where level = '省级'
        union
        select lead_office from tasks where level = '省级'
    ) as launched
        on names.office_text = launched.lead_office

),

named as (

    select sheet_no, source_row, column_name, unit, unit_text, county_text, office,
        is_county_unknown, is_contradiction
    from small_rows
    union all
    select stock.sheet_no, stock.source_row, 'unit', stock.unit, stock.unit_text,
        stock.county_text, null, areas.is_county_unknown, areas.is_contradiction
    from stock_rows as stock
    inner join areas
        on
            stock.unit_text is not distinct from areas.unit_text
            and stock.county_text is not distinct from areas.county_text
            and stock.county_code_text is not distinct from areas.county_code_text

),

unknown_names as (

    select
        named.sheet_no,
        named.source_row,
        if(named.is_county_unknown, 'county', named.column_name) as column_name,
        'place_unknown' as rule_code,
        if(named.is_county_unknown, named.county_text, named.unit_text) as raw_value,
        null as clean_value
    from named
    anti join launching
        on named.office = launching.office
    where named.unit is null or named.is_county_unknown

),

unknown_plans as (

    select
        plans.sheet_no,
        plans.source_row,
        spoken.column_name,
        'place_unknown',
        spoken.name,
        null
    from staged_plans as plans
    cross join lateral (
        values ('county', plans.county_text), ('city', plans.city_text)
    ) as spoken (column_name, name)
    anti join places
        on spoken.name = places.place_text
    where spoken.name is not null

),

-- A plan of which nothing tells the level nor the unit is in no figure of either.
plans_of_nobody as (

    select
        plans.sheet_no,
        plans.source_row,
        'made_by',
        if(spoken.name is null, 'place_missing', 'place_unknown'),
        spoken.name,
        null
    from staged_plans as plans
    cross join lateral (
        select nullif(concat_ws(' ', plans.made_by, plans.lead_office), '') as name
    ) as spoken
    left join synonyms as levels
        on
            levels.domain = 'level'
            and levels.source_system = '*'
            and levels.raw_value = plans.level_text
    anti join places
        on places.place_text in (
            plans.made_by, plans.level_text, plans.county_text, plans.city_text,
            plans.lead_office
        )
    where levels.value is null and coalesce(plans.county_text, plans.city_text) is null

)

select * from unknown_names
union all
select * from unknown_plans
union all
select * from plans_of_nobody
union all
select sheet_no, source_row, 'county', 'place_conflict', unit_text, unit
from named
where is_contradiction
union all
select
    sheet_no,
    source_row,
    'stock_count',
    count_rule,
    stock_count::varchar,
    null
from stock_rows
where count_rule is not null
union all
select sheet_no, source_row, 'entity_kind', 'value_unknown', kind_text, null
from stock_rows
where entity_kind = '未知'
union all
select
    totals.sheet_no,
    totals.source_row,
    'stock_count',
    'total_differs',
    totals.stock_count::varchar,
    stock_sums.parts_count::varchar
from stock_rows as totals
inner join stock_sums
    using (year_end, unit, entity_kind)
where totals.county_code is null and totals.stock_count <> stock_sums.parts_count
