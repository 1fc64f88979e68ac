-- 是否数据行 | data rows told: which rows of the sheets in hand are data.
-- grain:   one row per row below the header, in their order
-- columns: is_data
-- rule:    as in `data`
select non_data_kind(first_cell, filled, header_hits, is_identified) is null as is_data
from raw
