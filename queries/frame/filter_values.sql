-- 其他选项 | Other choices: values of the smaller filters that rows have.
-- grain:   filter_name, choice, in order
-- params:  $units
-- columns: filter_name, choice, row_count
-- rule:    filters kinds, joints, draw_kinds, tag; 1+X is yes or no
-- access:  aggregate
with

chosen as (

    select *
    from task_facts
    where $units is null or list_contains($units, unit)

),

listed as (

    select
        'kinds' as filter_name,
        entity_kind as choice
    from chosen
    union all
    select
        'joints' as filter_name,
        joint as choice
    from chosen
    union all
    select
        'draw_kinds' as filter_name,
        draw_kind as choice
    from chosen
    union all
    select
        'tag' as filter_name,
        unnest(tags) as choice
    from chosen

)

select
    filter_name,
    choice,
    count(*) as row_count
from listed
where choice is not null
group by filter_name, choice
order by filter_name, choice
