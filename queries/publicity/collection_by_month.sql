-- 归集对账 | Reconciliation: own-system rows of a month against the platform.
-- grain:   unit with own-system rows, month of the inspection
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, month_on, own_count, platform_count, uncollected_count,
--          collection_rate
-- rule:    M21, notice.md N7: own = inspected rows in the own system's export;
--          platform = those of them with a collection date by the as-of date
-- access:  aggregate
with

chosen as (

    select
        unit,
        date_trunc('month', inspected_on)::date as month_on,
        coalesce(done_on <= $as_of, false) as is_collected
    from clock_rows
    where clock = 'collection'
        and inspected_on <= $as_of
        and ($units is null or list_contains($units, unit))
        and ($counties is null or list_contains($counties, county_code))
        and ($offices is null or list_contains($offices, lead_office))
        and ($kinds is null or list_contains($kinds, entity_kind))
        and ($sources is null or list_contains($sources, source_system))
        and ($plans is null or list_contains($plans, plan_no))
        and ($joints is null or list_contains($joints, joint))
        and ($draw_kinds is null or list_contains($draw_kinds, draw_kind))
        and ($one_plus_x is null or one_plus_x = $one_plus_x)
        and ($tag is null or list_contains(tags, $tag))

)

select
    chosen.unit,
    chosen.month_on,
    count(*) as own_count,
    count(*) filter (where is_collected) as platform_count,
    count(*) filter (where not is_collected) as uncollected_count,
    count(*) filter (where is_collected) / count(*) as collection_rate
from chosen
left join ref_units
    on chosen.unit = ref_units.unit
group by chosen.unit, ref_units.unit_order, chosen.month_on
order by ref_units.unit_order nulls last, chosen.unit, chosen.month_on
