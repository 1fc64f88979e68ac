-- 检查对象字段来源 | Fields: the file that says each field of an entity.
-- grain:   one row per field; one that nobody says without a file
-- 粒度:    每个字段一行；没有文件写明的字段不带文件
-- params:  $units, $entity_id
-- columns: column_name, source_file, sheet, source_row, exported_on, is_carried
-- rule:    a later file replaces only the fields that it says; a field that it
--          lacks or leaves empty is that of the latest file which said it
-- 规则:    后来的文件只更新它写明的字段；缺列或空格的字段沿用最近一次写明它的文件
-- access:  named
with

known as (

    select *
    from entity_register
    where entity_id = cast($entity_id as integer) and is_among(unit, $units)

),

fields as (

    select
        known.source_file,
        known.sheet,
        known.source_row,
        known.exported_on,
        unnest([
            {'column_name': 'uscc', 'is_known': uscc is not null},
            {'column_name': 'reg_no', 'is_known': reg_no is not null},
            {'column_name': 'name', 'is_known': name is not null},
            {'column_name': 'entity_kind', 'is_known': entity_kind <> '未知'},
            {'column_name': 'reg_status', 'is_known': reg_status <> '未知'},
            {
                'column_name': 'established_on',
                'is_known': established_on is not null
            },
            {
                'column_name': 'industry_code',
                'is_known': industry_code is not null
            },
            {'column_name': 'county', 'is_known': county_code is not null},
            {'column_name': 'station', 'is_known': station is not null}
        ]) as field
    from known

)

select
    fields.field.column_name as column_name,
    case
        when fields.field.is_known
            then coalesce(carried_rows.from_file, fields.source_file)
    end as source_file,
    case
        when fields.field.is_known
            then coalesce(carried_rows.from_sheet, fields.sheet)
    end as sheet,
    case
        when fields.field.is_known
            then coalesce(carried_rows.from_row, fields.source_row)
    end as source_row,
    case
        when fields.field.is_known
            then coalesce(carried_rows.from_exported_on, fields.exported_on)
    end as exported_on,
    carried_rows.from_file is not null as is_carried
from fields
left join carried_rows
    on fields.source_file = carried_rows.file
    and fields.sheet is not distinct from carried_rows.sheet
    and fields.source_row = carried_rows.source_row
    and fields.field.column_name = carried_rows.column_name
order by is_carried, fields.field.column_name
