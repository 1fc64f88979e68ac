-- 抽查任务 | tasks: one task as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    the date of setting a task is never its draw or inspection date; without the
--          number of its plan the plan's name tells it
with

typed as (

    select
        *,
        as_document_no(task_no) as clean_task_no,
        case
            when not contains(plan_name, '临时') then as_free_text(plan_name)
        end as named_plan,
        as_date(drawn_on) as clean_drawn_on,
        as_date(window_from) as clean_from,
        as_date(window_to) as clean_to,
        as_date(exempt_on) as clean_exempt_on
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_task_no as task_no,
    coalesce(as_document_no(plan_no), named_plan) as plan_no,
    as_free_text(name) as name,
    as_free_text(lead_office) as lead_office,
    as_free_text(exec_office) as exec_office,
    as_key(level) as level_text,
    as_text(city) as city_text,
    as_text(county) as county_text,
    as_key(draw_kind) as draw_kind_text,
    as_key(joint) as joint_text,
    as_free_list(object_kinds) as object_kind_texts,
    list_transform(
        as_list(item_codes), lambda item: coalesce(item_code_of(item), item)
    ) as item_codes,
    clean_drawn_on as drawn_on,
    clean_from as window_from,
    clean_to as window_to,
    as_key(source_system) as source_text,
    as_key(used_risk_class) as class_used_text,
    as_key(draw_method) as draw_method_text,
    as_count(pool_n) as pool_count,
    as_count(pool_a) as pool_a,
    as_count(pool_b) as pool_b,
    as_count(pool_c) as pool_c,
    as_count(pool_d) as pool_d,
    as_free_text(exempt_field) as exempt_field,
    as_free_text(exempt_reason) as exempt_reason,
    as_free_text(exempt_office) as exempt_office,
    clean_exempt_on as exempt_on,
    as_free_list(risk_fields) as risk_fields,
    as_key(one_plus_x) as one_plus_x_text,
    as_count(redraw_count) as redraw_count,
    as_key(state) as state_text,
    case
        when clean_task_no is null and is_scientific(task_no)
            then 'number_damaged'
        when clean_task_no is null then 'key_missing'
    end as reject_code,
    'task_no' as reject_column,
    clean_task_no as row_key,
    row_key as own_key,
    doubts([
        doubt(number_sign_doubt(clean_task_no), 'task_no', task_no, clean_task_no),
        doubt(
            if(as_document_no(plan_no) is null and named_plan is not null, 'plan_named', null),
            'plan_no', plan_no, named_plan
        ),
        doubt_of_date('drawn_on', drawn_on, clean_drawn_on),
        doubt_of_date('window_from', window_from, clean_from),
        doubt_of_date('window_to', window_to, clean_to),
        doubt(
            case when clean_to < clean_from then 'date_order' end,
            'window_to', window_to, clean_to
        )
    ]) as doubts
from typed
