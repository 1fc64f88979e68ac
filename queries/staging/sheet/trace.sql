-- 清洗痕迹 | trace: how many cells of each column a rule only rewrote, with samples.
-- grain:   sheet_no, column_name, rule_code of the sheets in hand
-- rule:    rules that only reformat are counted, with ten samples
insert into staged_cleaning
with

tidied as (

    select *, tidy(cell) as tidy_cell
    from unusual

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
