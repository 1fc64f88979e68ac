"""quality"""

from inspection import view

page = view.open_page("quality")
