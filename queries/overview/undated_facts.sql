-- 日期缺失 | Facts without a date: how many of each stage.
-- grain:   one row per stage, in order
-- 粒度:    每个环节一行，按顺序
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: stage, row_count
-- rule:    a fact without a date counts only at the data date (drawn, entered,
--          collected) or from the export on (published, closed); a result
--          without an inspection date does not count as inspected
-- 规则:    没有日期的事实：抽取、录入、归集只在数据日计入，
--          公示、完结自导出日起计入；
--          没有检查日期的结果不算已检查
-- access:  aggregate
with

counted as (

    select
        count(*) filter (where not has_draw_date and drawn_on <= $as_of)
            as drawn,
        count(*) filter (
            where has_result
                and inspected_on is null
                and campaign.data_date <= $as_of
        ) as inspected,
        count(*) filter (
            where has_result and not has_entry_date and entered_on <= $as_of
        ) as entered,
        count(*) filter (
            where published_on <= $as_of and not has_publication_date
        ) as published,
        count(*) filter (
            where needs_disposal and closed_on <= $as_of
                and not has_closure_date
        ) as closed,
        count(*) filter (
            where source_system = '自有系统'
                and is_inspected
                and collected_on <= $as_of
                and not has_collection_date
        ) as collected
    from chosen_facts(
        $units, $counties, $offices, $kinds, $sources, $plans, $joints,
        $draw_kinds, $one_plus_x, $tag
    )
    cross join campaign

)

select
    stage,
    row_count
from counted
unpivot (
    row_count for stage in (
        drawn, inspected, entered, published, closed, collected
    )
)
order by list_position(
    ['drawn', 'inspected', 'entered', 'published', 'closed', 'collected'],
    stage
)
