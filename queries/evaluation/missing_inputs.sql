-- 缺什么 | Missing inputs: which table or document a unit has not sent, by when.
-- grain:   one row per subject and table or duty, past their day first
-- 粒度:    每个报送方缺的每张表、每项材料一行，已过期限的在前
-- params:  $as_of, $units
-- columns: unit, input_kind, table_name, duty, subject, due_on, exported_on,
--          is_overdue, basis
-- rule:    M24 and what each unit sends weekly: a duty that must be done and is
--          not received by the as-of date, with its due day; a table that any
--          unit sends and this one never sent, or not since the Monday of the
--          week (exported_on: the last time); what came in on a day that nobody
--          says is unknown and not listed
-- 规则:    M24与每周报送：必须完成而截至统计日未收到的材料，列期限；任一单位报送过
--          而本单位从未报送、或本周一以来没有报送的表（列最近一次导出日期）；
--          收到而无日期的为未知，不列
-- access:  aggregate
with

missing as (

    select
        unit,
        'duty' as input_kind,
        null as table_name,
        duty,
        subject,
        due_on,
        null::date as exported_on,
        is_past as is_overdue,
        basis
    from due_duties($as_of, $units)
    where is_missing
    union all
    select
        unit,
        'table' as input_kind,
        table_name,
        null as duty,
        unit as subject,
        null as due_on,
        exported_on,
        false as is_overdue,
        null as basis
    from sent_tables($as_of, $units)
    where is_missing

)

select
    missing.unit,
    missing.input_kind,
    missing.table_name,
    missing.duty,
    missing.subject,
    missing.due_on,
    missing.exported_on,
    missing.is_overdue,
    missing.basis
from missing
inner join reporting_units
    on missing.unit = reporting_units.unit
order by
    missing.is_overdue desc,
    missing.due_on nulls last,
    missing.input_kind,
    missing.duty,
    missing.table_name,
    reporting_units.unit_order,
    missing.subject
