-- 清洗痕迹 | trace: how many cells of each column a rule only rewrote, with samples.
-- grain:   sheet_no, column_name, rule_code of the sheets in hand
-- rule:    rules that only reformat are counted, with ten samples
insert into staged_cleaning
with

cells as (

    -- A table without dates, codes or numbers still has a column of each kind.
    select
        null::varchar as no_day_on,
        null::varchar as no_code,
        null::varchar as no_count,
        null::varchar as no_text,
        * exclude (
            source_row, overflow, first_cell, filled, header_hits, is_identified
        )
    from raw
    where non_data_kind(first_cell, filled, header_hits, is_identified) is null

),

days as (

    unpivot cells
    on columns(lambda name: is_day_column(name) and not is_tidied(name))
    into name column_name value cell

),

codes as (

    unpivot cells
    on columns(lambda name: is_code_column(name) and not is_tidied(name))
    into name column_name value cell

),

counts as (

    unpivot cells
    on columns(lambda name: is_count_column(name) and not is_tidied(name))
    into name column_name value cell

),

texts as (

    unpivot cells
    on columns(lambda name:
        name <> 'sheet_no'
        and not is_tidied(name)
        and not is_day_column(name)
        and not is_code_column(name)
        and not is_count_column(name)
    )
    into name column_name value cell

),

every_cell as (

    select sheet_no, column_name, 'day' as kind, cell, 1 as cell_count from days
    union all
    select sheet_no, column_name, 'code', cell, 1 from codes
    union all
    select sheet_no, column_name, 'count', cell, 1 from counts
    union all
    select sheet_no, column_name, 'text', cell, 1 from texts
    union all
    select
        sheet_no,
        column_name,
        case
            when is_day_column(column_name) then 'day'
            when is_code_column(column_name) then 'code'
            when is_count_column(column_name) then 'count'
            else 'text'
        end,
        cell,
        cell_count
    from alike_cells

),

-- Cheap tests first: most cells were not rewritten.
unusual as (

    select *
    from every_cell
    where
        case kind
            when 'day' then not regexp_full_match(cell, '\d{4}-\d{2}-\d{2}')
            when 'code' then not regexp_full_match(cell, '[1-9A-Z][0-9A-Z]*')
            when 'count' then not regexp_full_match(cell, '[1-9]\d*')
            else is_placeholder(cell) or regexp_matches(
                cell,
                '^' || blank() || '|' || blank() || '$|\d{7}|^="|' || invisible()
            )
        end

),

-- The same text is judged once.
tidied as (

    select
        sheet_no,
        column_name,
        kind,
        cell,
        tidy(cell) as tidy_cell,
        sum(cell_count) as cell_count
    from unusual
    group by sheet_no, column_name, kind, cell

),

plain as (

    select
        *,
        half_width(tidy_cell) as plain_cell
    from tidied

),

judged as (

    select
        sheet_no,
        column_name,
        cell,
        cell_count,
        case
            when is_placeholder(plain_cell) then 'placeholder'
            when is_text_formula(cell) then 'text_formula'
            when regexp_matches(without_edges(cell), invisible()) then 'invisible_mark'
            when kind = 'day' and as_date(plain_cell) is not null then 'date_form'
            when kind = 'code' and as_document_no(plain_cell) <> cell then 'code_form'
            when kind = 'count' and as_count(plain_cell)::varchar <> cell
                then 'number_form'
            when tidy_cell is distinct from cell then 'edge_space'
            when kind = 'text' and mask_numbers(cell) <> cell then 'number_masked'
        end as rule_code
    from plain

)

select
    sheet_no,
    column_name,
    rule_code,
    sum(cell_count) as cell_count,
    list_transform(min(cell, 10), lambda sample: mask_numbers(sample)) as samples
from judged
where rule_code is not null
group by sheet_no, column_name, rule_code;
