-- 数据行 | data rows: the rows of the sheets in hand that are data, cells still text.
-- grain:   one row per data row of the sheets in hand
-- rule:    D04-D07: titles, totals, notes, samples, repeated headers, blanks no data;
--          D18, D19: edges are tidied, codes, dates and numbers half-width
create or replace temp view data as
select
    sheet_no,
    source_row,
    overflow,
    half_width(tidy(columns(lambda name:
        name <> 'sheet_no' and is_half_width_column(name)
    ))),
    tidy(columns(lambda name:
        name not in (
            'source_row', 'overflow', 'first_cell', 'filled', 'header_hits', 'is_identified'
        )
        and not is_half_width_column(name)
    ))
from raw
where non_data_kind(first_cell, filled, header_hits, is_identified) is null
