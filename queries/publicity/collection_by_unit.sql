-- 归集率与时延 | Collection: own-system rows that reached the platform, and when.
-- grain:   one row per reporting unit with own-system rows, in its order
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, own_count, collected_count, collection_rate,
--          uncollected_count, delay_median, delay_p90, longest_missing_days
-- rule:    M21: own-system rows collected / own-system rows inspected; delay =
--          calendar days from entry to collection of those collected by the
--          as-of date; the notice gives no limit
-- small:   own_count > collection_rate; collected_count > collection_rate,
--          delay_median, delay_p90; uncollected_count > longest_missing_days
-- parts:   collected_count + uncollected_count
-- access:  aggregate
with

chosen as (

    select
        unit,
        coalesce(done_on <= $as_of, false) as is_collected,
        case when done_on <= $as_of then day_count end as delay_days,
        case when coalesce(done_on > $as_of, true) then $as_of - start_on end
            as missing_days
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
    count(*) as own_count,
    count(*) filter (where is_collected) as collected_count,
    count(*) filter (where is_collected) / count(*) as collection_rate,
    count(*) filter (where not is_collected) as uncollected_count,
    median(delay_days) as delay_median,
    quantile_cont(delay_days, 0.9) as delay_p90,
    max(missing_days) as longest_missing_days
from chosen
left join ref_units
    on chosen.unit = ref_units.unit
group by chosen.unit, ref_units.unit_order
order by ref_units.unit_order nulls last, chosen.unit
