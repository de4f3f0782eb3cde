-- Asked, answered once, ended once; what was asked for and what was granted stay, and its moments are this clock's.
create or replace function control.keep_support_order() returns trigger
language plpgsql set search_path = pg_catalog as $$
begin
  if old.state <> new.state and (old.state, new.state) not in
    (('asked', 'granted'), ('asked', 'refused'), ('asked', 'withdrawn'), ('asked', 'lapsed'), ('granted', 'ended'))
    or old.state <> 'asked' and (old.scope, old.may_write, old.minutes, old.is_break_glass) is distinct from
      (new.scope, new.may_write, new.minutes, new.is_break_glass)
  then
    raise check_violation using message = format('support that is %s does not become %s', old.state, new.state);
  end if;
  if old.state = 'asked' and new.state = 'granted' then
    new.begins_at := clock_timestamp();
    new.expires_at := new.begins_at + make_interval(mins => new.minutes);
  end if;
  return new;
end $$;
revoke all on function control.keep_support_order from public;
