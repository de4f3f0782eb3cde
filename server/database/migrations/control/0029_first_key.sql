-- expand
-- The first master key, wrapped by today's: what is derived of it (sessions, codes, PINs, what the platform seals) outlives it.
create table control.first_key (
  is_one boolean primary key default true check (is_one),
  wrapped bytea not null
);
grant select on control.first_key to {app};
grant update (wrapped) on control.organization_keys to {app};
