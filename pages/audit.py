"""审计日志: who did what, from where, and is the trail whole?"""

from inspection import view

page = view.open_page("audit")
page.tell_unfiltered()
view.draw_audit(page)
