-- 登记名称 | Registered names: which pieces of a text are names of firms.
-- grain:   one row per piece that is the key of a registered name
-- params:  $pieces
-- columns: name_key
with

pieces as (

    select unnest($pieces::varchar[]) as piece

)

select names.name_key
from entity_names as names
inner join pieces
    on names.name_key = pieces.piece
group by names.name_key
