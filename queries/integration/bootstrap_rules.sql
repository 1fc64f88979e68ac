-- 自助法参数 | Bootstrap: how intervals of the class gain are computed.
-- grain:   one row
-- 粒度:    只有一行
-- params:
-- columns: replicate_count, seed, sample_min_count, small_cell_count
-- rule:    parameters in force: replicates and seed; under sample_min rows no
--          interval is given; counts under small_cell are for the entitled
-- 规则:    现行参数：重复次数与种子；少于样本下限的不给区间；
--          低于隐去下限的户数只给有权者
-- access:  aggregate
select
    bootstrap_replicates as replicate_count,
    bootstrap_seed as seed,
    sample_min::bigint as sample_min_count,
    small_cell::bigint as small_cell_count
from rules
