-- 抽查计划 | carried plans: a ratio, a count and a period keep to their own text.
-- grain:   sheet_no, source_row of lines
-- rule:    the latest file that says a field counts; what was read from one cell is one
create or replace temp view said as
select
    * exclude (
        ratio_text, ratio, ratio_qualifier, count_text, planned_count,
        count_qualifier, period_text, window_from, window_to
    ),
    case
        when ratio_text is not null
            then struct_pack(ratio_text, ratio, ratio_qualifier)
    end as ratio_said,
    case
        when count_text is not null
            then struct_pack(count_text, planned_count, count_qualifier)
    end as count_said,
    case
        when coalesce(period_text, window_from::varchar, window_to::varchar) is not null
            then struct_pack(period_text, window_from, window_to)
    end as period_said
from staged_in_hand
