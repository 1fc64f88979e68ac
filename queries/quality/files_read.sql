-- 来源文件 | Files read: per file what became of its rows.
-- grain:   path, sheet
-- 粒度:    每个文件、工作表一行
-- params:
-- columns: path, sheet, table_name, encoding, exported_on, read_count,
--          loaded_count, superseded_count, duplicate_count, rejected_count,
--          non_data_count, is_synthetic, is_set_aside, unplaced_count,
--          date_basis, date_text, header_row, deciding_headers, sha256,
--          is_own_part
-- rule:    read = loaded + duplicate + rejected + non_data; a hidden sheet is
--          set aside, all its rows no data, unless the import asks for it; the
--          export date is the end of a period in a title, else a date labelled
--          as that of the export, else that of the file's name; of a file of
--          several units a reader of some is told the own rows in force
-- 规则:    读入＝装载＋重复＋拒收＋非数据行；隐藏的工作表搁置不导入，各行计为
--          非数据行，导入时明确要求的除外；导出日期取标题所写期间的末日，其次标题注明
--          的导出日期，再次文件名；含几个单位的文件，只看部分单位的用户只见本单位在册
--          行数
-- small:   unplaced_count
-- sums:    read_count, loaded_count, superseded_count, duplicate_count,
--          rejected_count, non_data_count, unplaced_count
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
    is_set_aside,
    unplaced_count,
    date_basis,
    date_text,
    header_row,
    deciding_headers,
    sha256,
    is_own_part
from file_rows
order by path, sheet
