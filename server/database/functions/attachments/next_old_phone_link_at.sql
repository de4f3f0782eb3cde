-- When the oldest link of a phone may go (phone_links_by_age); null: there is none.
create or replace function tenant.next_old_phone_link_at() returns timestamptz
language sql stable security definer set search_path = '' as $$
  select l.expires_at + interval '1 day' from tenant.phone_links l order by l.expires_at limit 1
$$;
alter function tenant.next_old_phone_link_at owner to {retention};
revoke all on function tenant.next_old_phone_link_at from public;
grant execute on function tenant.next_old_phone_link_at to {app};
