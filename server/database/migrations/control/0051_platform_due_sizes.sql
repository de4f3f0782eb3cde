-- expand
-- Which organizations were counted lately, for the look that has them counted.
grant select (organization_id, measured_at) on control.organization_sizes to {doorman};
create policy doorman_reads on control.organization_sizes for select to {doorman} using (true);
