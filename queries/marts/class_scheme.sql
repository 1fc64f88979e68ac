-- 分类 | classes: the risk classes of the province, from the lowest risk up.
-- grain:   risk_class
-- rule:    classes.csv of the profile; the lower half is low, the upper high,
--          the middle one of an odd number neither
select
    risk_class,
    cast(class_order as integer) as class_order,
    cast(class_order - 1 as integer) as class_score,
    cast(count(*) over () as integer) as class_count,
    class_order = 1 as is_best,
    class_order = count(*) over () as is_worst,
    2 * class_order <= count(*) over () as is_low,
    2 * class_order >= count(*) over () + 2 as is_high
from ref_classes
order by class_order
