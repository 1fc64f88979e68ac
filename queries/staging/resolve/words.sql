-- 取值对照 | words: coded values as every source system spells them.
-- grain:   domain, source_system, raw_value; source_system * where it is unknown
-- rule:    a system's own entry wins over the common one
create or replace temp table synonyms as
with

systems as (

    select source_system from ref_value_synonyms
    union
    select value from ref_value_synonyms where domain = 'source_system'

),

spread as (

    select
        words.domain,
        systems.source_system,
        words.raw_value,
        words.value,
        words.source_system = systems.source_system as is_own
    from ref_value_synonyms as words
    inner join systems
        on words.source_system in (systems.source_system, '*')

)

select domain, source_system, raw_value, max_by(value, is_own) as value
from spread
group by domain, source_system, raw_value
