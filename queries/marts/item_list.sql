-- 抽查事项 | items: the list, and what was checked outside it.
-- grain:   item_code
-- rule:    M22: an item counts once, whoever issued it
with

listed as (

    select
        item_code,
        min(name) as name,
        min(item_class) as item_class,
        min(item_level) as item_level
    from items
    group by item_code

),

used as (

    select distinct item_code
    from item_days

)

select
    coalesce(listed.item_code, used.item_code) as item_code,
    listed.name,
    listed.item_class,
    listed.item_level,
    listed.item_code is not null as is_listed
from listed
full join used
    on listed.item_code = used.item_code
order by item_code
