-- 清洗痕迹 | trace: how many cells of each column a rule only rewrote, with samples.
-- grain:   sheet_no, column_name, rule_code of the sheets in hand
-- rule:    canonical.md: rules that only reformat are counted, with ten samples
insert into staged_cleaning
with

cells as (

    unpivot (
        select * exclude (overflow, first_cell, filled, header_hits)
        from raw
        where non_data_kind(first_cell, filled, header_hits) is null
    )
    on columns(* exclude (sheet_no, source_row))
    into name column_name value cell

),

-- A cell that is nothing but plain letters, digits or Chinese was not rewritten.
unusual as (

    select
        sheet_no,
        column_name,
        cell,
        half_width(tidy(cell)) as plain,
        case
            when regexp_full_match(column_name, '.*_on|.*_from|.*_to|as_of') then 'date'
            when regexp_full_match(column_name, 'uscc|id_raw|reg_no|.*task_no|.*plan_no|.*_code')
                then 'code'
            when regexp_full_match(column_name, '.*_count|.*_n|pool_.|drawn_.|count_text')
                then 'number'
            else 'text'
        end as kind
    from cells
    where
        not regexp_full_match(cell, '\d{4}-\d{2}-\d{2}|[1-9A-Z][0-9A-Z]*|\p{Han}+')
        or cell in ('无', '暂无', '空', '待定', '不详', '无资料内容')
        or (regexp_full_match(column_name, '.*_on|.*_from|.*_to|as_of') and cell[5] <> '-')

),

judged as (

    select
        sheet_no,
        column_name,
        cell,
        case
            when is_placeholder(plain) then 'placeholder'
            when kind = 'date' and as_date(plain) is not null then 'date_form'
            when kind = 'code' and as_document_no(plain) <> cell then 'code_form'
            when kind = 'number' and as_count(plain)::varchar <> cell then 'number_form'
            when tidy(cell) is distinct from cell then 'edge_space'
            when kind = 'text' and mask_numbers(cell) <> cell then 'number_masked'
        end as rule_code
    from unusual

)

select
    sheet_no,
    column_name,
    rule_code,
    count(*) as cell_count,
    list_transform(min(cell, 10), lambda sample: mask_numbers(sample)) as samples
from judged
where rule_code is not null
group by sheet_no, column_name, rule_code;
