"""提醒清单: every alert with its state since the last report, and what it rests on."""

from inspection import view

view.draw_alerts(view.open_page("alerts"))
