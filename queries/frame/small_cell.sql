-- 小单元格下限 | Smallest cell: the least count of firms a visitor is shown.
-- grain:   one row
-- params:
-- columns: small_cell_count
-- rule:    notice.md: who may not see classes gets counts, cells under 5
--          suppressed
-- access:  aggregate
select
    max(parameter_value)::bigint as small_cell_count
from ref_parameters
where parameter = 'small_cell'
