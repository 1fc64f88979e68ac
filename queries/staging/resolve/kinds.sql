-- 主体类型 | kinds: what types of registration mean that no synonym names.
-- grain:   adds to synonyms one row per text
-- rule:    the code before the name, else the first word of the list that it contains;
--          what contains none stays unknown
insert into synonyms
with

spoken as (

    select kind_text as raw_value from staged_register
    union
    select type_text from staged_register
    union
    select kind_text from staged_inspection_results

),

unknown as (

    select
        spoken.raw_value,
        nullif(regexp_extract(spoken.raw_value, '^(\d{3,4})\D', 1), '') as code
    from spoken
    anti join synonyms
        on
            synonyms.domain = 'entity_kind'
            and synonyms.source_system = '*'
            and spoken.raw_value = synonyms.raw_value
    where spoken.raw_value is not null

),

worded as (

    select
        unknown.raw_value,
        min_by(words.entity_kind, words.word_order) as entity_kind
    from unknown
    inner join ref_kind_words as words
        on contains(unknown.raw_value, words.word)
    group by unknown.raw_value

)

select
    'entity_kind' as domain,
    '*' as source_system,
    unknown.raw_value,
    coalesce(coded.value, worded.entity_kind) as value
from unknown
left join synonyms as coded
    on
        coded.domain = 'entity_kind'
        and coded.source_system = '*'
        and unknown.code = coded.raw_value
left join worded
    on unknown.raw_value = worded.raw_value
where coded.value is not null or worded.entity_kind is not null;
