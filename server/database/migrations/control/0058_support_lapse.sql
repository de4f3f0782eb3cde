-- expand
-- A question that nobody answered lapses by itself: its own state, so that both logs can say that nobody refused it.
alter table control.support_accesses
  drop constraint support_accesses_state_check,
  add constraint support_accesses_state_check
    check (state in ('asked', 'granted', 'refused', 'withdrawn', 'ended', 'lapsed')) not valid;
alter table control.support_accesses validate constraint support_accesses_state_check;
create index support_accesses_to_lapse on control.support_accesses (asked_at) where state = 'asked';

grant update (state, ended_at) on control.support_accesses to {doorman};
create policy doorman_lapses on control.support_accesses for update to {doorman} using (state = 'asked') with check (state = 'lapsed');
