-- 典型案例 | cases: one case as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    notice N17: a case needs a task number and how the class was used
with

typed as (

    select
        *,
        as_free_text(title) as clean_title,
        as_text(unit) as clean_unit,
        as_date(publicised_on) as clean_publicised_on
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    clean_title as title,
    clean_unit as unit_text,
    try_cast(regexp_extract(case_year, '(20\d{2})', 1) as integer) as case_year,
    as_free_text(background) as background,
    as_free_text(practice) as practice,
    as_free_text(class_use) as class_use,
    as_free_text(outcome) as outcome,
    as_free_text(replicability) as replicability,
    as_document_no(task_no) as task_no,
    as_key(state) as state_text,
    clean_publicised_on as publicised_on,
    as_free_text(medium) as medium,
    case
        when clean_title is null then 'key_missing'
        when clean_unit is null then 'place_missing'
    end as reject_code,
    case when clean_title is null then 'title' else 'unit' end as reject_column,
    concat_ws('|', clean_unit, clean_title) as row_key,
    row_key as own_key,
    doubts([
        doubt_of_date('publicised_on', publicised_on, clean_publicised_on)
    ]) as doubts
from typed
