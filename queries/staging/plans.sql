-- 抽查计划 | plans: one plan as exported, its free text read into numbers and dates.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    D30-D32: the text stays beside what was read from it; a sheet without numbers
--          of plans is told by year, place and name, rows of one name by their items too; a plan
--          without a name bears that of its items
with

unnumbered as (

    select sheet_no
    from raw
    group by sheet_no
    having count(plan_no) = 0

),

parted as (

    select
        *,
        sheet_no in (select sheet_no from unnumbered) as is_unnumbered,
        coalesce(as_free_text(name), as_free_text(item_codes)) as clean_name,
        coalesce(
            try_cast(regexp_extract(plan_year, '(20\d{2})', 1) as integer),
            try_cast(regexp_extract(name, '(20\d{2})年', 1) as integer)
        ) as clean_year,
        ratio_digits(ratio_text) as ratio_parts,
        as_count(count_text) as clean_count,
        period_parts(period_text) as parts,
        as_date(window_from) as given_from,
        as_date(window_to) as given_to
    from data

),

counted as (

    select
        *,
        count(name) over (
            partition by sheet_no, name, plan_year, county, city, made_by
        ) as name_count
    from parted

),

numbered as (

    select
        *,
        case
            when not is_unnumbered then as_document_no(plan_no)
            when clean_name is not null
                then concat_ws(
                    ' ',
                    if(contains(name, clean_year::varchar), null, clean_year),
                    coalesce(as_text(county), as_text(city), as_text(made_by)),
                    clean_name,
                    if(name_count > 1, as_free_text(item_codes), null)
                )
        end as clean_plan_no,
        -- "11月10日前" says when it ends, not when it starts.
        case
            when len(parts) > 1 or not regexp_matches(period_text, '前|底')
                then period_numbers(case parts[1] when '全年' then '1月' else parts[1] end)
        end as start_part,
        period_numbers(
            case parts[-1] when '全年' then '12月' else parts[-1] end
        ) as end_part
    from counted

),

typed as (

    select
        *,
        coalesce(given_from, period_start(start_part, clean_year)) as clean_from,
        coalesce(
            given_to,
            period_end(
                end_part, coalesce(clean_year, try_cast(start_part.y as integer))
            )
        ) as clean_to
    from numbered

)

select
    sheet_no,
    source_row,
    overflow,
    clean_plan_no as plan_no,
    clean_year as plan_year,
    clean_name as name,
    as_key(level) as level_text,
    as_free_text(lead_office) as lead_office,
    as_free_text(made_by) as made_by,
    as_text(city) as city_text,
    as_text(county) as county_text,
    as_document_no(provincial_plan_no) as provincial_plan_no,
    ratio_text,
    ratio_of(ratio_parts) as ratio,
    case
        when regexp_matches(ratio_text, '\d\s*%?\s*[-~～—–至到]+\s*\d') then '不低于'
        else qualifier_of(ratio_text)
    end as ratio_qualifier,
    count_text,
    clean_count as planned_count,
    qualifier_of(count_text) as count_qualifier,
    clean_from as window_from,
    clean_to as window_to,
    as_text(period_text) as period_text,
    as_free_list(object_scope) as object_kind_texts,
    as_key(draw_kind) as draw_kind_text,
    as_key(joint) as joint_text,
    as_key(item_level) as item_level_text,
    as_key(is_professional) as professional_text,
    as_free_list(risk_fields) as risk_fields,
    as_key(state) as state_text,
    case
        when clean_plan_no is null and is_scientific(plan_no)
            then 'number_damaged'
        when clean_plan_no is null then 'key_missing'
    end as reject_code,
    'plan_no' as reject_column,
    clean_plan_no as row_key,
    row_key as own_key,
    doubts([
        doubt(
            if(is_unnumbered, 'plan_named', number_sign_doubt(clean_plan_no)),
            'plan_no', plan_no, clean_plan_no
        ),
        doubt(
            if(
                clean_year is null and as_text(plan_year) is not null,
                'date_unreadable',
                null
            ),
            'plan_year', plan_year, null
        ),
        doubt_of_date('window_from', window_from, given_from),
        doubt_of_end('window_to', window_to, given_to),
        doubt(
            ratio_doubt(ratio_text, ratio_parts),
            'ratio_text', ratio_text, ratio_of(ratio_parts)
        ),
        doubt(
            case
                when as_text(count_text) is not null and clean_count is null
                    then 'count_unreadable'
            end,
            'count_text', count_text, null
        ),
        doubt(
            case
                when
                    as_text(period_text) is not null
                    and clean_from is null
                    and clean_to is null
                    then 'date_unreadable'
            end,
            'period_text', period_text, null
        )
    ]) as doubts
from typed
