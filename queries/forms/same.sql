-- 同内容 | same: whether two tables hold the same rows, whatever their order.
-- grain:   one row
-- columns: is_same
-- rule:    rows are counted and their hashes added up in two ways
select
    (
        select row(count(*), sum(hash(rows)), bit_xor(hash(rows)))
        from {name} as rows
    ) is not distinct from (
        select row(count(*), sum(hash(rows)), bit_xor(hash(rows)))
        from {select} as rows
    ) as is_same
