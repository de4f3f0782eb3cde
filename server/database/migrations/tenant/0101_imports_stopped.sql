-- expand
-- An import that stopped in the middle keeps its table, too: it goes with the days in which the import can be taken back.
create index imports_stopped on tenant.imports (undo_until) where emptied_at is null and state in ('running', 'undoing');
grant select (undo_until) on tenant.imports to {relay};
