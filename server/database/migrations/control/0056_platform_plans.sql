-- expand
-- Operators make plans and change what they include. None is deleted, and its key stays: organizations have it.
alter table control.plans enable row level security;
alter table control.plans force row level security;
create policy known on control.plans for select to {app} using (key <> '');
create policy doorman_reads on control.plans for select to {doorman} using (true);

grant insert on control.plans to {operator};
grant update (names, price, currency, billing_interval, limits, features, trial_days, is_offered, position) on control.plans to {operator};
create policy operator_reads on control.plans for select to {operator} using ((select control.operator_role()) is not null);
create policy operator_adds on control.plans for insert to {operator} with check ((select control.operator_role()) = 'operator');
create policy operator_changes on control.plans for update to {operator}
  using ((select control.operator_role()) = 'operator') with check ((select control.operator_role()) = 'operator');
