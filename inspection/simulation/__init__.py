"""What a draw would bring, computed from strata (county × class) and never from rows."""
