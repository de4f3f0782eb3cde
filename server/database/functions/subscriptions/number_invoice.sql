-- The next number of its kind and year, in the transaction of the bill: one that is rolled back gives it back.
create or replace function control.number_invoice() returns trigger
language plpgsql security definer set search_path = '' as $$
declare
  given int;
begin
  insert into control.invoice_numbers as n (kind, year, last) values (new.kind, extract(year from new.issued_on), 1)
  on conflict (kind, year) do update set last = n.last + 1 returning last into given;
  select i.prefix || case new.kind when 'credit-note' then 'C' else '' end || '-' || extract(year from new.issued_on) || '-'
    || pg_catalog.lpad(given::text, 6, '0') into new.number
  from control.platform_issuer i;
  return new;
end $$;
alter function control.number_invoice owner to {doorman};
revoke all on function control.number_invoice from public;
