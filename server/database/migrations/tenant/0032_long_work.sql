-- expand
-- Long work (reports, exports) reads as {batch}: of every table the organization's rows, but for codes, keys and what is mechanism alone.
grant usage on schema tenant to {batch};

do $$
declare name text;
begin
  for name in select c.relname from pg_class c where c.relnamespace = 'tenant'::regnamespace and c.relkind in ('r', 'p')
  loop
    call tenant.seen_by_long_work(name, case
      when name in ('audit_keys', 'claim_codes', 'events', 'forgotten_events', 'idempotency_keys', 'links', 'search_tokens') then 'nothing'
      else 'organization'
    end);
  end loop;
end $$;
