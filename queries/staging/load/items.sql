-- 抽查事项清单 | items: the lists of items, by issuer.
-- grain:   item_code, issuer, year of export
-- columns: those of queries/canonical/items.sql
-- rule:    the code is the issuer's own
select
    items.item_code,
    items.issuer,
    items.name,
    items.item_class,
    levels.value as item_level,
    sheets.exported_on
from staged_items as items
inner join sheets
    using (sheet_no)
left join synonyms as levels
    on
        levels.domain = 'item_level'
        and levels.source_system = '*'
        and levels.raw_value = items.item_level_text
