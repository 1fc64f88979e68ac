-- 拒收 | rejects: refused rows with their cells, and what corrected them.
-- grain:   file, sheet, source_row
-- columns: those of queries/canonical/rejects.sql
-- rule:    every refused row is listed; it is corrected by the first loaded row of a file
--          given back that names it by row, sheet and file, or by the first, by export day,
--          of another file of its day or later that says all of its key, else it goes
--          on as the first one that was refused again
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

),

closings as (

    select
        closings.refused_sheet_no as sheet_no,
        closings.refused_row as source_row,
        min_by(
            closing.path, (closing.exported_on, closings.sheet_no, closings.source_row)
        ) as closed_by,
        min_by(
            closings.source_row,
            (closing.exported_on, closings.sheet_no, closings.source_row)
        ) as closed_row
    from staged_closings as closings
    inner join sheets as closing
        using (sheet_no)
    inner join sheets as refused
        on closings.refused_sheet_no = refused.sheet_no
    where
        closing.sha256 <> refused.sha256 and closing.exported_on >= refused.exported_on
    group by closings.refused_sheet_no, closings.refused_row

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
    coalesce(corrections.corrected_by, closings.closed_by) as corrected_by,
    if(corrections.corrected_by is null, closings.closed_row, corrections.corrected_row)
        as corrected_row,
    coalesce(corrections.is_refused_again, false) as is_refused_again
from staged_rejects as rejects
inner join sheets
    using (sheet_no)
left join corrections
    on corrections.corrects = row_position(sheets.path, sheets.sheet, rejects.source_row)
left join closings
    on rejects.sheet_no = closings.sheet_no and rejects.source_row = closings.source_row
