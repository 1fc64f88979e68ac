"""访问管理: who may see what, why this reader sees the pages as they are, who is let in."""

from inspection import view

page = view.open_page("access")
page.tell_unfiltered()
view.draw_own_rights(page)
view.draw_roles(page)
view.draw_users(page)
