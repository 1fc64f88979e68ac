-- 接入 | attached: a marts database, read only, as `whole`.
-- grain:   that of its tables
-- rule:    {name} is a path of our own, its quotes doubled
attach '{name}' as whole (read_only)
