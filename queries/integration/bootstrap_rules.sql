-- 自助法参数 | Bootstrap: how intervals of the class gain are computed.
-- grain:   one row
-- params:
-- columns: replicate_count, seed, sample_min_count, small_cell_count
-- rule:    canonical.md, parameters: 2 000 replicates, seed 2022; under
--          sample_min rows no interval is given; small cells: may_see_class
-- access:  aggregate
select
    max(parameter_value) filter (
        where parameter = 'bootstrap_replicates'
    )::bigint as replicate_count,
    max(parameter_value) filter (where parameter = 'bootstrap_seed')::bigint
        as seed,
    max(parameter_value) filter (where parameter = 'sample_min')::bigint
        as sample_min_count,
    max(parameter_value) filter (where parameter = 'small_cell')::bigint
        as small_cell_count
from ref_parameters
