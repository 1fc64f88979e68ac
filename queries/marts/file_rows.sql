-- 来源文件 | files: what was read, and what became of every row.
-- grain:   path, sheet
-- rule:    read = loaded + duplicate + rejected + non_data; a part is what a
--          reader of some units is told of a file of several (own_path)
select
    path,
    sheet,
    sha256,
    table_name,
    encoding,
    exported_on,
    read_count,
    loaded_count,
    superseded_count,
    duplicate_count,
    rejected_count,
    non_data_count,
    is_synthetic,
    is_set_aside,
    header_row,
    deciding_headers,
    date_basis,
    date_text,
    unplaced_count,
    false as is_own_part
from files
order by path, sheet
