-- 小单元格下限 | Smallest cell: the least count of firms a visitor is shown.
-- grain:   one row
-- 粒度:    只有一行
-- params:
-- columns: small_cell_count
-- rule:    who may not see classes is shown no count of firms below it
-- 规则:    不可见分类者，户数低于下限的不显示
-- public:  yes
-- access:  aggregate
select small_cell::bigint as small_cell_count
from rules
