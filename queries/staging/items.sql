-- 抽查事项清单 | items: one item of an issuer's list as exported.
-- grain:   one row per data row of the sheets in hand
-- columns: see the final select; row_key names the row inside its file
-- rule:    the code is the issuer's own, and a running number of the list is none; an item
--          without a code is told by issuer, class and name, and bears its name for a
--          code, as results without codes do
with

typed as (

    select
        *,
        coalesce(
            case when not is_running_number(item_code) then as_code(item_code) end,
            item_code_of(name)
        ) as own_code,
        as_free_text(item_name_of(name)) as clean_name
    from data

)

select
    sheet_no,
    source_row,
    overflow,
    coalesce(own_code, clean_name) as item_code,
    as_free_text(issuer) as issuer,
    clean_name as name,
    as_free_text(item_class) as item_class,
    as_key(item_level) as item_level_text,
    case when coalesce(own_code, clean_name) is null then 'key_missing' end
        as reject_code,
    'item_code' as reject_column,
    case
        when own_code is not null then concat_ws('|', as_free_text(issuer), own_code)
        else concat_ws('|', as_free_text(issuer), as_free_text(item_class), clean_name)
    end as row_key,
    row_key as own_key,
    []::struct(
        column_name varchar, rule_code varchar, raw_value varchar, clean_value varchar
    )[] as doubts
from typed
