-- 本单位的文件和行 | own_line: lines of own sheets, own rows elsewhere.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row; of a sheet
--          with rows of several units the lines that became own task rows
create view {name} as
select *
from whole.{name}
where (file, sheet) in (
        select (own_sheets.file, own_sheets.sheet) from own_sheets
    )
    or (file, sheet, source_row) in (
        select (own.source_file, own.sheet, own.source_row)
        from row_details as own
    )
    or (file, sheet, source_row) in (
        select (own.pub_file, own.pub_sheet, own.pub_row)
        from row_details as own
    )
