-- 比率 | rates: a part of a whole, unknown where the whole is nothing.
-- rule:    指标口径: a denominator of 0 gives no rate; Wilson 95 %
create macro rate(part, whole) as part / nullif(whole, 0);

create macro gap_of(target_count, done_count) as
    if(target_count < done_count, 0, target_count - done_count);

create macro wilson_end(k, n, z) as
    (
        k / n + z * z / (2 * n)
        + z * sqrt(k / n * (1 - k / n) / n + z * z / (4 * n * n))
    ) / (1 + z * z / n);

create macro wilson_low(k, n) as
    if(
        n > 0 and k is not null,
        greatest(wilson_end(k, n, -1.959963984540054), 0),
        null
    );

create macro wilson_high(k, n) as
    if(
        n > 0 and k is not null,
        least(wilson_end(k, n, 1.959963984540054), 1),
        null
    );
