-- 抽查事项清单.
-- grain:   item_code, issuer, year of export
create table items (
    item_code varchar,
    issuer varchar,
    name varchar,
    item_class varchar,
    item_level varchar,
    exported_on date
)
