-- expand
-- How an organization stands is the platform's to say.
grant update (status, status_reason, status_since) on control.organizations to {operator};
create policy operator_settles on control.organizations for update to {operator}
  using ((select control.operator_role()) = 'operator') with check ((select control.operator_role()) = 'operator');
