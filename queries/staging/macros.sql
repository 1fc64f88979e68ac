-- 清洗规则 | cleaning rules: one macro per rule, from a cell's text to its value.
-- grain:   none; every macro takes one text and gives one value, null for no value
-- rule:    a rule never guesses: what it cannot read becomes null
--          and its *_doubt twin names why. Texts come from `data`, where edges are
--          tidied and codes, dates and numbers are half-width

-- White space of any width, and characters that cannot be seen.
create or replace macro blank() as '[\s\x{a0}\x{3000}\x{200b}\x{feff}]';

-- Marks that no reader sees: directions, joiners, soft hyphens, control codes.
create or replace macro invisible() as '[\p{Cf}\x{34f}\x{0}-\x{8}\x{e}-\x{1f}\x{7f}]';

-- The form in which a table program is told that a cell is text: ="3501".
create or replace macro is_text_formula(x) as regexp_full_match(x, '(?s)\s*="(.*)"\s*');

create or replace macro unwrapped(x) as
    regexp_replace(x, '(?s)^\s*="(.*)"\s*$', '\1');

create or replace macro without_edges(x) as
    nullif(regexp_replace(x, '^' || blank() || '+|' || blank() || '+$', '', 'g'), '');

-- White space at the edges of a cell means nothing, nor do marks that nobody sees.
create or replace macro tidy(x) as
    case
        when regexp_matches(
            x, '^' || blank() || '|' || blank() || '$|^="|' || invisible()
        )
            then without_edges(
                unwrapped(regexp_replace(x, invisible() || '+', '', 'g'))
            )
        else x
    end;

-- Full-width letters, digits and signs become half-width: NFKC for what occurs.
create or replace macro half_width(x) as
    case
        when strlen(x) = length(x) then x
        when regexp_matches(x, '[\x{ff01}-\x{ff5e}\x{3000}]')
            then translate(
                x,
                '！＂＃＄％＆＇（）＊＋，－．／０１２３４５６７８９：；＜＝＞？＠ＡＢＣＤＥＦＧＨＩＪＫＬＭＮＯＰＱＲＳＴＵＶＷＸＹＺ［＼］＾＿｀ａｂｃｄｅｆｇｈｉｊｋｌｍｎｏｐｑｒｓｔｕｖｗｘｙｚ｛｜｝～　',
                '!"#$%&''()*+,-./0123456789:;<=>?@ABCDEFGHIJKLMNOPQRSTUVWXYZ[\]^_`abcdefghijklmnopqrstuvwxyz{|}~ '
            )
        else x
    end;

-- A word as the reference tables spell it: NFKC, no white space, upper case.
create or replace macro as_key(x) as
    case
        when regexp_full_match(x, '[\p{Han}!-\x60{-~]+') then x
        else nullif(
            upper(regexp_replace(half_width(x), blank() || '+', '', 'g')), ''
        )
    end;

-- What stands for a sum where a place is expected.
create or replace macro is_total_word(x) as
    regexp_full_match(as_key(x), '合计|小计|总计|累计|共计|全[省市县区]合?计?');

-- The longest placeholder has five characters; longer texts are not looked at.
create or replace macro is_placeholder(x) as
    strlen(x) <= 15 and regexp_full_match(
        x,
        '[/／—–\-－_.·\s]+|无|暂无|无资料内容|空|[Nn][Uu][Ll][Ll]|[Nn][Oo][Nn][Ee]|N/A|n/a|待定|不详'
        || '|#(?:REF|N/A|NAME\?|DIV/0|VALUE|NUM|NULL)!?'
    );

-- Where a row stands, as a file given back says it.
create or replace macro row_position(file, sheet, source_row) as
    tidy(concat(source_row, '|', sheet, '|', file));

-- Text of a category or a name; a placeholder or the error of a formula is no value.
create or replace macro as_text(x) as case when is_placeholder(x) then null else x end;

-- Numbers that look like an identity card or a telephone do not stay in free text.
create or replace macro mask_numbers(x) as
    case
        when regexp_matches(x, '\d{7}')
            then regexp_replace(
                x,
                '\b[1-9]\d{5}(?:19\d{2}|200\d)(?:0[1-9]|1[0-2])(?:[0-2]\d|3[01])\d{3}[\dXx]\b'
                || '|\b(?:\+?86-?)?1[3-9]\d{9}\b|\b0\d{2,3}-?\d{7,8}\b',
                '***',
                'g'
            )
        else x
    end;

-- Who filled in or checked a form, in its titles and notes.
create or replace macro mask_persons(x) as
    regexp_replace(
        x,
        '((?:填报|填表|制表|审核|复核|联系|负责|经办|录入|报送)(?:人员?|者)[:：\s]*)[^\s，,；;、。:：]{1,12}',
        '\1***',
        'g'
    );

create or replace macro as_free_text(x) as mask_numbers(as_text(x));

-- Names are compared without white space and with one style of brackets.
create or replace macro name_key(x) as
    case
        when regexp_matches(x, blank() || '|[\x{ff01}-\x{ff5e}a-z【】〔〕﹝﹞\[\]]')
            then nullif(
                upper(translate(
                    regexp_replace(half_width(x), blank() || '+', '', 'g'),
                    '【】〔〕﹝﹞[]',
                    '()()()()'
                )),
                ''
            )
        else x
    end;

-- Codes

-- A number in scientific form has lost digits unless all of them are printed.
create or replace macro is_scientific(x) as
    regexp_full_match(x, '\d(?:\.\d+)?[Ee]\+?\d+');

create or replace macro scientific_digits(x) as
    case
        when
            length(regexp_extract(x, '\.(\d+)', 1))
            >= try_cast(regexp_extract(x, '[Ee]\+?(\d+)$', 1) as integer)
            then (try_cast(x as decimal(38, 0)))::varchar
    end;

create or replace macro slow_code(x) as
    case
        when is_scientific(x) then scientific_digits(x)
        else nullif(
            regexp_replace(
                upper(regexp_replace(x, '[\s\x{a0}\x{200b}\x{feff}''’]+', '', 'g')),
                '^(\d+)\.0+$',
                '\1'
            ),
            ''
        )
    end;

create or replace macro is_missing_code(x) as
    regexp_full_match(x, '0+|无.*|暂无.*|[/—–\-]+|LYW_.*|NULL|NONE|N/A|#N/A|不详|空');

-- A code: half-width, upper case, no white space; a placeholder is no code.
create or replace macro as_code(x) as
    case
        when regexp_full_match(x, '[1-9A-Z][0-9A-Z]{7,17}') then x
        when is_missing_code(x) then null
        else slow_code(x)
    end;

-- A document number: a code with one style of brackets; 【number】name gives the number.
create or replace macro as_document_no(x) as
    translate(
        as_code(regexp_replace(x, '^【([^】]+)】.+$', '\1')),
        '[]【】﹝﹞()',
        '〔〕〔〕〔〕〔〕'
    );

create or replace macro is_uscc(x) as regexp_full_match(x, '[0-9A-Z]{18}');

-- GB 32100: weights 3^i mod 31; 31 is written as 0.
create or replace macro uscc_value(x, place) as
    strpos('0123456789ABCDEFGHJKLMNPQRTUWXY', x[place]) - 1;

-- Term by term: a list per code costs more than its letters.
create or replace macro uscc_sum(x) as
    uscc_value(x, 1) + uscc_value(x, 2) * 3 + uscc_value(x, 3) * 9
    + uscc_value(x, 4) * 27 + uscc_value(x, 5) * 19 + uscc_value(x, 6) * 26
    + uscc_value(x, 7) * 16 + uscc_value(x, 8) * 17 + uscc_value(x, 9) * 20
    + uscc_value(x, 10) * 29 + uscc_value(x, 11) * 25 + uscc_value(x, 12) * 13
    + uscc_value(x, 13) * 8 + uscc_value(x, 14) * 24 + uscc_value(x, 15) * 10
    + uscc_value(x, 16) * 30 + uscc_value(x, 17) * 28;

create or replace macro has_uscc_check_digit(x) as
    case
        when regexp_full_match(x, '[0-9A-HJ-NP-RTUWXY]{18}')
            then (31 - uscc_sum(x) % 31) % 31 = uscc_value(x, 18)
        when x is not null then false
    end;

-- GS 15: ISO 7064 MOD 11,10 over fourteen digits; a failure is a hint, not an error.
create or replace macro has_reg_no_check_digit(x) as
    regexp_full_match(x, '\d{15}')
    and (list_reduce(
        list_transform(string_split(x[:14], ''), lambda c: try_cast(c as integer)),
        lambda p, a: ((p + a + 9) % 10 + 1) * 2 % 11,
        10
    ) + try_cast(x[15] as integer)) % 10 = 1;

-- Dates

create or replace macro is_long_term(x) as
    regexp_full_match(x, '9999.*|长期.*|永久.*|无固定期限');

create or replace macro rewritten_day(x, pattern, iso) as
    try_cast(regexp_replace(x, pattern, iso) as date);

-- 2000-3-10, 2000/3/10, 2000.3.10, 2000年3月10日 or 10号, with or without a time.
create or replace macro day_of_parts(x) as
    rewritten_day(
        x,
        '^([12]\d{3})\s*[-/.年]\s*(\d{1,2})\s*[-/.月]\s*(\d{1,2})\s*[日号]?(?:[ T上下].*)?$',
        '\1-\2-\3'
    );

-- A year, a month and a day in Han numerals: 二〇〇〇年三月十日, 二零零〇年十一月廿三日.
create or replace macro is_han_month(x) as
    regexp_full_match(x, '[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月');

create or replace macro is_han_day(x) as
    regexp_full_match(
        x,
        '[一二][〇○零一二三四五六七八九]{3}年[一二三四五六七八九十]{1,2}月'
        || '[一二三四五六七八九十廿卅]{1,3}[日号]'
    );

-- Tens stand between two digits, behind one, before one or alone.
create or replace macro digits_of_han(x) as
    case
        when is_han_day(x) or is_han_month(x)
            then regexp_replace(
                regexp_replace(
                    regexp_replace(
                        regexp_replace(
                            translate(
                                replace(replace(x, '廿', '二十'), '卅', '三十'),
                                '〇○零一二三四五六七八九号',
                                '000123456789日'
                            ),
                            '(\d)十(\d)', '\1\2', 'g'
                        ),
                        '(\d)十', '\10', 'g'
                    ),
                    '十(\d)', '1\1', 'g'
                ),
                '十', '10', 'g'
            )
        else x
    end;

-- A day with the month in English: 10-Mar-2000, 10 March 2000, Mar 10, 2000.
create or replace macro english_month() as
    '(?i:(jan|feb|mar|apr|may|jun|jul|aug|sep|oct|nov|dec)'
    || '(?:uary|ruary|ch|il|e|y|ust|t|tember|ober|ember)?)';

create or replace macro after_english_day() as '(?:[,\sT]+\d{1,2}:.*)?$';

create or replace macro day_then_month(x) as
    regexp_extract(
        x,
        '^(\d{1,2})(?i:st|nd|rd|th)?[-/.,\s]*' || english_month()
        || '[-/.,\s]*(\d{4}|\d{2})' || after_english_day(),
        ['day', 'month', 'year']
    );

create or replace macro month_then_day(x) as
    regexp_extract(
        x,
        '^' || english_month()
        || '[-/.,\s]*(\d{1,2})(?i:st|nd|rd|th)?[-/.,\s]+(\d{4})' || after_english_day(),
        ['month', 'day', 'year']
    );

create or replace macro day_of_english(parts) as
    case
        when parts.month <> ''
            then try_cast(concat_ws(
                '-',
                if(length(parts.year) = 2, '20', '') || parts.year,
                (strpos('jan feb mar apr may jun jul aug sep oct nov dec', lower(parts.month))
                + 3) // 4,
                parts.day
            ) as date)
    end;

create or replace macro has_english_short_year(x) as
    regexp_matches(x, '^\d{1,2}[-/.\s]*[A-Za-z]{3,9}[-/.,\s]*\d{2}(?:\D|$)');

-- Dashes, commas and blanks between the numbers of a day are hyphens; what follows the
-- day in brackets, the hour and a sign at the end say nothing of it.
create or replace macro plain_day(x) as
    regexp_replace(
        regexp_replace(
            translate(digits_of_han(x), '–—−﹣、\\,', '-------'),
            '(?:日?\s*\d{1,2}\s*[时点].*|\s*[(（].*[)）]|[-/.]+)$',
            ''
        ),
        '(\d)\s+(\d{1,2})\s+(\d{1,2})$',
        '\1-\2-\3'
    );

-- 2000-03-10T18:30:00Z, 2000-03-10 18:30+00:00: an instant with its offset from UTC.
create or replace macro instant_parts(x) as
    regexp_extract(
        x,
        '[T ](\d{1,2}):(\d{2})(?::\d{2}(?:[.,]\d+)?)?\s*(?:[Zz]|([+-])(\d{2}):?(\d{2})?)$',
        ['hour', 'minute', 'sign', 'offset_hour', 'offset_minute']
    );

create or replace macro minutes_of(hours, minutes) as
    coalesce(try_cast(hours as integer), 0) * 60
    + coalesce(try_cast(minutes as integer), 0);

-- By how many days the Chinese day of an instant, eight hours ahead of UTC, is another.
create or replace macro days_ahead(parts) as
    case
        when parts.hour = '' then 0
        else cast(
            floor(
                (
                    minutes_of(parts.hour, parts.minute) + minutes_of('8', '0')
                    - minutes_of(parts.offset_hour, parts.offset_minute)
                    * case parts.sign when '-' then -1 else 1 end
                ) / minutes_of('24', '0')
            ) as integer
        )
    end;

-- Day and month before the year, the month first where both could be it.
create or replace macro day_before_year(x) as
    coalesce(
        rewritten_day(x, '^(\d+)[-/.](\d+)[-/.](\d{4}).*$', '\3-\1-\2'),
        rewritten_day(x, '^(\d+)[-/.](\d+)[-/.](\d{4}).*$', '\3-\2-\1')
    );

-- Any date, tried in this order; what none of them reads is null.
create or replace macro read_date(x) as
    case
        when is_long_term(x) then null
        when regexp_matches(x, '^[12]\d{3}\s*[-/.年]\s*\d{1,2}\s*[-/.月]\s*\d{1,2}')
            then day_of_parts(x) + days_ahead(instant_parts(x))
        when regexp_full_match(x, '(?:19|20)\d{6}(?:\d{6})?')
            then try_cast(x[:4] || '-' || x[5:6] || '-' || x[7:8] as date)
        when regexp_full_match(x, '[2-6]\d{4}(?:\.\d+)?')
            then date '1899-12-30' + cast(floor(try_cast(x as double)) as integer)
        when regexp_full_match(x, '\d{1,2}[-/.]\d{1,2}[-/.]\d{4}(?: .*)?')
            then day_before_year(x)
        when regexp_full_match(x, '\d{2}[-/.]\d{1,2}[-/.]\d{1,2}')
            then rewritten_day(x, '^(\d+)[-/.](\d+)[-/.](\d+)$', '20\1-\2-\3')
        when regexp_full_match(x, '(?:19|20)\d{2}\s*[-/.年]\s*\d{1,2}\s*月?')
            then rewritten_day(x, '^(\d{4})\D+(\d{1,2})\D*$', '\1-\2-1')
    end;

-- Wed Mar 10 09:00:00 CST 2000: how programs print an instant.
create or replace macro month_day_hour(x) as
    regexp_extract(
        x,
        '^[A-Za-z]{3},? ' || english_month() || ' (\d{1,2}) [\d:]+ (?:.*\D)?(\d{4})$',
        ['month', 'day', 'year']
    );

-- 2000-03-10至2000-03-12 · 2000年3月10日-12日 · 2000/3/10~2000/3/12: days of one visit.
create or replace macro parts_of_days(x) as
    regexp_extract(
        x,
        '^([12]\d{3})[-/.年](\d{1,2})[-/.月](\d{1,2})日?\s*[-—–~～至到]+\s*'
        || '(?:(?:([12]\d{3})[-/.年])?(\d{1,2})[-/.月])?(\d{1,2})日?$',
        ['year', 'month', 'day', 'last_year', 'last_month', 'last_day']
    );

create or replace macro is_of_days(x) as
    regexp_matches(x, '[-—–~～至到]') and parts_of_days(x).last_day <> '';

create or replace macro first_of_days(parts) as
    try_cast(concat_ws('-', parts.year, parts.month, parts.day) as date);

create or replace macro end_of_days(parts) as
    try_cast(concat_ws(
        '-',
        coalesce(nullif(parts.last_year, ''), parts.year),
        coalesce(nullif(parts.last_month, ''), parts.month),
        parts.last_day
    ) as date);

create or replace macro last_of_days(parts) as
    case
        when first_of_days(parts) <= end_of_days(parts) then end_of_days(parts)
    end;

-- Read as it stands, else in plain form, else with an English month; what is read is
-- computed once.
create or replace macro slow_date(x) as
    if(is_of_days(x), last_of_days(parts_of_days(x)), coalesce(
        read_date(x),
        list_transform([plain_day(x)], lambda plain: read_date(plain))[1],
        case
            when regexp_matches(x, '[A-Za-z]{3}')
                then coalesce(
                    day_of_english(day_then_month(x)),
                    day_of_english(month_then_day(x)),
                    day_of_english(month_day_hour(x))
                )
        end
    ));

-- Days that programs write for an empty cell, where their calendars begin, and what is no
-- day of any: 1900-01-00, 0000-00-00, 0.
create or replace macro is_zero_date(x) as
    regexp_full_match(
        x,
        '0+(?:\.0+)?|0?0:00(?::00)?'
        || '|(?:000[01]|1753|1900|1904|1970)(?:0101|[-/.年]0?1[-/.月]0?1日?)(?:\D.*)?'
        || '|(?:1900(?:0100|[-/.年]0?1[-/.月]00?日?)|0{4}\D00?\D00?)(?:\D.*)?'
        || '|1899(?:12|[-/.年]12[-/.月])3[01]日?(?:\D.*)?'
        || '|0?1[-/.]0?1[-/.](?:0001|1753|1900|1904|1970)(?:\D.*)?'
        || '|(?:3[01][-/.]12|12[-/.]3[01])[-/.]1899(?:\D.*)?'
    );

-- No calendar of a program begins in the years of the first form.
create or replace macro is_plain_date(x) as
    regexp_full_match(x, '(?:20\d{2}|19[2-689]\d|197[1-9])-\d{2}-\d{2}');

create or replace macro as_date(x) as
    case
        when is_plain_date(x) then try_cast(x as date)
        when is_zero_date(x) then null
        else slow_date(x)
    end;

-- Both of two different numbers can be the month.
create or replace macro is_day_or_month_first(x) as
    regexp_full_match(x, '(0?[1-9]|1[0-2])[-/.](0?[1-9]|1[0-2])[-/.]\d{4}(?: .*)?')
    and try_cast(regexp_extract(x, '^(\d+)', 1) as integer)
    <> try_cast(regexp_extract(x, '^\d+\D(\d+)', 1) as integer);

create or replace macro date_doubt(x, day) as
    case
        when x is null then null
        when day is not null and is_plain_date(x) then null
        when is_placeholder(x) then null
        when is_long_term(x) then 'date_long_term'
        when is_zero_date(x) then 'date_zero'
        when day is null then 'date_unreadable'
        when is_day_or_month_first(x) then 'date_order_ambiguous'
        when
            regexp_full_match(x, '\d{2}[-/.]\d{1,2}[-/.]\d{1,2}')
            or has_english_short_year(x)
            then 'date_two_digit_year'
        when regexp_full_match(x, '\d{4}\s*[-/.年]\s*\d{1,2}\s*月?') or is_han_month(x)
            then 'date_month_only'
        when is_of_days(x) then 'date_period'
    end;

-- Numbers

-- 1,498 · 0.39万户 · 约13万户 · 1户（以实际抽查数为准）
create or replace macro count_parts(x) as
    regexp_extract(
        x,
        '^(约|不少于|不低于|不超过|至少|>=|<=|≥|≤)?\s*([\d,]+(?:\.\d+)?)\s*(万|亿)?\s*'
        || '(?:户次|户|家|个|人|次|件|条|天)?\s*(以上|左右|以内)?\s*(?:\(.*\))?$',
        ['before', 'digits', 'factor', 'after']
    );

create or replace macro count_of_parts(parts) as
    try_cast(round(
        try_cast(replace(parts.digits, ',', '') as double)
        * case parts.factor when '万' then 10000 when '亿' then 100000000 else 1 end
    ) as bigint);

create or replace macro as_count(x) as
    coalesce(try_cast(x as bigint), count_of_parts(count_parts(x)));

create or replace macro qualifier_of(word) as
    case
        when regexp_matches(word, '不少于|不低于|至少|>|≥|以上') then '不低于'
        when regexp_matches(word, '不超过|<|≤|以内') then '不超过'
        when regexp_matches(word, '约|左右|以实际') then '约'
    end;

create or replace macro as_number(x) as
    try_cast(
        replace(
            regexp_extract(x, '^([+-]?[\d,]*\.?\d+)\s*(?:万?元|分)?$', 1), ',', ''
        ) as double
    );

-- 5000 · 5,000元 · 0.5万元: what a cell says of its unit goes before its column.
create or replace macro as_yuan(x, yuan_per_unit) as
    as_number(x) * case
        when contains(x, '万') then 10000
        when contains(x, '元') then 1
        else yuan_per_unit
    end;

create or replace macro yuan_doubt(x) as
    if(as_text(x) is not null and as_number(x) is null, 'count_unreadable', null);

-- 2.5% · ２．５％ · 2.5 · 0.025 · 不低于3% · 5%-10% (its lower end); 按A类1%… has no one ratio.
create or replace macro ratio_digits(x) as
    regexp_extract(
        x,
        '^[^\dA-D]*?(\d+(?:\.\d+)?)\s*(%)?\s*'
        || '(?:[-~～—–至到]+\s*\d+(?:\.\d+)?\s*(%)?)?[^\dA-D%]*$',
        ['digits', 'percent', 'upper']
    );

create or replace macro ratio_of(parts) as
    case
        when parts.digits = '' then null
        when '%' in (parts.percent, parts.upper) or try_cast(parts.digits as double) > 1
            then try_cast(parts.digits as double) / 100
        else try_cast(parts.digits as double)
    end;

create or replace macro ratio_doubt(x, parts) as
    case
        when x is null or is_placeholder(x) then null
        when parts.digits = '' then 'ratio_free_text'
        when ratio_of(parts) > 1 then 'ratio_above_one'
        when
            '%' not in (parts.percent, parts.upper)
            and try_cast(parts.digits as double) >= 1
            then 'ratio_without_percent'
    end;

-- Periods in one cell, with the plan's year where the cell has none.

create or replace macro period_parts(x) as
    string_split_regex(
        regexp_replace(
            regexp_replace(x, '(\d{4})[-/.](\d{1,2})[-/.](\d{1,2})', '\1年\2月\3日', 'g'),
            '\s|\(.*\)|份|度',
            '',
            'g'
        ),
        '[-—–~～至到]+'
    );

create or replace macro period_numbers(part) as
    regexp_extract(
        replace(part, '全年', ''),
        '^(?:(\d{4})年)?(?:(\d{1,2})月)?(?:(\d{1,2})[日号])?',
        ['y', 'm', 'd']
    );

create or replace macro period_start(part, plan_year) as
    case
        when part.m <> '' or (part.y <> '' and part.d = '')
            then try_cast(concat_ws(
                '-',
                coalesce(nullif(part.y, ''), plan_year::varchar),
                coalesce(nullif(part.m, ''), '1'),
                coalesce(nullif(part.d, ''), '1')
            ) as date)
    end;

create or replace macro period_end(part, plan_year) as
    case
        when part.d <> '' then period_start(part, plan_year)
        when part.m <> '' or part.y <> ''
            then last_day(try_cast(concat_ws(
                '-',
                coalesce(nullif(part.y, ''), plan_year::varchar),
                coalesce(nullif(part.m, ''), '12'),
                '1'
            ) as date))
    end;

-- Lists

-- Several values in one cell, cut at ， , 、 ; ； / or a line break, not inside brackets;
-- the numbers of 1、… 2、… go.
create or replace macro list_parts(x) as
    list_filter(
        list_transform(
            regexp_extract_all(
                regexp_replace(x, '(^|[\r\n])\s*\d+[、.．]\s*', '\1', 'g'),
                '(?:\([^()]*\)|（[^（）]*）|[^，,、;；/\r\n()（）])+'
            ),
            lambda part: tidy(part)
        ),
        lambda part: part is not null and not is_placeholder(part)
    );

-- Each value once, in the order of the cell.
create or replace macro as_list(x) as
    list_reduce(
        list_transform(list_parts(x), lambda part: [part]),
        lambda found, part: case
            when list_contains(found, part[1]) then found else list_concat(found, part)
        end,
        []::varchar[]
    );

-- A list of words, not of codes.
create or replace macro as_free_list(x) as as_list(mask_numbers(x));

-- Names of persons are also separated by spaces.
create or replace macro as_names(x) as
    list_filter(string_split_regex(x, '[，,、;；/\s\x{3000}]+'), lambda part: part <> '');

-- A08.登记事项检查 · A08 登记事项检查 · 1. 登记事项检查
create or replace macro item_code_of(x) as
    nullif(regexp_extract(half_width(x), '^([A-Za-z]+\d+)(?:[.、:\s]|$)', 1), '');

create or replace macro is_running_number(x) as
    coalesce(regexp_full_match(x, '\d{1,3}'), false);

create or replace macro item_name_of(x) as
    regexp_replace(x, '^(?:[A-Za-zＡ-Ｚ]+\d+|\d+)[.．、:：\s]+', '');

-- The task of an inspection of which nobody says the task: one per day.
create or replace macro no_task(day) as
    concat_ws(' ', '未注明任务', day::varchar);

create or replace macro is_no_task(task_no) as starts_with(task_no, '未注明任务');

-- One doubt of a row; null where there is no rule to name.
create or replace macro doubt(rule_code, column_name, raw_value, clean_value) as
    case
        when rule_code is not null then {
            'column_name': column_name,
            'rule_code': rule_code,
            'raw_value': mask_numbers(raw_value),
            'clean_value': clean_value::varchar
        }
    end;

create or replace macro doubt_of_date(column_name, x, day) as
    doubt(date_doubt(x, day), column_name, x, day);

-- A month without a day is exact enough for a class, an open end for a period.
create or replace macro doubt_of_month(column_name, x, day) as
    doubt(nullif(date_doubt(x, day), 'date_month_only'), column_name, x, day);

create or replace macro doubt_of_end(column_name, x, day) as
    doubt(nullif(date_doubt(x, day), 'date_long_term'), column_name, x, day);

-- Of doubts, the texts that nobody can read.
create or replace macro unread_texts(found) as
    list_transform(
        list_filter(found, lambda one: one.clean_value is null),
        lambda one: one.raw_value
    );

create or replace macro doubts(found) as
    list_filter(found, lambda one: one is not null);

-- Identity: of the code columns of a row, the 18 characters and the older number.

-- GB 11714, positions 9 to 17 of a code of digits: weights 3, 7, 9, 10, 5, 8, 4, 2 mod 11.
create or replace macro has_organisation_check_digit(x) as
    (11 - cast(list_dot_product(
        [3, 7, 9, 10, 5, 8, 4, 2]::double[],
        list_transform(
            string_split(x[9:16], ''), lambda c: coalesce(try_cast(c as double), 0)
        )
    ) as integer) % 11) % 11 = try_cast(x[17] as integer);

-- Eighteen digits of which a table program kept fifteen: the last three are zeros, and
-- not both check digits are right.
create or replace macro is_rounded_code(x) as
    case
        when right(x, 3) = '000' and regexp_full_match(x, '\d{18}')
            then not (has_uscc_check_digit(x) and has_organisation_check_digit(x))
        else false
    end;

create or replace macro is_usable_uscc(x) as is_uscc(x) and not is_rounded_code(x);

-- 15 digits of GS 15; of old lists 12 or 13 digits, 350100NA000001X, 企独闽总字第000001号.
create or replace macro is_reg_no(x) as
    regexp_full_match(
        x,
        '\d{15}|\d{12,13}|\d{6}NA\d{6}[0-9X]|企[\p{Han}]{2,12}\d+号?'
        || '|证[0-9A-Z]{1,11}'
    );

-- Why a code cannot be what it should be; 12 or 13 digits and 企… serve all the same.
-- One of 18 characters that is not usable was rounded.
create or replace macro unusable_code_doubt(raw_code, code, is_usable, is_number) as
    case
        when raw_code is null or is_usable then null
        when code is null then if(is_scientific(raw_code), 'code_damaged', null)
        when is_uscc(code) then 'code_damaged'
        when not regexp_full_match(code, '[\p{L}\p{N}]+') then 'code_sign'
        when length(code) not in (15, 18) then 'code_length'
        when not is_number then 'code_unknown'
    end;

create or replace macro identity_reject(raw_code, code) as
    if(
        code is not null or coalesce(is_scientific(raw_code), false),
        'code_unusable',
        'identity_missing'
    );

create or replace macro uscc_doubt(uscc) as
    case
        when uscc is null or has_uscc_check_digit(uscc) then null
        when regexp_matches(uscc, '[IOZSV]') then 'code_letter'
        else 'code_check_digit'
    end;

create or replace macro reg_no_doubt(reg_no) as
    case
        when
            regexp_full_match(reg_no, '\d{15}')
            and has_reg_no_check_digit(reg_no) is false
            then 'reg_no_check_digit'
    end;

create or replace macro missing_code_doubt(raw_code, code, uscc, reg_no) as
    case
        when uscc is not null or reg_no is not null or code is not null then null
        when is_scientific(raw_code) then null
        else 'code_missing'
    end;

-- Numbers of documents also bear brackets, hyphens, dots and slashes.
create or replace macro number_sign_doubt(number) as
    case
        when not regexp_full_match(number, '[\p{L}\p{N}〔〕\-_./—–]+') then 'code_sign'
    end;

-- A name that forms show where a firm's should stand.
create or replace macro sample_name_doubt(key_of_name) as
    case
        when regexp_matches(
            key_of_name,
            '(测试|示例|样例|样本|范例)(企业|单位|商户|主体|对象|数据)(有限公司)?\d*$'
            || '|^(测试|示例|样例)公司|某某|X{2,}.*(公司|店|厂|社|部|行)$'
        ) then 'sample_name'
    end;

-- Columns, by their names: which hold dates, codes, counts, or other half-width text.

create or replace macro is_day_column(name) as
    regexp_full_match(name, '.*_on|.*valid_(from|to)|window_(from|to)|as_of');

create or replace macro is_code_column(name) as
    regexp_full_match(
        name, 'uscc|id_raw|reg_no|(.*_)?(task|plan)_no|(no|item|county)_code'
    );

create or replace macro is_count_column(name) as
    regexp_full_match(name, '.*_count|.*_n|pool_[abcd]|drawn_[abcd]|count_text');

create or replace macro is_half_width_column(name) as
    is_day_column(name)
    or is_code_column(name)
    or is_count_column(name)
    or regexp_full_match(
        name,
        '.*_no|.*_code|.*_id|year_end|.*_year|ratio_text|base_text|period_text'
        || '|.*score|.*_yuan'
    );

-- By which fields the rows of the table in hand are told apart.
create or replace macro key_columns(table_name) as
    case table_name
        when 'register' then ['uscc', 'reg_no', 'name_key']
        when 'class_history'
            then ['uscc', 'reg_no', 'name_key', 'class_on', 'class_text']
        when 'inspection_results'
            then ['task_no', 'uscc', 'reg_no', 'name_key', 'item_code', 'inspected_on']
        when 'publicity' then ['task_no', 'uscc', 'reg_no', 'name_key']
        when 'stock_table'
            then ['year_end', 'unit_text', 'county_text', 'county_code_text', 'kind_text']
        when 'inspectors'
            then ['emp_no', 'name', 'city_text', 'county_text', 'unit_text']
        when 'recusals'
            then ['inspector_text', 'recusal_ref', 'uscc', 'reg_no', 'name_key']
        when 'plans' then ['plan_no', 'name']
        when 'tasks' then ['task_no', 'name']
        when 'items' then ['item_code', 'name', 'issuer', 'item_class']
        when 'penalties'
            then ['uscc', 'reg_no', 'name_key', 'document_no', 'decided_on']
        when 'listings'
            then ['uscc', 'reg_no', 'name_key', 'kind_text', 'listed_on', 'removed_on']
        when 'duties' then ['duty', 'subject', 'score_item']
        when 'cases' then ['title', 'unit_text', 'case_year']
        when 'reported_figures' then ['unit_text', 'county_text', 'as_of', 'metric']
        when 'events' then ['happened_on', 'event', 'unit_text']
    end;

create or replace macro is_key_column(name) as
    list_contains(key_columns(getvariable('table_in_hand')), name);

-- Of these fields those that name a thing: a firm, a person, a plan, a place, a paper.
create or replace macro is_naming_column(name) as
    name in (
        'uscc', 'reg_no', 'name', 'name_key', 'duty', 'event', 'title', 'unit_text',
        'county_text', 'inspector_text', 'plan_no', 'emp_no', 'document_no'
    );

-- Whether the texts of a column were tidied before its rows are read.
create or replace macro is_tidied(name) as
    coalesce(list_contains(getvariable('alike_columns'), name), false);

-- The fields of a row, beside what orders the lines of a key.
create or replace macro is_field(name) as
    name not in (
        'sheet_no', 'source_row', 'key_a', 'key_b', 'key_c', 'known_year', 'told_on',
        'exported_on', 'age', 'line_count'
    );

-- The name that a field of a staged table has among the columns of exports.
create or replace macro exported_column(name) as
    case name
        when 'kind_text' then 'entity_kind'
        when 'type_text' then 'ent_type'
        when 'status_text' then 'reg_status'
        when 'class_text' then 'risk_class'
        when 'pub_text' then 'pub_state'
        when 'entry_text' then 'entry_state'
        when 'disposal_text' then 'disposal_kinds'
        when 'source_text' then 'source_system'
        else regexp_replace(name, '_texts?$', '')
    end;

-- Two resolved places that do not contradict each other.
create or replace macro is_same_place(unit, county, other_unit, other_county) as
    coalesce(county = other_county, unit = other_unit, true);

-- Whether a date told with one state belongs to the state that now holds.
create or replace macro is_said_of(told_state, state) as coalesce(told_state = state, true);

-- By what a row names its entity, and where it stands.
create or replace macro is_identity_column(name) as
    name in ('sheet_no', 'source_row', 'own_key', 'uscc', 'reg_no');

-- What a line says in a column; of columns that may name a person only the line.
create or replace macro named_line(line, column_name, cell) as
    '第' || line || '行'
    || case
        when regexp_full_match(column_name, 'inspector_.*|emp_no|name|name_key') then ''
        else '：' || mask_numbers(cell)
    end;

-- Rows

-- Why a row below the header is no data, or null: blank, total, note, repeated header,
-- or of a second table below the first.
-- A row with a code and a name is data, whatever words its cells hold.
create or replace macro non_data_kind(first_cell, filled, header_hits, is_identified) as
    case
        when filled = 0 then 'blank'
        when header_hits >= 2 then 'header'
        when header_hits < 0 then 'other_table'
        when is_identified
            and not regexp_matches(first_cell, '[:：(（]|请删除|^\s*(填写)?[例示样范举]')
            then null
        when regexp_matches(
            as_key(first_cell),
            '^(例|示例|样例|范例|举例|例如|比如|如):|^\((例|示例|样例|范例)\)|\(请删除\)'
            || '|^(填写)?(例|示例|样例|样本|范例|举例)\d?$'
        )
            then 'sample'
        when is_identified then null
        when regexp_full_match(
            as_key(first_cell), '(本页|全[省市县区])?[合小总]计|累计|共计'
        )
            then 'total'
        when filled <= 2 and regexp_matches(
            as_key(first_cell),
            '^(注|备注|说明|填表说明|注意|填报人|制表|审核人|数据来源)[:：\d]?'
            || '|^([合小总累共]计|共)[:：]?\d+[户家个条项行次]|^第\d+页(共\d+页)?$'
        ) then 'note'
        when regexp_matches(
            as_key(first_cell),
            '^(单位|部门)?(填报|填表|制表|审核|复核|联系|负责|报送|编制)(人|单位|日期|时间)[:：]'
        ) then 'note'
    end;
