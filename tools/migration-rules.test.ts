import { expect, test } from 'vitest'
import { functionFiles, functionsInMigrations } from './migration-rules.ts'

const migration = (line: string, name: string, text: string) => ({
  path: `server/database/migrations/${line}/${name}.sql`,
  text,
})
const functionFile = (name: string, text: string) => ({ path: `server/database/functions/${name}.sql`, text })

test('a new migration that declares a function is refused; those that shipped with some stay', () => {
  const text =
    'create table tenant.a ();\ncreate or replace function tenant.f() returns int language sql as $$ select 1 $$;'
  expect(functionsInMigrations([migration('tenant', '0014_patients_spans_of_days', text)])).toEqual([])
  for (const [line, name] of [
    ['tenant', '0099_billing_invoices'],
    ['tenant', '0015_scheduling_own_visits'],
    ['control', '0014_patients_spans_of_days'],
  ] as const)
    expect(functionsInMigrations([migration(line, name, text)])).toMatchObject([{ line: 2 }])
  expect(functionsInMigrations([migration('tenant', '0099_a', 'CREATE PROCEDURE tenant.p() as $$ $$')])).toHaveLength(1)
  expect(functionsInMigrations([migration('tenant', '0099_a', '-- create function f()\ndrop function f;')])).toEqual([])
})

test('a function’s file stands with its feature, and says who owns it and who may call it', () => {
  const good = `create or replace function tenant.f() returns int
language sql stable security definer set search_path = '' as $$ select 1 $$;
alter function tenant.f owner to {relay};
revoke all on function tenant.f from public;
grant execute on function tenant.f to {app};`
  expect(functionFiles([functionFile('scheduling/f', good), functionFile('kit/f', good)])).toEqual([])
  expect(functionFiles([functionFile('chairs/f', good)])).toHaveLength(1)
  expect(functionFiles([functionFile('kit/f', good.replace(/^revoke.*$/m, ''))])).toHaveLength(1)
  expect(functionFiles([functionFile('kit/f', good.replace(/^alter.*$/m, ''))])).toHaveLength(1)
})
