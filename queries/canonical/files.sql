-- 来源文件: what was read, and what became of every row.
-- grain:   path, sheet
create table files (
    path varchar,
    sheet varchar,
    sha256 varchar,
    table_name varchar,
    encoding varchar,
    exported_on date,
    read_count bigint,         -- = loaded + duplicate + rejected + non_data
    loaded_count bigint,
    superseded_count bigint,   -- inside loaded: replaced by a later export
    duplicate_count bigint,
    rejected_count bigint,
    non_data_count bigint,
    is_synthetic boolean,      -- the file says 演示数据
    is_set_aside boolean,      -- a hidden sheet that was not taken in
    header_row integer,        -- the last row of the header
    deciding_headers varchar[], -- header cells by which the table was told
    date_basis varchar,        -- as_of, title_period, labelled, file_name or version
    date_text varchar,         -- the text that was taken for the export date
    unplaced_count bigint      -- loaded rows in force of no unit: 未映射
)
