-- 抽取不足 | Drawn too few: units that cannot finish at any pace.
-- grain:   one row per unit, most to draw first
-- params:  $as_of, $units, $threshold
-- columns: unit, county_code, office, subject, is_overdue, target_count,
--          drawn_count, expected_gone_count, to_draw_count, workdays_left_count
-- rule:    M29 as in sufficiency: target - drawn + expected R9/R10, at least
--          $threshold of the target and alert_min_rows; only when at most
--          alert_draw_workdays working days are left: draws go on till then
-- small:   drawn_count > to_draw_count; expected_gone_count > to_draw_count
-- access:  aggregate
with

measured as (

    select
        unit,
        unit_order,
        target_count,
        drawn_count,
        left_count,
        coalesce(
            ceil(
                drawn_count
                * (checked_count - kept_count)
                / nullif(checked_count, 0)
                - 1e-6
            ),
            0
        )::bigint as expected_gone_count
    from unit_days
    inner join ref_parameters
        on ref_parameters.parameter = 'alert_draw_workdays'
        and unit_days.left_count <= ref_parameters.parameter_value
    where day = $as_of
        and ($units is null or list_contains($units, unit))

)

select
    unit,
    null::varchar as county_code,
    null::varchar as office,
    unit as subject,
    false as is_overdue,
    target_count,
    drawn_count,
    expected_gone_count,
    target_count - drawn_count + expected_gone_count as to_draw_count,
    left_count as workdays_left_count
from measured
inner join ref_parameters
    on ref_parameters.parameter = 'alert_min_rows'
where target_count - drawn_count + expected_gone_count
        >= greatest(
            $threshold * target_count, ref_parameters.parameter_value
        )
order by to_draw_count desc, unit_order
