-- 数据行 | data rows: the rows of the sheets in hand that are data, cells still text.
-- grain:   one row per data row of the sheets in hand
-- rule:    D04-D07: titles, totals, notes, samples, repeated headers and blanks are no data;
--          D18, D19: edges are tidied, codes, dates and numbers half-width
create or replace temp view data as
select
    sheet_no,
    source_row,
    overflow,
    half_width(tidy(columns(lambda name: name <> 'sheet_no' and regexp_full_match(
        name,
        'uscc|id_raw|.*_no|.*_code|.*_id|.*_on|.*valid_from|.*valid_to|window_from|window_to|as_of|year_end|.*_year|.*_count'
        || '|.*_n|pool_.|drawn_.|ratio_text|count_text|base_text|period_text|.*score|.*_yuan'
    )))),
    tidy(columns(lambda name: not regexp_full_match(
        name,
        'uscc|id_raw|.*_no|.*_code|.*_id|.*_on|.*valid_from|.*valid_to|window_from|window_to|as_of|year_end|.*_year|.*_count'
        || '|.*_n|pool_.|drawn_.|ratio_text|count_text|base_text|period_text|.*score|.*_yuan'
        || '|source_row|overflow|first_cell|filled|header_hits'
    )))
from raw
where non_data_kind(first_cell, filled, header_hits) is null
