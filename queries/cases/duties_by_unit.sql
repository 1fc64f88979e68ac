-- 应交材料完成 | Duties by unit: what has come in, and what is missing.
-- grain:   one row per reporting unit in its order; 省局本级 = its offices
-- 粒度:    每个报告单位一行，按固定顺序；省局本级为其各处室
-- params:  $as_of, $units
-- columns: unit, duty_count, received_count, missing_duty_count, unknown_count,
--          duties_rate, overdue_count, missing_text, missing_county_count,
--          missing_counties
-- rule:    M24: duties received by the as-of date / duties that must be done,
--          of the unit and its counties, no rate while any is unknown (received
--          on a day that no export says); missing_text names the unit's own (of
--          the bureau: its offices'), missing_counties those of counties
-- 规则:    M24：截至统计日已收到的÷必须交的，含单位及其各县，有未知的不算比率；
--          未知＝收到而无日期，尚未到可计入之日；未交内容列单位自己的
--          （省局本级为各处室的），县的另列
-- sums:    duty_count, received_count, missing_duty_count, unknown_count,
--          overdue_count, missing_county_count
-- access:  aggregate
with

counted as (

    select
        unit,
        count(*) as duty_count,
        count(*) filter (where is_received) as received_count,
        count(*) filter (where is_missing) as missing_duty_count,
        count(*) filter (where is_unknown) as unknown_count,
        count(*) filter (where is_missing and is_past) as overdue_count,
        string_agg(
            case when subject_kind = '处室' then subject || '：' else '' end
            || duty,
            '、' order by duty, subject
        ) filter (where is_missing and subject_kind <> '县')
            as missing_text,
        count(*) filter (where is_missing and subject_kind = '县')
            as missing_county_count,
        string_agg(subject, '、' order by subject)
            filter (where is_missing and subject_kind = '县')
            as missing_counties
    from due_duties($as_of, $units)
    group by unit

)

select
    counted.unit,
    counted.duty_count,
    counted.received_count,
    counted.missing_duty_count,
    counted.unknown_count,
    if(
        counted.unknown_count = 0,
        rate(counted.received_count, counted.duty_count),
        null
    ) as duties_rate,
    counted.overdue_count,
    counted.missing_text,
    counted.missing_county_count,
    counted.missing_counties
from counted
inner join ref_units
    on counted.unit = ref_units.unit
order by ref_units.unit_order
