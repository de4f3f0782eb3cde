import { expect, test } from 'vitest'
import { chartsOpenedBeside, tablesThatClimb, tablesWithoutOwner } from './check-tables.ts'

const manifests = [
  { name: 'organizations', owns: ['control.organizations', 'tenant.clinics'], publishes: ['tenant.clinics'] },
  { name: 'patients', owns: ['tenant.patients', 'tenant.claim_codes'], publishes: ['tenant.patients'] },
  { name: 'messaging', owns: ['tenant.messages'] },
  { name: 'scheduling', owns: ['tenant.appointments'] },
]
const saidOf = (path: string, text: string) =>
  tablesThatClimb([{ path, text }], manifests)
    .filter(({ file }) => file === path)
    .map(({ sentence }) => sentence)
const queries = (feature: string) => `server/src/features/${feature}/things/queries.ts`

test.each([
  ['a table from above', 'patients', 'select from tenant.appointments', 'patients lies below'],
  ['a table that is published to nobody', 'scheduling', 'join tenant.claim_codes c on true', 'publishes it to nobody'],
  ['a neighbour’s table', 'messaging', 'select from tenant.patients', 'they share a tier'],
  ['a write to what is published', 'scheduling', 'update tenant.patients set name = 1', 'let patients write it'],
  ['a typed write', 'scheduling', `db.insertInto('tenant.clinics')`, 'let organizations write it'],
])('%s is refused', (_what, feature, text, sentence) => {
  expect(saidOf(queries(feature), text)).toEqual([expect.stringContaining(sentence)])
})

test('own tables, the kit’s, and what is published below are read', () => {
  const text = 'select from tenant.appointments, tenant.patients, tenant.clinics, tenant.events -- tenant.claim_codes'
  expect(saidOf(queries('scheduling'), `// tenant.claim_codes\n${text.split(' --')[0]}`)).toEqual([])
})

test('functions of the database climb no more than the rest does; those of the kit belong to no tier', () => {
  const text = '-- tenant.appointments\nselect from tenant.claim_codes; delete from tenant.appointments'
  const at = (folder: string) => `server/database/functions/${folder}/f.sql`
  expect(saidOf(at('patients'), text)).toEqual([expect.stringContaining('patients lies below')])
  expect(saidOf(at('scheduling'), text)).toEqual([expect.stringContaining('publishes it to nobody')])
  expect(saidOf(at('kit'), text)).toEqual([])
})

test('a reason that nothing needs any more is found', () => {
  expect(tablesThatClimb([], manifests).map(({ sentence }) => sentence)).toContain(
    '“plans → organizations” is listed with a reason that nothing needs any more',
  )
})

test('a reading of a chart is recorded by what opens it, and nowhere beside', () => {
  const text = 'with r as (insert into tenant.audit_events (action) values (1)) select from tenant.audit_events'
  expect(chartsOpenedBeside([{ path: queries('scheduling'), text }])).toHaveLength(1)
  expect(chartsOpenedBeside([{ path: queries('patients'), text }])).toEqual([])
})

test('a table belongs to one feature', () => {
  const twice = [...manifests, { name: 'billing', owns: ['tenant.messages'] }]
  expect(tablesWithoutOwner(['tenant.events', 'tenant.messages', 'tenant.rows'], twice)).toMatchObject([
    { sentence: expect.stringContaining('tenant.messages is owned by 2') },
    { sentence: expect.stringContaining('tenant.rows is owned by 0') },
  ])
})
