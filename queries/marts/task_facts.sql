-- 任务户 | task rows: one entity drawn in one task, everything resolved.
-- grain:   task_id, entity_id; rows moved away by 指派, rows inspected before
--          the year began, rows neither drawn nor inspected in it are left out,
--          but for those that still wait in a window which reaches into it
-- rule:    a county that is not supervised is of no unit (未映射), its code
--          stays; each stage on its own date; a fact without a date counts
--          from the data date on (drawn, entered, collected) or from its
--          file's export date on (published, closed); inspected needs date and
--          result; a class that the export leaves blank is the one in force on
--          the day of the draw (推算), unknown without such a day
with

dated as (

    select
        task_rows.*,
        case
            when ref_units.has_target
                and coalesce(ref_counties.is_supervised, true)
                then task_rows.unit
            else '未映射'
        end as fact_unit,
        task_rows.drawn_on is not null
            or tasks.drawn_on is not null as has_draw_date,
        coalesce(task_rows.drawn_on, tasks.drawn_on, campaign.data_date)
            as effective_drawn_on,
        coalesce(
            task_rows.inspected_on
                between campaign.year_from_on and campaign.year_until_on,
            false
        ) as is_dated_in_year,
        case
            when task_rows.pub_state = '已公示'
                then greatest(
                    coalesce(task_rows.published_on, task_rows.exported_on),
                    task_rows.inspected_on
                )
        end as public_from_on,
        case
            when task_rows.needs_disposal
                and task_rows.disposal_state = '已完结'
                then coalesce(task_rows.closed_on, task_rows.exported_on)
        end as disposed_from_on,
        campaign.data_date,
        campaign.year_from_on,
        campaign.base_on,
        campaign.publication_limit_days
    from task_rows
    cross join campaign
    left join tasks
        on task_rows.task_no = tasks.task_no
    left join ref_units
        on task_rows.unit = ref_units.unit
    left join ref_counties
        on task_rows.county_code = ref_counties.county_code
    where task_rows.moved_to is null

)

select
    task_summaries.task_id,
    dated.entity_id,
    dated.fact_unit as unit,
    dated.county_code,
    task_summaries.lead_office,
    coalesce(entities.entity_kind, '未知') as entity_kind,
    coalesce(dated.class_at_draw, class_spans.risk_class) as risk_class,
    dated.class_at_draw is null
        and class_spans.risk_class is not null as is_class_inferred,
    coalesce(dated.class_led, false) as is_class_led,
    task_summaries.draw_kind,
    task_summaries.joint,
    task_summaries.source_system,
    task_summaries.plan_no,
    coalesce(task_summaries.one_plus_x, false) as one_plus_x,
    entities.tags,
    dated.effective_drawn_on as drawn_on,
    dated.has_draw_date,
    dated.inspected_on,
    case when result_flags.main_result is not null then dated.inspected_on end
        as visited_on,
    case
        when result_flags.main_result is not null
            then coalesce(dated.entered_on, dated.data_date)
    end as entered_on,
    dated.public_from_on as published_on,
    case
        when dated.needs_disposal then dated.disposed_from_on
        else dated.public_from_on
    end as closed_on,
    case
        when dated.pub_state = '不予公示' and dated.not_public_reason is not null
            then case
                when result_flags.main_result is not null
                    then dated.inspected_on
            end
        else dated.public_from_on
    end as done_on,
    dated.verified_on,
    coalesce(
        dated.collected_on,
        case when dated.is_collected then dated.data_date end
    ) as collected_on,
    dated.collected_on is not null as has_collection_date,
    task_summaries.window_to,
    result_flags.main_result is not null as has_result,
    dated.is_dated_in_year
        and result_flags.main_result is not null as is_inspected,
    result_flags.main_result,
    coalesce(result_flags.is_problem, false) as is_problem,
    coalesce(result_flags.is_problem_beyond_r5, false) as is_problem_beyond_r5,
    coalesce(result_flags.is_applicable, false) as is_applicable,
    result_flags.is_valid,
    main_results.is_found,
    coalesce(dated.is_provincial_check, false) as is_provincial_check,
    coalesce(
        entities.established_on > dated.base_on,
        entities.established_on >= dated.year_from_on,
        false
    ) as is_new,
    coalesce(entities.in_register, false) as is_registered,
    dated.entry_state,
    dated.pub_state,
    dated.published_on is not null as has_publication_date,
    coalesce(
        dated.pub_state = '已公示' and dated.published_on < dated.inspected_on,
        false
    ) as is_early_publication,
    dated.entered_on is not null as has_entry_date,
    dated.closed_on is not null as has_closure_date,
    dated.not_public_reason,
    coalesce(dated.needs_disposal, false) as needs_disposal,
    dated.disposal_state,
    coalesce(dated.is_case_filed, false) as is_case_filed,
    due_days.day as publication_due_on,
    public_days.workday_no - inspected_days.workday_no
        as publication_workdays,
    dated.source_file,
    dated.sheet,
    dated.source_row
from dated
inner join task_summaries
    on dated.task_no = task_summaries.task_no
left join entities
    on dated.entity_id = entities.entity_id
left join result_flags
    on dated.task_no = result_flags.task_no
    and dated.entity_id = result_flags.entity_id
left join ref_results as main_results
    on result_flags.main_result = main_results.result_code
left join class_spans
    on dated.class_at_draw is null
    and dated.has_draw_date
    and dated.entity_id = class_spans.entity_id
    and class_spans.valid_from <= dated.effective_drawn_on
    and (
        class_spans.next_class_on is null
        or class_spans.next_class_on > dated.effective_drawn_on
    )
left join workdays as inspected_days
    on dated.inspected_on = inspected_days.day
left join workdays as public_days
    on dated.public_from_on = public_days.day
left join workdays as due_days
    on due_days.is_workday
    and due_days.workday_no
        = inspected_days.workday_no + dated.publication_limit_days
where (
    result_flags.main_result is null
    or dated.inspected_on is null
    or dated.inspected_on >= dated.year_from_on
)
    and (
        dated.is_dated_in_year
        or dated.drawn_year = year(dated.year_from_on)
        or dated.inspected_on is null
        and task_summaries.window_to >= dated.year_from_on
    )
order by unit, county_code, dated.entity_id, task_summaries.task_id
