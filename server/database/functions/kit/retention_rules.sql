-- How long it is kept what is told of sign-ins and refusals: the one table of these rules. `account`: an account's own
-- (auth.security_event, by kind); `organization`: what its organizations are told (control.audit_events, by action). What has no rule
-- stays: who gave whom which right, and who took what out.
create or replace function control.retention_rules() returns table (log text, kind text, kept interval)
language sql immutable set search_path = '' as $$
  select 'account', k, interval '13 months' from pg_catalog.unnest(array[
    'signed-in', 'signed-out', 'session-ended', 'locked', 'unlocked', 'confirmed',
    'password-refused', 'second-factor-refused', 'passkey-refused', 'pin-refused', 'provider-refused', 'confirmation-refused',
    'token-refused', 'key-refused', 'refresh-token-reused', 'link-refused', 'too-many-attempts']) k
  union all
  select 'account', k, interval '3 years' from pg_catalog.unnest(array[
    'password-changed', 'password-reset', 'email-change-asked', 'email-changed', 'totp-added', 'totp-removed',
    'recovery-codes-made', 'recovery-code-used', 'passkey-added', 'passkey-removed', 'pin-set', 'pin-removed',
    'provider-linked', 'provider-unlinked', 'program-signed-in', 'app-connected', 'app-disconnected', 'exported']) k
  union all
  select 'organization', k, interval '2 years' from pg_catalog.unnest(array['sign-in', 'refuse']) k
$$;
revoke all on function control.retention_rules from public;
grant execute on function control.retention_rules to {app}, {retention};
