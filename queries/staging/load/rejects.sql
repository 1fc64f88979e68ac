-- 拒收 | rejects: refused rows with their cells, and what corrected them.
-- grain:   file, sheet, source_row
-- columns: those of queries/canonical/rejects.sql
-- rule:    every refused row is listed; it is corrected by the first loaded row of a file
--          given back that names it by row, sheet and file, else it goes on as the
--          first one that was refused again
with

corrections as (

    select
        given.corrects,
        min_by(sheets.path, (given.is_refused, given.sheet_no, given.source_row))
            as corrected_by,
        min_by(given.source_row, (given.is_refused, given.sheet_no, given.source_row))
            as corrected_row,
        bool_and(given.is_refused) as is_refused_again
    from staged_corrections as given
    inner join sheets
        using (sheet_no)
    group by given.corrects

)

select
    sheets.path as file,
    sheets.sheet,
    rejects.source_row,
    sheets.table_name,
    rejects.reason_code,
    rejects.reason,
    rejects.column_name,
    rejects.cells,
    corrections.corrected_by,
    corrections.corrected_row,
    coalesce(corrections.is_refused_again, false) as is_refused_again
from staged_rejects as rejects
inner join sheets
    using (sheet_no)
left join corrections
    on corrections.corrects = row_position(sheets.path, sheets.sheet, rejects.source_row)
