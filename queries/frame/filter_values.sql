-- 其他选项 | Other choices: values of the smaller filters that rows have.
-- grain:   filter_name, choice, in order
-- 粒度:    每个筛选、每个取值一行，按顺序
-- params:  $units
-- columns: filter_name, choice, row_count
-- rule:    filters kinds, joints, draw_kinds, tag; 1+X is yes or no
-- 规则:    对象类型、部门联合、定向与否、标签四项；1+X 为是或否
-- access:  aggregate
with

chosen as (

    select *
    from task_facts
    where is_among(unit, $units)

),

listed as (

    select
        unnest(['kinds', 'joints', 'draw_kinds']) as filter_name,
        unnest([entity_kind, joint, draw_kind]) as choice
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
