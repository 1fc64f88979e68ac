-- 来源文件 | Files read: per file what became of its rows.
-- grain:   path, sheet
-- params:
-- columns: path, sheet, table_name, encoding, exported_on, read_count,
--          loaded_count, superseded_count, duplicate_count, rejected_count,
--          non_data_count, is_synthetic, sha256
-- rule:    read = loaded + duplicate + rejected + non_data
-- 规则:    读入＝装载＋重复＋拒收＋非数据行
-- access:  aggregate
select
    path,
    sheet,
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
    sha256
from file_rows
order by path, sheet
