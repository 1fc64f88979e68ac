"""审计日志: who did what, from where, and is the trail whole?"""

from inspection import view

page = view.open_page("audit")
view.draw_audit(page)
