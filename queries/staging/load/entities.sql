-- 检查对象 | entities: the register in force, and entities that only other rows know.
-- grain:   entity_id
-- columns: those of queries/canonical/entities.sql
-- rule:    an inspected entity absent from the register is created, kind by code or 未知
with

registered as (

    select
        ids.entity_id,
        ids.unit,
        ids.county_code,
        register.*
    from staged_register as register
    inner join ids_register as ids
        using (sheet_no, source_row)

),

numbers as (

    select entity_keys.entity_id, min(bridges.reg_no) as reg_no
    from bridges
    inner join entity_keys
        on bridges.uscc = entity_keys.entity_key
    group by entity_keys.entity_id

),

listed as (

    select
        registered.entity_id,
        coalesce(
            registered.uscc,
            case when is_uscc(entity_keys.entity_key) then entity_keys.entity_key end
        ) as uscc,
        coalesce(registered.reg_no, numbers.reg_no) as reg_no,
        registered.name,
        registered.name_key,
        coalesce(
            kinds.value,
            types.value,
            case left(coalesce(registered.uscc, entity_keys.entity_key), 2)
                when '91' then '企业'
                when '92' then '个体工商户'
                when '93' then '农民专业合作社'
            end,
            '未知'
        ) as entity_kind,
        registered.industry_code,
        coalesce(statuses.value, '未知') as reg_status,
        registered.established_on,
        registered.registrar_code,
        registered.unit,
        registered.county_code,
        registered.station,
        list_concat(
            registered.tags,
            registered.libraries,
            case
                when registered.free_trade_text is null or free_trade.value = 'false'
                    then []
                when free_trade.value = 'true' then ['自贸片区']
                else [registered.free_trade_text]
            end
        ) as tags,
        true as in_register,
        registered.sheet_no,
        registered.source_row
    from registered
    inner join entity_keys
        on registered.entity_id = entity_keys.entity_id
    left join numbers
        on registered.entity_id = numbers.entity_id
    left join synonyms as kinds
        on
            kinds.domain = 'entity_kind'
            and kinds.source_system = '*'
            and kinds.raw_value = registered.kind_text
    left join synonyms as types
        on
            types.domain = 'entity_kind'
            and types.source_system = '*'
            and types.raw_value = registered.type_text
    left join synonyms as statuses
        on
            statuses.domain = 'reg_status'
            and statuses.source_system = '*'
            and statuses.raw_value = registered.status_text
    left join synonyms as free_trade
        on
            free_trade.domain = 'bool'
            and free_trade.source_system = '*'
            and free_trade.raw_value = as_key(registered.free_trade_text)

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
        row_number() over (
            partition by seen.entity_id
            order by
                seen.county_code is null,
                sheets.exported_on desc,
                seen.sheet_no,
                seen.source_row
        ) as preference,
        max(seen.uscc) over (partition by seen.entity_id) as any_uscc,
        max(seen.reg_no) over (partition by seen.entity_id) as any_reg_no
    from seen
    anti join listed
        on seen.entity_id = listed.entity_id
    inner join sheets
        using (sheet_no)

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
        unlisted.sheet_no,
        unlisted.source_row
    from unlisted
    left join synonyms as kinds
        on
            kinds.domain = 'entity_kind'
            and kinds.source_system = '*'
            and kinds.raw_value = unlisted.kind_text
    where unlisted.preference = 1

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
    sheets.exported_on,
    sheets.path as source_file,
    sheets.sheet,
    everyone.source_row
from (
    select * from listed
    union all
    select * from created
) as everyone
inner join sheets
    using (sheet_no)
