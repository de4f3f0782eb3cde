-- expand
-- What became of a payment by card after it was taken: what of it went back, and whether its payer disputes it.
alter table control.platform_invoices
  -- which payment that is about
  add column reversed_reference text,
  -- in the minor unit, all of it together
  add column refunded bigint not null default 0 check (refunded >= 0),
  add column dispute text check (dispute in ('open', 'won', 'lost')),
  -- the provider's own
  add column dispute_id text,
  -- payments that were taken back after a dispute: whoever tells of them late is not heard
  add column lost_references text[] not null default '{}';
create index platform_invoices_disputed on control.platform_invoices (id) where dispute = 'open';
-- a bill that is owed again is due anew
grant update (due_on, reversed_reference, refunded, dispute, dispute_id, lost_references) on control.platform_invoices to {app}, {operator};
