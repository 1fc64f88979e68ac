-- 检查对象字段来源 | Fields: the file that says each field of an entity.
-- grain:   one row per field that is known
-- 粒度:    每个有值的字段一行
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
        unnest(
            list_filter(
                [
                    if(uscc is null, null, 'uscc'),
                    if(reg_no is null, null, 'reg_no'),
                    if(name is null, null, 'name'),
                    if(entity_kind = '未知', null, 'entity_kind'),
                    if(reg_status = '未知', null, 'reg_status'),
                    if(established_on is null, null, 'established_on'),
                    if(industry_code is null, null, 'industry_code'),
                    if(county_code is null, null, 'county'),
                    if(station is null, null, 'station')
                ],
                lambda column_name: column_name is not null
            )
        ) as column_name
    from known

)

select
    fields.column_name,
    coalesce(carried_rows.from_file, fields.source_file) as source_file,
    coalesce(carried_rows.from_sheet, fields.sheet) as sheet,
    coalesce(carried_rows.from_row, fields.source_row) as source_row,
    coalesce(carried_rows.from_exported_on, fields.exported_on) as exported_on,
    carried_rows.from_file is not null as is_carried
from fields
left join carried_rows
    on fields.source_file = carried_rows.file
    and fields.sheet is not distinct from carried_rows.sheet
    and fields.source_row = carried_rows.source_row
    and fields.column_name = carried_rows.column_name
order by is_carried, fields.column_name
