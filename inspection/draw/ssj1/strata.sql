-- 抽取层: the strata of a frame, region by class, with their stock.
-- grain:   region, class
-- params:  none; reads the registered table frame
-- columns: region, class, stock_count, has_history
-- rule:    ssj1, 3: sizes are set per region and class, regions ascending
select
    region,
    class,
    count(*) as stock_count,
    max("group") > min("group") as has_history
from frame
group by region, class
order by region, class
