-- 未实际查到 | Gone: inspected, but not there, by unit and what follows from it.
-- grain:   合计 first, then one row per reporting unit in its order; 未映射 last,
--          if not empty
-- 粒度:    合计在前，其后每个报告单位一行，按固定顺序；有未映射的，列在最后
-- params:  $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
--          $joints, $draw_kinds, $one_plus_x, $tag
-- columns: unit, not_found_entity_count, not_found_row_count,
--          check_register_count, check_scope_count, unregistered_count,
--          registered_count, found_again_count, r7_count, r9_count, r10_count
-- rule:    M32: rows with main result R7, R9, R10; an entity counts once, and
--          only where no inspection by the as-of date found it (one that did:
--          found_again); its latest such row decides what follows, by the
--          register as it is now; codes in rows; R4 is a problem, not in it
-- 规则:    M32：户次为主结果R7、R9、R10的行；户为截至统计日从未实际查到的主体，
--          一户只计一次，另有检查查到的列为又查到；后续事项按最近一次结果和现行
--          名录库状态提示，文件未作规定；R7、R9、R10各列为户次；R4属发现问题，
--          不在其内
-- small:   not_found_entity_count; not_found_row_count; check_register_count;
--          check_scope_count; unregistered_count; registered_count;
--          found_again_count; r7_count; r9_count; r10_count
-- parts:   check_register_count + check_scope_count + unregistered_count +
--          registered_count; r7_count + r9_count + r10_count
-- access:  aggregate
with

gone as (

    select *
    from gone_on(
        $as_of, $units, $counties, $offices, $kinds, $sources, $plans,
        $joints, $draw_kinds, $one_plus_x, $tag
    )

),

placed as (

    select unit as part, is_found_again as is_found, gone.*
    from gone
    union all
    select '合计' as part, is_by(found_anywhere_on, $as_of) as is_found, gone.*
    from gone

),

entities as (

    select
        part,
        entity_id,
        is_found,
        arg_max(gone_follow_up, (inspected_on, task_id)) as gone_follow_up,
        count(*) as row_count,
        count(*) filter (where main_result = 'R7') as r7_count,
        count(*) filter (where main_result = 'R9') as r9_count,
        count(*) filter (where main_result = 'R10') as r10_count
    from placed
    group by part, entity_id, is_found

),

counted as (

    select
        part,
        count(*) filter (where not is_found) as entity_count,
        sum(row_count)::bigint as row_count,
        count(*) filter (
            where not is_found and gone_follow_up = 'check_register'
        ) as check_register_count,
        count(*) filter (
            where not is_found and gone_follow_up = 'check_scope'
        ) as check_scope_count,
        count(*) filter (
            where not is_found and gone_follow_up = 'unregistered'
        ) as unregistered_count,
        count(*) filter (
            where not is_found and gone_follow_up = 'registered'
        ) as registered_count,
        count(*) filter (where is_found) as found_again_count,
        sum(r7_count)::bigint as r7_count,
        sum(r9_count)::bigint as r9_count,
        sum(r10_count)::bigint as r10_count
    from entities
    group by part

),

parts as (

    select '合计' as part, 0 as part_order, true as is_listed
    union all
    select unit as part, unit_order as part_order, has_target as is_listed
    from listed_units($units)

)

select
    parts.part as unit,
    coalesce(counted.entity_count, 0) as not_found_entity_count,
    coalesce(counted.row_count, 0) as not_found_row_count,
    coalesce(counted.check_register_count, 0) as check_register_count,
    coalesce(counted.check_scope_count, 0) as check_scope_count,
    coalesce(counted.unregistered_count, 0) as unregistered_count,
    coalesce(counted.registered_count, 0) as registered_count,
    coalesce(counted.found_again_count, 0) as found_again_count,
    coalesce(counted.r7_count, 0) as r7_count,
    coalesce(counted.r9_count, 0) as r9_count,
    coalesce(counted.r10_count, 0) as r10_count
from parts
left join counted
    on parts.part = counted.part
where parts.is_listed or counted.row_count > 0
order by parts.part_order
