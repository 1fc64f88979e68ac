-- 可疑格 | unusual: texts of the sheets in hand that a rule may have rewritten.
-- grain:   sheet_no, column_name, cell
-- rule:    cheap tests; most cells are in their plain form
create or replace temp table unusual as
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

)

-- The same text is judged once.
select
    sheet_no,
    column_name,
    kind,
    cell,
    sum(cell_count) as cell_count
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
group by sheet_no, column_name, kind, cell;
