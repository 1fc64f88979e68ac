-- 本县的行 | own_row: lines of files that became own task rows.
-- grain:   that of the mart
-- rule:    bound per reader; a cursor without a reader sees no row
create view {name} as
select *
from whole.{name}
where (file, sheet, source_row) in (
        select (own.source_file, own.sheet, own.source_row)
        from row_details as own
    )
    or (file, sheet, source_row) in (
        select (own.pub_file, own.pub_sheet, own.pub_row)
        from row_details as own
    )
