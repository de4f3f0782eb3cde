import { cpSync, mkdtempSync, readdirSync, rmSync } from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { randomBytes } from 'node:crypto'
import pg from 'pg'
import { afterAll, beforeAll, expect, inject, test } from 'vitest'
import { migrate } from '../../../kit/db/migrate.ts'
import { databaseFolder } from '../../../kit/db/migrations.ts'
import { addressOf, testMaster, testRolePrefix } from '../../../testing/cluster.ts'

let admin: pg.Client
let owner: pg.Client
const name = `renamed_${randomBytes(6).toString('hex')}`
const before = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-before-'))
const url = addressOf(inject('cluster'), name)

beforeAll(async () => {
  admin = new pg.Client({ connectionString: inject('cluster') })
  await admin.connect()
  await admin.query(`create database ${name}`)
  owner = new pg.Client({ connectionString: url })
  await owner.connect()
})
afterAll(async () => {
  await owner.end()
  await admin.query(`drop database ${name} with (force)`)
  await admin.end()
  rmSync(before, { recursive: true })
})

const start = (folder?: string) =>
  migrate({ url, rolePrefix: testRolePrefix, master: testMaster, lines: ['control', 'tenant'], folder })

/** The release before accountants were built in. */
function folderOfBefore(): string {
  cpSync(databaseFolder, before, { recursive: true })
  const control = path.join(before, 'migrations', 'control')
  for (const file of readdirSync(control)) if (file >= '0033') rmSync(path.join(control, file))
  return before
}

test('whoever holds an own role that is called like a new built-in one goes on with it, and with what was asked of it', async () => {
  await start(folderOfBefore())
  const one = '01980000-0000-7000-8000-000000000001'
  const person = '01980000-0000-7000-8000-000000000002'
  // as a superuser, whom row level security does not bind
  await owner.query(`
    insert into auth."user" (id, name, email, email_verified) values ('${person}', 'Nora', 'nora@own.test', true);
    insert into control.organizations (id, slug, name, kind, country, currency, time_zone, plan, placement_id)
      select '${one}', 'own-roles', 'Own roles', 'human', 'DE', 'EUR', 'Europe/Berlin', 'free', id from control.placements limit 1;
    insert into control.roles (organization_id, key, name, permissions) values
      ('${one}', 'accountant', 'Accountant', '{patients.read}'), ('${one}', 'accountant-own', 'Accountant (own)', '{}');
    insert into control.memberships (organization_id, account_id, role_key) values ('${one}', '${person}', 'accountant');
    insert into control.invitations (organization_id, id, email, role_key, token_hash, invited_by, expires_at)
      values ('${one}', '${one}', 'new@own.test', 'accountant', 'x', '${person}', now());
    insert into control.security_policies (organization_id, second_factor_roles) values ('${one}', '{owner,accountant}')`)
  await start()
  const { rows } = await owner.query(`
    select (select array_agg(key || ' ' || name order by key) from control.roles) as roles,
      (select role_key from control.memberships) as member,
      (select role_key from control.invitations) as invited,
      (select second_factor_roles from control.security_policies) as asked,
      (select permissions from control.roles r join control.memberships m on m.role_key = r.key) as held,
      (select array_agg(relname::text) from pg_class where relnamespace = 'control'::regnamespace and relrowsecurity and not relforcerowsecurity) as loose`)
  expect(rows).toEqual([
    {
      roles: ['accountant-own Accountant (own)', 'accountant-own-own Accountant'],
      member: 'accountant-own-own',
      invited: 'accountant-own-own',
      asked: ['owner', 'accountant-own-own'],
      held: ['patients.read'],
      loose: null,
    },
  ])
})
