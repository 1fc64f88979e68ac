-- 参数 | rules: the parameters in force, one column each.
-- grain:   one row
-- rule:    data/reference/parameters.csv, frozen in the snapshot
with

chosen as (

    select
        max(
            case when parameter = 'repeat_window_days' then parameter_value end
        ) as repeat_window_days,
        max(
            case
                when parameter = 'bootstrap_replicates'
                    then parameter_value
            end
        ) as bootstrap_replicates,
        max(
            case when parameter = 'bootstrap_seed' then parameter_value end
        ) as bootstrap_seed,
        max(
            case when parameter = 'small_cell' then parameter_value end
        ) as small_cell,
        max(
            case when parameter = 'sample_min' then parameter_value end
        ) as sample_min,
        max(
            case when parameter = 'plan_window_share' then parameter_value end
        ) as plan_window_share,
        max(
            case when parameter = 'pace_short_weeks' then parameter_value end
        ) as pace_short_weeks,
        max(
            case when parameter = 'pace_long_weeks' then parameter_value end
        ) as pace_long_weeks,
        max(
            case when parameter = 'due_soon_workdays' then parameter_value end
        ) as due_soon_workdays,
        max(
            case
                when parameter = 'closure_age_short_days'
                    then parameter_value
            end
        ) as closure_age_short_days,
        max(
            case
                when parameter = 'closure_age_long_days'
                    then parameter_value
            end
        ) as closure_age_long_days,
        max(
            case
                when parameter = 'inspectors_per_visit'
                    then parameter_value
            end
        ) as inspectors_per_visit,
        max(
            case when parameter = 'visits_per_pair_day' then parameter_value end
        ) as visits_per_pair_day,
        max(
            case when parameter = 'alert_min_rows' then parameter_value end
        ) as alert_min_rows,
        max(
            case when parameter = 'alert_min_overlap' then parameter_value end
        ) as alert_min_overlap,
        max(
            case when parameter = 'rising_z' then parameter_value end
        ) as rising_z,
        max(
            case when parameter = 'inversion_z' then parameter_value end
        ) as inversion_z,
        max(
            case
                when parameter = 'dirichlet_concentration'
                    then parameter_value
            end
        ) as dirichlet_concentration,
        max(
            case when parameter = 'weight_draws' then parameter_value end
        ) as weight_draws,
        max(
            case when parameter = 'weight_seed' then parameter_value end
        ) as weight_seed,
        max(
            case
                when parameter = 'weight_interval_share'
                    then parameter_value
            end
        ) as weight_interval_share
    from ref_parameters

)

select
    cast(repeat_window_days as bigint) as repeat_window_days,
    cast(bootstrap_replicates as bigint) as bootstrap_replicates,
    cast(bootstrap_seed as bigint) as bootstrap_seed,
    small_cell,
    sample_min,
    plan_window_share,
    cast(pace_short_weeks as bigint) as pace_short_weeks,
    cast(pace_long_weeks as bigint) as pace_long_weeks,
    cast(due_soon_workdays as bigint) as due_soon_workdays,
    closure_age_short_days,
    closure_age_long_days,
    inspectors_per_visit,
    visits_per_pair_day,
    alert_min_rows,
    alert_min_overlap,
    rising_z,
    inversion_z,
    dirichlet_concentration,
    cast(weight_draws as bigint) as weight_draws,
    cast(weight_seed as bigint) as weight_seed,
    weight_interval_share
from chosen
