"""News as styled lines: pure functions that know cells and roles, but no widget, colour or markup."""
