"""What others would use on the same Parquet files: rows read raw, no marts, no rules.

One question, the simplest of the product: enterprises inspected with a result, each once per
unit, up to a day. Every peer runs in a process of its own under a limit of memory and
of time, answers the same days, and all that answer must agree.
"""
