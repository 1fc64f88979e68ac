-- 检查结果 | inspection results: one entity and item of a task as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    the key is task, entity, item; without an item the result tells rows apart; a
--          sheet without numbers of tasks is told by the name of its task or plan, else
--          its inspections are of no known task, apart by their day
with

unnumbered as (

    select sheet_no
    from raw
    group by sheet_no
    having count(task_no) = 0

),

-- All days by one list: the rule is planned once.
dated as (

    select
        *,
        list_transform(
            [inspected_on, entered_on, reviewed_on, drawn_on, verified_on],
            lambda cell: as_date(cell)
        ) as days
    from identified

),

typed as (

    select
        *,
        case
            when sheet_no not in (select sheet_no from unnumbered)
                then as_document_no(task_no)
            else coalesce(
                as_free_text(task_name),
                as_document_no(plan_no),
                as_free_text(plan_name),
                no_task(days[1])
            )
        end as clean_task_no,
        coalesce(as_code(item_code), item_code_of(item_name)) as clean_item_code,
        as_free_text(item_name_of(item_name)) as clean_item_name,
        days[1] as clean_inspected_on,
        days[2] as clean_entered_on,
        days[3] as clean_reviewed_on,
        days[4] as clean_drawn_on,
        days[5] as clean_verified_on
    from dated

)

select
    sheet_no,
    source_row,
    overflow,
    clean_task_no as task_no,
    clean_uscc as uscc,
    clean_reg_no as reg_no,
    clean_name as name,
    clean_name_key as name_key,
    as_key(as_text(entity_kind)) as kind_text,
    as_free_text(local_adm) as station,
    as_text(city) as city_text,
    as_text(county) as county_text,
    as_code(county_code) as county_code_text,
    coalesce(clean_item_code, clean_item_name) as item_code,
    as_key(checked) as checked_text,
    as_free_text(item_result) as item_result,
    as_free_text(object_result) as object_result,
    as_free_text(problem) as problem,
    as_free_text(disposal) as disposal,
    as_free_list(methods) as method_texts,
    as_free_text(check_org) as check_org,
    as_names(inspectors) as inspector_names,
    clean_drawn_on as drawn_on,
    clean_inspected_on as inspected_on,
    clean_entered_on as entered_on,
    clean_reviewed_on as reviewed_on,
    clean_verified_on as verified_on,
    as_key(entry_state) as entry_text,
    as_key(as_text(class_at_draw)) as class_text,
    as_key(draw_method) as draw_method_text,
    as_free_text(moved_to) as moved_to,
    as_key(source_system) as source_text,
    case
        when clean_task_no is null and is_scientific(task_no)
            then 'number_damaged'
        when clean_task_no is null then 'key_missing'
        when nobody_reject is not null then nobody_reject
    end as reject_code,
    case when clean_task_no is null then 'task_no' else 'uscc' end as reject_column,
    concat_ws(
        '|',
        clean_task_no,
        coalesce(clean_uscc, clean_reg_no, clean_name_key),
        coalesce(
            clean_item_code,
            clean_item_name,
            as_text(item_result),
            as_text(object_result)
        )
    ) as row_key,
    doubts(list_concat(
        identity_doubts,
        [
            doubt(sample_name_doubt(clean_name_key), 'name', clean_name, clean_name),
            doubt(
                case
                    when task_no is not null then number_sign_doubt(clean_task_no)
                    when is_no_task(clean_task_no) then 'task_unnamed'
                    when clean_task_no is not null then 'task_named'
                end,
                'task_no', task_no, clean_task_no
            ),
            doubt_of_date('inspected_on', inspected_on, clean_inspected_on),
            doubt_of_date('entered_on', entered_on, clean_entered_on),
            doubt_of_date('reviewed_on', reviewed_on, clean_reviewed_on),
            doubt_of_date('verified_on', verified_on, clean_verified_on),
            doubt(
            case when clean_inspected_on < clean_drawn_on then 'date_order' end,
            'inspected_on', inspected_on, clean_inspected_on
        )
        ]
    )) as doubts
from typed
