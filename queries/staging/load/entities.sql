-- 检查对象 | entities: the register in force, and entities that only other rows know.
-- grain:   entity_id, year of export
-- columns: those of queries/canonical/entities.sql
-- rule:    an inspected entity absent from the register is created, kind by code or
--          未知; a row holds from its year of export until the next one; the first
--          also before, where no register is older or a fact of then speaks of it;
--          a code that no row carried yet is not known to the year
with

-- The first year of export of a register.
first_register as (

    select min(year(exported_on)) as first_year
    from sheets
    where table_name = 'register'

),

-- One year of export: every row holds always.
exports as (

    select count(distinct year(exported_on)) > 1 as has_years
    from sheets

),

-- Whom the rows in force of the register speak of, and in which year: joined by keys
-- alone, for whole rows are wide.
registered as materialized (

    select
        ids.sheet_no,
        ids.source_row,
        ids.entity_id,
        ids.unit,
        ids.county_code,
        year(sheets.exported_on) as known_year
    from ids_register as ids
    semi join staged_register
        using (sheet_no, source_row)
    inner join sheets
        using (sheet_no)

),

-- The code of an entity, since the first year that carried it.
codes as (

    select
        entity_keys.entity_id,
        carried_codes.uscc,
        min(carried_codes.known_year) as known_year
    from carried_codes
    inner join entity_keys
        on carried_codes.uscc = entity_keys.entity_key
    anti join aliases
        on carried_codes.uscc = aliases.code
    group by entity_keys.entity_id, carried_codes.uscc

),

numbers as (

    select
        registered.entity_id,
        registered.known_year,
        min(bridges.reg_no) as reg_no
    from registered
    inner join codes
        on registered.entity_id = codes.entity_id
    inner join bridges
        on
            codes.uscc = bridges.uscc
            and bridges.known_year <= registered.known_year
    group by registered.entity_id, registered.known_year

),

keyed as materialized (

    select registered.*, codes.uscc, numbers.reg_no
    from registered
    left join codes
        on
            registered.entity_id = codes.entity_id
            and registered.known_year >= codes.known_year
    left join numbers
        on
            registered.entity_id = numbers.entity_id
            and registered.known_year = numbers.known_year

),

listed as (

    select
        ids.entity_id,
        coalesce(ids.uscc, register.uscc) as uscc,
        coalesce(register.reg_no, ids.reg_no) as reg_no,
        register.name,
        register.name_key,
        coalesce(
            kinds.value,
            types.value,
            case left(coalesce(register.uscc, ids.uscc), 2)
                when '91' then '企业'
                when '92' then '个体工商户'
                when '93' then '农民专业合作社'
            end,
            '未知'
        ) as entity_kind,
        register.industry_code,
        coalesce(statuses.value, '未知') as reg_status,
        register.established_on,
        register.registrar_code,
        ids.unit,
        ids.county_code,
        register.station,
        list_concat(
            register.tags,
            register.libraries,
            case
                when register.free_trade_text is null or free_trade.value = 'false'
                    then []
                when free_trade.value = 'true' then ['自贸片区']
                else [register.free_trade_text]
            end
        ) as tags,
        true as in_register,
        ids.known_year,
        register.sheet_no,
        register.source_row
    from staged_register as register
    inner join keyed as ids
        using (sheet_no, source_row)
    left join synonyms as kinds
        on
            kinds.domain = 'entity_kind'
            and kinds.source_system = '*'
            and kinds.raw_value = register.kind_text
    left join synonyms as types
        on
            types.domain = 'entity_kind'
            and types.source_system = '*'
            and types.raw_value = register.type_text
    left join synonyms as statuses
        on
            statuses.domain = 'reg_status'
            and statuses.source_system = '*'
            and statuses.raw_value = register.status_text
    left join synonyms as free_trade
        on
            free_trade.domain = 'bool'
            and free_trade.source_system = '*'
            and free_trade.raw_value = as_key(register.free_trade_text)

),

seen as (

    select
        ids.entity_id,
        results.uscc,
        results.reg_no,
        results.name,
        results.name_key,
        results.kind_text,
        ids.unit,
        ids.county_code,
        results.station,
        results.sheet_no,
        results.source_row
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    union all
    select
        ids.entity_id,
        publicity.uscc,
        publicity.reg_no,
        publicity.name,
        publicity.name_key,
        null as kind_text,
        null as unit,
        null as county_code,
        null as station,
        publicity.sheet_no,
        publicity.source_row
    from staged_publicity as publicity
    inner join ids_publicity as ids
        using (sheet_no, source_row)

),

unlisted as (

    select
        seen.*,
        year(sheets.exported_on) as known_year,
        row_number() over (
            partition by seen.entity_id, year(sheets.exported_on)
            order by
                seen.county_code is null,
                sheets.exported_on desc,
                seen.sheet_no,
                seen.source_row
        ) as preference,
        max(coalesce(aliases.same_code, seen.uscc)) over so_far as any_uscc,
        max(seen.reg_no) over so_far as any_reg_no
    from seen
    inner join sheets
        using (sheet_no)
    cross join first_register
    anti join registered
        on
            seen.entity_id = registered.entity_id
            and registered.known_year
                <= greatest(year(sheets.exported_on), first_register.first_year)
    left join aliases
        on seen.uscc = aliases.code
    window so_far as (
        partition by seen.entity_id
        order by year(sheets.exported_on)
    )

),

created as (

    select
        unlisted.entity_id,
        unlisted.any_uscc as uscc,
        unlisted.any_reg_no as reg_no,
        unlisted.name,
        unlisted.name_key,
        coalesce(
            kinds.value,
            case left(unlisted.any_uscc, 2)
                when '91' then '企业'
                when '92' then '个体工商户'
                when '93' then '农民专业合作社'
            end,
            '未知'
        ) as entity_kind,
        null as industry_code,
        '未知' as reg_status,
        null::date as established_on,
        null as registrar_code,
        unlisted.unit,
        unlisted.county_code,
        unlisted.station,
        []::varchar[] as tags,
        false as in_register,
        unlisted.known_year,
        unlisted.sheet_no,
        unlisted.source_row
    from unlisted
    left join synonyms as kinds
        on
            kinds.domain = 'entity_kind'
            and kinds.source_system = '*'
            and kinds.raw_value = unlisted.kind_text
    where unlisted.preference = 1

),

everyone as (

    select * from listed
    union all
    select * from created

),

neighbours as (

    select
        known.sheet_no,
        known.source_row,
        known.entity_id,
        lag(known.known_year) over years as previous_year,
        lead(known.known_year) over years as next_year
    from (
        select sheet_no, source_row, entity_id, known_year from registered
        union all
        select sheet_no, source_row, entity_id, known_year from created
    ) as known
    cross join exports
    where exports.has_years
    window years as (
        partition by known.entity_id
        order by known.known_year
    )

),

-- The first year in which a row of a task speaks of the entity.
spoken as (

    select
        ids.entity_id,
        min(
            year(
                coalesce(results.drawn_on, tasks.drawn_on, results.inspected_on)
            )
        ) as fact_year
    from staged_inspection_results as results
    inner join ids_inspection_results as ids
        using (sheet_no, source_row)
    left join staged_tasks as tasks
        on results.task_no = tasks.task_no
    cross join exports
    where exports.has_years
    group by ids.entity_id

)

select
    everyone.entity_id,
    everyone.uscc,
    everyone.reg_no,
    everyone.name,
    everyone.name_key,
    everyone.entity_kind,
    everyone.industry_code,
    everyone.reg_status,
    everyone.established_on,
    everyone.registrar_code,
    coalesce(everyone.unit, '未映射') as unit,
    everyone.county_code,
    everyone.station,
    everyone.tags,
    everyone.in_register,
    case
        when neighbours.previous_year is not null then everyone.known_year
        when everyone.known_year > first_register.first_year
            then least(everyone.known_year, spoken.fact_year)
    end as from_year,
    neighbours.next_year as until_year,
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    everyone.source_row
from everyone
inner join sheets
    using (sheet_no)
cross join first_register
left join neighbours
    on
        everyone.sheet_no = neighbours.sheet_no
        and everyone.source_row = neighbours.source_row
        and everyone.entity_id = neighbours.entity_id
left join spoken
    on everyone.entity_id = spoken.entity_id
