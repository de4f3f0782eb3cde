-- expand
-- Links of phones are over after a quarter of an hour; a day later their rows may go.
create index phone_links_by_age on tenant.phone_links (expires_at);
grant select, delete on tenant.phone_links to {retention};
create policy retention_sees on tenant.phone_links for select to {retention} using (expires_at is not null);
create policy retention_forgets on tenant.phone_links for delete to {retention}
  using (expires_at < statement_timestamp() - interval '1 day');
