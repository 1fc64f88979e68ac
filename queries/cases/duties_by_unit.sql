-- 应交材料完成 | Duties by unit: what has come in, and what is missing.
-- grain:   one row per reporting unit in its order; 省局本级 = its offices
-- params:  $as_of, $units
-- columns: unit, duty_count, received_count, duties_rate, overdue_count,
--          missing_text, missing_county_count, missing_counties
-- rule:    M24: duties received by the as-of date / duties that must be done,
--          of the unit and its counties, see duty_list; missing_text names the
--          unit's own (of the bureau: its offices'), missing_counties those of
--          counties
-- access:  aggregate
with

owed as (

    select
        unit,
        subject_kind,
        duty,
        subject,
        coalesce(received_on <= $as_of, false) as is_received,
        coalesce(due_on < $as_of, false) as is_past
    from owed_duties
    where obligation = '必须'
        and ($units is null or list_contains($units, unit))

),

counted as (

    select
        unit,
        count(*) as duty_count,
        count(*) filter (where is_received) as received_count,
        count(*) filter (where not is_received and is_past) as overdue_count,
        string_agg(
            case when subject_kind = '处室' then subject || '：' else '' end
            || duty,
            '、' order by duty, subject
        ) filter (where not is_received and subject_kind <> '县')
            as missing_text,
        count(*) filter (where not is_received and subject_kind = '县')
            as missing_county_count,
        string_agg(subject, '、' order by subject)
            filter (where not is_received and subject_kind = '县')
            as missing_counties
    from owed
    group by unit

)

select
    counted.unit,
    counted.duty_count,
    counted.received_count,
    counted.received_count / counted.duty_count as duties_rate,
    counted.overdue_count,
    counted.missing_text,
    counted.missing_county_count,
    counted.missing_counties
from counted
inner join ref_units
    on counted.unit = ref_units.unit
order by ref_units.unit_order
