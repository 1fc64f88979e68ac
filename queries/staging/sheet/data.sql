-- 数据行 | data rows: the rows of the sheets in hand that are data, cells still text.
-- grain:   one row per data row of the sheets in hand
-- rule:    D04-D07: titles, totals, notes, samples, repeated headers, blanks no data;
--          D18, D19: edges are tidied, codes, dates and numbers half-width
-- A column that is both tidied and made half-width is so in two steps: a macro writes
-- its argument out wherever it reads it.
create or replace temp view data as
select
    sheet_no,
    half_width(columns(lambda name:
        name <> 'sheet_no' and is_half_width_column(name) and not is_tidied(name)
    )),
    columns(lambda name:
        name <> 'sheet_no' and (not is_half_width_column(name) or is_tidied(name))
    )
from (
    select
        sheet_no,
        -- Where all codes were tidied already, one is left; so is the text of first_cell.
        null::varchar as no_code,
        columns(lambda name: name in ('source_row', 'overflow') or is_tidied(name)),
        tidy(columns(lambda name: not is_tidied(name) and name not in (
            'sheet_no', 'source_row', 'overflow', 'filled', 'header_hits', 'is_identified'
        )))
    from raw
    where non_data_kind(first_cell, filled, header_hits, is_identified) is null
)
