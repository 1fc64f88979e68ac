-- 未载入的行、表和文件 | Set aside: what was met and not loaded, by kind.
-- grain:   file, sheet, aside_kind, what looks like data first
-- 粒度:    每个文件、工作表和类别一行，像数据的在前
-- params:
-- columns: file, sheet, table_name, aside_kind, aside_count, is_like_data
-- rule:    rejects apart; a sheet or file that looks like data has rows as wide
--          as those of a table, or a code; of a file not read nobody knows how
--          many rows it has
-- 规则:    拒收行另列；像数据＝有与表格同宽的行或代码；没有读取的文件不知道有多少行
-- small:   aside_count
-- sums:    aside_count
-- access:  aggregate
select
    file,
    sheet,
    table_name,
    aside_kind,
    sum(row_count)::bigint as aside_count,
    bool_or(is_like_data) as is_like_data
from aside_rows
group by file, sheet, table_name, aside_kind
order by is_like_data desc, file, sheet, aside_kind
