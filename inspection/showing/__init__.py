"""What is shown, on whatever it is shown: columns, answers, workbooks, alerts; without a screen."""
