"""What the page 抽取模拟 computes: from answers of questions to plans, trial draws, comparisons.

Tables in, tables out, as Arrow; nothing here asks a question, draws a figure or knows a reader.
Nothing adopts a draw or writes into inspection records.
"""

# Stands on everything a simulation shows or exports.
WARNING = "模拟结果，不作为检查依据，不得据此开展检查或告知企业"
