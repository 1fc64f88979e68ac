-- 本单位的文件 | own_path: files of own units; of shared ones a part.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row; of a sheet
--          with rows of several units the own rows in force are counted, and
--          what belongs to no unit (refused, repeated, no data) stays unknown
create view {name} as
select *
from whole.{name}
where (path, sheet) in (
    select (own_sheets.file, own_sheets.sheet) from own_sheets
)
union all
select {name}.* replace (
        parts.row_count as read_count,
        parts.row_count as loaded_count,
        null as superseded_count,
        null as duplicate_count,
        null as rejected_count,
        null as non_data_count,
        null as unplaced_count,
        true as is_own_part
    )
from whole.{name}
inner join (
    select
        file,
        sheet,
        cast(sum(row_count) as bigint) as row_count
    from whole.file_units
    where list_contains(getvariable('reader_units'), unit)
        and (file, sheet) not in (
            select (own_sheets.file, own_sheets.sheet) from own_sheets
        )
    group by file, sheet
) as parts
    on {name}.path = parts.file and {name}.sheet = parts.sheet
