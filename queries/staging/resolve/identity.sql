-- 主体归一 | identity: one entity_id for every row that speaks of the same entity.
-- grain:   entity_keys: entity_key; ids_<table>: one row per staged row
-- rule:    uscc > reg_no > name with county; ids of older snapshots stay;
--          a number shared by two codes joins nothing; a name means its one bearer
--          until the year whose exports bring a second; an older number, or a code
--          with a wrong check digit, is the one other code of its name and county

-- Codes as rows carry them, and since which year of export.
create or replace temp table carried_codes as
select uscc, reg_no, min(known_year) as known_year
from (
    select uscc, reg_no, year(sheets.exported_on) as known_year
    from staged_register
    inner join sheets
        using (sheet_no)
    union all
    select uscc, reg_no, year(sheets.exported_on) as known_year
    from staged_inspection_results
    inner join sheets
        using (sheet_no)
    union all
    select uscc, reg_no, year(sheets.exported_on) as known_year
    from staged_publicity
    inner join sheets
        using (sheet_no)
    union all
    -- What a name joined is joined anew, or not.
    select known_rows.uscc, known_rows.reg_no, year(known_rows.exported_on) as known_year
    from known_rows
    anti join staged_warnings as joined
        on
            joined.rule_code = 'same_name'
            and known_rows.reg_no = joined.raw_value
            and known_rows.uscc = joined.clean_value
)
where uscc is not null
group by uscc, reg_no;

-- A number joins a code where rows carry both, and always the same code.
create or replace temp table bridges as
select reg_no, min(uscc) as uscc, min(known_year) as known_year
from carried_codes
where reg_no is not null
group by reg_no
having min(uscc) = max(uscc);

-- Names count only for rows without any code.
create or replace temp table nameless_codes as
select name_key
from (
    select name_key from staged_register where uscc is null and reg_no is null
    union all
    select name_key from staged_inspection_results where uscc is null and reg_no is null
    union all
    select name_key from staged_publicity where uscc is null and reg_no is null
    union all
    select name_key from staged_class_history where uscc is null and reg_no is null
    union all
    select name_key from staged_recusals where uscc is null and reg_no is null
    union all
    select name_key from staged_penalties where uscc is null and reg_no is null
    union all
    select name_key from staged_listings where uscc is null and reg_no is null
)
where name_key is not null;

create or replace temp table register_rows as
select
    register.sheet_no,
    register.source_row,
    coalesce(register.uscc, bridges.uscc, register.reg_no) as code,
    register.name_key,
    jurisdictions.unit,
    jurisdictions.county_code,
    year(sheets.exported_on) as known_year
from staged_register as register
inner join sheets
    using (sheet_no)
left join bridges
    on register.uscc is null and register.reg_no = bridges.reg_no
left join jurisdictions
    on
        register.station is not distinct from jurisdictions.station
        and register.county_text is not distinct from jurisdictions.county_text
        and register.city_text is not distinct from jurisdictions.city_text
        and register.county_code_text
            is not distinct from jurisdictions.county_code_text;

create or replace temp table result_rows as
select
    results.sheet_no,
    results.source_row,
    coalesce(results.uscc, bridges.uscc, results.reg_no) as code,
    results.name_key,
    jurisdictions.unit,
    jurisdictions.county_code,
    -- Where no column says the area of a name, the office that inspected does.
    coalesce(jurisdictions.county_code, offices.county_code) as name_county,
    year(sheets.exported_on) as known_year
from staged_inspection_results as results
inner join sheets
    using (sheet_no)
left join places as offices
    on
        results.uscc is null
        and results.reg_no is null
        and results.check_org = offices.place_text
left join bridges
    on results.uscc is null and results.reg_no = bridges.reg_no
left join jurisdictions
    on
        results.station is not distinct from jurisdictions.station
        and results.county_text is not distinct from jurisdictions.county_text
        and results.city_text is not distinct from jurisdictions.city_text
        and results.county_code_text
            is not distinct from jurisdictions.county_code_text;

create or replace temp table known_codes as
select
    known_entities.entity_id,
    known_entities.name_key,
    known_entities.county_code,
    coalesce(known_entities.uscc, bridges.uscc, known_entities.reg_no) as code,
    known_entities.known_year
from known_entities
left join bridges
    on known_entities.uscc is null and known_entities.reg_no = bridges.reg_no;

-- Codes that one name bears in one county, and since which year of export.
create or replace temp table namesakes as
with

bearers as not materialized (

    select name_key, county_code, code, known_year from register_rows
    union all
    select name_key, county_code, code, known_year from result_rows
    union all
    select name_key, county_code, code, known_year from known_codes

),

-- Few names bear two codes: they are looked for by numbers, which cost less than texts.
suspects as (

    select hash(name_key, county_code) as name_hash
    from bearers
    where name_key is not null and county_code is not null and code is not null
    group by name_hash
    having min(hash(code)) < max(hash(code))

),

shared_names as (

    select name_key, county_code
    from bearers
    where
        name_key is not null
        and county_code is not null
        and hash(name_key, county_code) in (select name_hash from suspects)
    group by name_key, county_code
    having min(code) < max(code)

),

codes as (

    select
        bearers.name_key,
        bearers.county_code,
        bearers.code,
        min(bearers.known_year) as known_year,
        case
            when not is_uscc(bearers.code) then 3
            when has_uscc_check_digit(bearers.code) then 1
            else 2
        end as rank
    from bearers
    semi join shared_names
        using (name_key, county_code)
    anti join carried_codes
        on bearers.code = carried_codes.reg_no
    where bearers.code is not null
    group by bearers.name_key, bearers.county_code, bearers.code

),

-- The first year that knew two kinds of code: what later years bring changes nothing.
joinable as (

    select
        name_key,
        county_code,
        list_sort(list(known_year))[2] as first_year
    from (
        select name_key, county_code, rank, min(known_year) as known_year
        from codes
        group by name_key, county_code, rank
    )
    group by name_key, county_code
    having count(*) > 1

)

select
    codes.code,
    codes.rank,
    min_by(codes.code, codes.rank) over names as same_code,
    min(codes.rank) over names as best_rank,
    max(codes.alike_count) over names > 1 as is_ambiguous
from (
    select *, count(*) over (partition by name_key, county_code, rank) as alike_count
    from codes
    inner join joinable
        using (name_key, county_code)
    where known_year <= first_year
) as codes
window names as (
    partition by codes.name_key, codes.county_code
);

-- A number or doubtful code, and the one code that it is.
create or replace temp table aliases as
select code, min(same_code) as same_code
from namesakes
where rank > best_rank
group by code
having not bool_or(is_ambiguous) and min(same_code) = max(same_code);

-- Entities with a code whose name some row without a code bears.
create or replace temp table named_codes as
select
    named.name_key,
    coalesce(aliases.same_code, named.code) as code,
    named.county_code,
    named.known_year
from (
    select name_key, code, county_code, known_year from register_rows
    union all
    select name_key, code, county_code, known_year from result_rows
    union all
    select name_key, code, county_code, known_year from known_codes
) as named
left join aliases
    on named.code = aliases.code
where
    named.code is not null
    and named.name_key in (select name_key from nameless_codes);

-- One bearer of the name in the county, or in the province where no county is known;
-- until the year whose exports bring another.
create or replace temp table name_owners as
with

bearers as (

    select
        name_key,
        county_code,
        code,
        min(coalesce(known_year, 0)) as known_year
    from (
        select * from named_codes where county_code is not null
        union all
        select name_key, code, null as county_code, known_year from named_codes
    )
    group by name_key, county_code, code

),

firsts as (

    select
        *,
        min(known_year) over (partition by name_key, county_code) as first_year
    from bearers

)

select
    name_key,
    county_code,
    min(code) filter (where known_year = first_year) as code,
    coalesce(min(known_year) filter (where known_year > first_year), 9999)
        as until_year
from firsts
group by name_key, county_code
having count(*) filter (where known_year = first_year) = 1;

create or replace temp table register_keys as
select
    rows.sheet_no,
    rows.source_row,
    coalesce(
        rows.code,
        owners.code,
        rows.name_key || '|' || coalesce(rows.county_code, '')
    ) as entity_key,
    rows.unit,
    rows.county_code
from register_rows as rows
left join name_owners as owners
    on
        rows.code is null
        and rows.name_key = owners.name_key
        and rows.county_code is not distinct from owners.county_code
        and rows.known_year < owners.until_year;

create or replace temp table result_keys as
select
    rows.sheet_no,
    rows.source_row,
    coalesce(
        rows.code,
        owners.code,
        rows.name_key || '|' || coalesce(rows.name_county, '')
    ) as entity_key,
    rows.unit,
    rows.county_code
from result_rows as rows
left join name_owners as owners
    on
        rows.code is null
        and rows.name_key = owners.name_key
        and rows.name_county is not distinct from owners.county_code
        and rows.known_year < owners.until_year;

-- A result row without a code, and the codes that may be meant by its name.
create or replace temp table named_results as
select
    rows.sheet_no,
    rows.source_row,
    rows.name_key,
    min(owners.code) as code,
    string_agg(distinct named_codes.code, '、' order by named_codes.code)
        as candidates
from result_rows as rows
left join name_owners as owners
    on
        rows.name_key = owners.name_key
        and rows.name_county is not distinct from owners.county_code
        and rows.known_year < owners.until_year
left join named_codes
    on rows.name_key = named_codes.name_key
where rows.code is null
group by rows.sheet_no, rows.source_row, rows.name_key;

-- A publicity row without a code belongs to the row of its task that bears the name.
create or replace temp table publicity_keys as
with

task_names as (

    select results.task_no, results.name_key, min(result_keys.entity_key) as entity_key
    from staged_inspection_results as results
    inner join result_keys
        using (sheet_no, source_row)
    where results.name_key in (select name_key from nameless_codes)
    group by results.task_no, results.name_key
    having min(result_keys.entity_key) = max(result_keys.entity_key)

)

select
    publicity.sheet_no,
    publicity.source_row,
    coalesce(
        publicity.uscc,
        bridges.uscc,
        publicity.reg_no,
        task_names.entity_key,
        owners.code,
        publicity.name_key || '|'
    ) as entity_key
from staged_publicity as publicity
inner join sheets
    using (sheet_no)
left join bridges
    on publicity.uscc is null and publicity.reg_no = bridges.reg_no
left join task_names
    on
        publicity.uscc is null
        and publicity.reg_no is null
        and publicity.task_no = task_names.task_no
        and publicity.name_key = task_names.name_key
left join name_owners as owners
    on
        publicity.uscc is null
        and publicity.reg_no is null
        and publicity.name_key = owners.name_key
        and owners.county_code is null
        and year(sheets.exported_on) < owners.until_year;

-- Ids of older snapshots stay; where two of them turn out to be one, the older counts.
create or replace temp table known_keys as
select
    coalesce(
        aliases.same_code,
        known_codes.code,
        owners.code,
        known_codes.name_key || '|' || coalesce(known_codes.county_code, '')
    ) as entity_key,
    min(known_codes.entity_id) as entity_id
from known_codes
left join aliases
    on known_codes.code = aliases.code
left join name_owners as owners
    on
        known_codes.code is null
        and known_codes.name_key = owners.name_key
        and known_codes.county_code is not distinct from owners.county_code
        and known_codes.known_year < owners.until_year
group by 1;

create or replace temp table entity_keys as
with

sighted as (

    select entity_key from register_keys
    union
    select entity_key from result_keys
    union
    select entity_key from publicity_keys

),

fresh as (

    select
        keys.entity_key,
        (select coalesce(max(entity_id), 0) from known_keys)
            + row_number() over (order by keys.entity_key) as entity_id
    from (
        select distinct coalesce(aliases.same_code, sighted.entity_key) as entity_key
        from sighted
        left join aliases
            on sighted.entity_key = aliases.code
    ) as keys
    anti join known_keys
        on keys.entity_key = known_keys.entity_key

),

named as (

    select entity_key, cast(entity_id as integer) as entity_id from fresh
    union all
    select entity_key, entity_id from known_keys

)

select entity_key, entity_id from named
union all
select aliases.code, named.entity_id
from aliases
inner join named
    on aliases.same_code = named.entity_key;

create or replace temp table ids_register as
select
    register_keys.sheet_no,
    register_keys.source_row,
    entity_keys.entity_id,
    register_keys.unit,
    register_keys.county_code
from register_keys
inner join entity_keys
    on register_keys.entity_key = entity_keys.entity_key;

create or replace temp table ids_inspection_results as
select
    result_keys.sheet_no,
    result_keys.source_row,
    entity_keys.entity_id,
    result_keys.unit,
    result_keys.county_code
from result_keys
inner join entity_keys
    on result_keys.entity_key = entity_keys.entity_key;

create or replace temp table ids_publicity as
select publicity_keys.sheet_no, publicity_keys.source_row, entity_keys.entity_id
from publicity_keys
inner join entity_keys
    on publicity_keys.entity_key = entity_keys.entity_key;

-- A class creates no entity: one that nothing else knows waits in the snapshot.
create or replace temp table ids_class_history as
select classes.sheet_no, classes.source_row, entity_keys.entity_id
from staged_class_history as classes
inner join sheets
    using (sheet_no)
left join bridges
    on classes.uscc is null and classes.reg_no = bridges.reg_no
left join name_owners as owners
    on
        classes.uscc is null
        and classes.reg_no is null
        and classes.name_key = owners.name_key
        and owners.county_code is null
        and year(sheets.exported_on) < owners.until_year
inner join entity_keys
    on entity_keys.entity_key
        = coalesce(classes.uscc, bridges.uscc, classes.reg_no, owners.code);

-- Nor does a penalty or an entry of a list.
create or replace temp table ids_follow_ups as
select
    facts.sheet_no,
    facts.source_row,
    entity_keys.entity_id,
    facts.uscc is null and facts.reg_no is null as is_by_name,
    facts.name_key,
    owners.code as named_code
from (
    select sheet_no, source_row, uscc, reg_no, name_key from staged_penalties
    union all
    select sheet_no, source_row, uscc, reg_no, name_key from staged_listings
) as facts
inner join sheets
    using (sheet_no)
left join bridges
    on facts.uscc is null and facts.reg_no = bridges.reg_no
left join name_owners as owners
    on
        facts.uscc is null
        and facts.reg_no is null
        and facts.name_key = owners.name_key
        and owners.county_code is null
        and year(sheets.exported_on) < owners.until_year
inner join entity_keys
    on entity_keys.entity_key
        = coalesce(facts.uscc, bridges.uscc, facts.reg_no, owners.code);

-- What a name joined leaves a trace; where it fits two, a doubt.
delete from staged_warnings where rule_code in ('same_name', 'name_ambiguous');

insert into staged_warnings
select
    coded.sheet_no,
    coded.source_row,
    case when is_uscc(coded.code) then 'uscc' else 'reg_no' end,
    case when aliases.code is null then 'name_ambiguous' else 'same_name' end,
    coded.code,
    aliases.same_code
from (
    select sheet_no, source_row, code from register_rows
    union all
    select sheet_no, source_row, code from result_rows
    union all
    select sheet_no, source_row, coalesce(uscc, reg_no) from staged_publicity
) as coded
inner join (
    select distinct code from namesakes where rank > best_rank
) as told
    on coded.code = told.code
left join aliases
    on coded.code = aliases.code;
