-- 文件所属单位 | File units: of which units a sheet holds rows in force.
-- grain:   file, sheet, unit
-- rule:    指标口径·报送: the unit of a row is that of its office or county
select
    file,
    sheet,
    unit,
    cast(sum(row_count) as bigint) as row_count
from sent_units
group by file, sheet, unit
order by file, sheet, unit
