-- 拒收 | rejects of the year: rows that were read and not loaded.
-- grain:   file, sheet, source_row
-- rule:    all but those of files that the year leaves out; what such a file
--          corrects is open in the year
with

left_out as (

    select distinct left_files.path
    from left_files

),

known as (

    select
        held_rejects.*,
        left_out.path is not null as is_corrected_after
    from held_rejects
    left join left_out
        on held_rejects.corrected_by = left_out.path
    where held_rejects.file not in (select left_files.path from left_files)

)

select
    known.file,
    known.sheet,
    known.source_row,
    known.table_name,
    known.reason_code,
    known.reason,
    known.column_name,
    known.cells,
    if(known.is_corrected_after, null, known.corrected_by) as corrected_by,
    if(known.is_corrected_after, null, known.corrected_row) as corrected_row,
    known.is_refused_again and not known.is_corrected_after
        as is_refused_again
from known
