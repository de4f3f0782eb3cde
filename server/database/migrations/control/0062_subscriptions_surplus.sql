-- expand
-- Payments that came beside the one that settled their bill: what each is worth is the organization's, until it goes back.
alter table control.platform_invoices
  -- by the provider's name of the payment: what came (0: not yet heard of), what of it went back, whether a dispute took it
  add column surplus jsonb not null default '{}';
grant update (surplus) on control.platform_invoices to {app}, {operator};
-- below nothing where what was credited and used goes back to its payer: it stands on the next bill
alter table control.subscriptions drop constraint subscriptions_credit_check;
