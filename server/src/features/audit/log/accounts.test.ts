import { afterAll, beforeAll, expect, test } from 'vitest'
import type { LogDetail, LogEntry } from '@polyclinic/contract/audit/log.ts'
import { chainAll, securityOf, verified, type InAudit } from '../../../testing/audits.ts'
import { createWorld, type Person, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
let inAudit: InAudit
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
  inAudit = securityOf(world, org)
})
afterAll(() => world?.close())

/** Joins by an invitation to the own address, gets another role, and signs in by something that has a name. */
async function colleague(name: string): Promise<Person> {
  const person = await world.account(name)
  expect((await org.owner.post('/invitations', { email: person.email, role: 'nurse' })).status).toBe(201)
  await world.application.workers?.drain()
  const mail = world.application.mails().find(({ to }) => to === person.email)
  const [, token] = /\/invitations\/([\w-]+)/.exec(mail?.text ?? '') ?? []
  expect((await person.post(`/api/v1/invitations/${token}/acceptance`)).status).toBe(200)
  await org.owner.patch(`/members/${person.accountId}`, { role: 'receptionist', clinicIds: null }, 1)
  await world.owner.query("select control.tell_organizations($1, 'update', 'accounts', $2)", [
    person.accountId,
    JSON.stringify({ kind: 'provider-linked', times: 1, email: `private-${person.email}` }),
  ])
  return person
}

/** All that the tables of the audit hold, as a dump writes them. */
async function dumped(): Promise<string> {
  const parts: string[] = []
  for (const table of ['audit_events', 'audit_batches', 'audit_heads', 'audit_keys'])
    parts.push(
      ...(
        await world.owner.query<{ row: string }>(
          `select t::text as row from control.${table} t where organization_id = $1`,
          [org.id],
        )
      ).rows.map(({ row }) => row),
    )
  return parts.join('\n')
}

const entries = async () => (await org.owner.get('/audit-log?source=security&limit=200')).body.items as LogEntry[]
const detail = async ({ id }: LogEntry) => (await org.owner.get(`/audit-log/${id}`)).body as LogDetail

/** That somebody's role changed, and the invitation that brought them. */
async function heldOf(person: Person): Promise<LogDetail[]> {
  const all = await entries()
  const changed = all.find(
    ({ subject, subjectId, action }) =>
      subject === 'memberships' && subjectId === person.accountId && action === 'update',
  )
  const details = await Promise.all(all.filter(({ subject }) => subject === 'invitations').map(detail))
  const invited = details.filter(
    ({ entry, held, changes }) =>
      held === 'forgotten' || (entry.action === 'create' && changes.some(({ after }) => after === person.email)),
  )
  return [await detail(changed as LogEntry), ...invited]
}

test('what organizations’ logs held of an account lies sealed, and is unreadable for ever once the account is deleted', async () => {
  const [ada, eve] = [await colleague('Ada'), await colleague('Eve')]
  await chainAll(inAudit)
  for (const held of [ada.email, eve.email, 'receptionist', 'provider-linked', 'Practice'])
    expect(await dumped(), held).not.toContain(held)
  const roles = [{ field: 'role_key', before: 'nurse', after: 'receptionist' }]
  for (const person of [ada, eve])
    expect(await heldOf(person)).toMatchObject([{ held: 'shown', changes: roles }, { held: 'shown' }])
  expect((await entries()).filter(({ kind }) => kind === 'provider-linked')).toHaveLength(2)

  expect((await ada.post('/api/v1/me/deletion', { email: ada.email })).status).toBe(200)
  await chainAll(inAudit)
  const forgotten = await heldOf(ada)
  expect(forgotten.length).toBeGreaterThan(1)
  for (const each of forgotten) expect(each).toMatchObject({ held: 'forgotten', changes: [] })
  expect((await heldOf(eve))[0]).toMatchObject({ held: 'shown', changes: roles })
  const told = (await entries()).filter(({ subject, action }) => subject === 'accounts' && action === 'update')
  expect(told.map(({ accountId, kind }) => [accountId, kind])).toEqual([
    [eve.accountId, 'provider-linked'],
    [ada.accountId, undefined],
  ])
  expect(
    (await entries()).filter(({ subjectId }) => subjectId === ada.accountId).map(({ action }) => action),
  ).toContain('delete')
  expect((await verified(inAudit)).findings).toEqual([])
})

test('nobody can change, forge or forget any of it through the roles that sign in', async () => {
  const { control, accounts } = world.databases
  for (const statement of [
    "update control.audit_events set action = 'update'",
    'delete from control.audit_events',
    'update control.audit_batches set number = 7',
    'delete from control.audit_batches',
    'update control.audit_keys set key_sealed = null',
    'delete from control.audit_keys',
    'delete from control.audit_heads',
    'select control.forget_in_audit(gen_random_uuid())',
  ])
    for (const pool of [control, accounts])
      await expect(pool.query(statement), statement).rejects.toThrow('permission denied')
})
