"""Who reads: users, roles, invitations, sign-in, and the scope that follows from them.

`current_reader` decides on every run from what arrives with the request and the
table of users in the warehouse folder; `reader_of_token` does the same for a program.
"""

from inspection.access.reader import Arrival, Reader, SignInNeeded, current_reader
from inspection.access.tickets import reader_of_token

__all__ = ["Arrival", "Reader", "SignInNeeded", "current_reader", "reader_of_token"]
