import { expect, test } from 'vitest'
import type { LogEntry } from '@polyclinic/contract/audit/log.ts'
import type { EmergencyAccess } from '@polyclinic/contract/patients/emergency-accesses.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusal } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { accountId, idOf, memberOf } from '../../../testing/people.ts'

const entry = (change: Partial<LogEntry> = {}): LogEntry => ({
  id: idOf(80),
  at: '2026-11-28T09:15:00Z',
  source: 'security',
  accountId,
  accountName: 'Robin Marsh',
  action: 'update',
  subject: 'memberships',
  subjectId: idOf(20),
  fields: ['role', 'version'],
  ...change,
})
const entries = (...items: LogEntry[]) => answer(q.audit.log.list, { items })
const names = [answer(q.organizations.members.list, { items: [] }), answer(q.organizations.roles.list, { items: [] })]
const address = '/riverside/settings/security-log'

test('the log says who did what; what nobody did was done by itself, what was refused was somebody’s', async () => {
  const nobody = { accountId: undefined, accountName: undefined }
  const page = await drawn(address, memberOf(), [
    ...names,
    entries(
      entry(),
      entry({ id: idOf(81), ...nobody }),
      entry({ id: idOf(82), ...nobody, action: 'refuse', times: 4 }),
      entry({ id: idOf(83), subject: 'unheard_of_things', fields: ['secret_column'] }),
      entry({
        id: idOf(84),
        source: 'access',
        action: 'read',
        subject: 'patients',
        patient: { id: idOf(70), name: 'Amina Haddad' },
        reason: 'emergency',
      }),
      entry({ id: idOf(85), source: 'records', subject: 'rooms', fields: ['name', 'size_in_metres'], ...nobody }),
    ),
  ])
  expect(page.items).toEqual([
    'Robin Marsh changed: membership 28 Nov 2026, 09:15',
    'Polyclinic changed: membership 28 Nov 2026, 09:15',
    'Somebody was refused: membership 4 times within a minute 28 Nov 2026, 09:15',
    // a column without a word is none of the reader's business
    'Robin Marsh changed: unheard of things 28 Nov 2026, 09:15',
    'Robin Marsh looked at: patient Amina Haddad Emergency access 28 Nov 2026, 09:15',
    'Polyclinic changed: room name 28 Nov 2026, 09:15',
  ])
})

test('an empty log, one in which nothing was found and one that cannot be had are three sentences', async () => {
  const empty = await drawn(address, memberOf(), [...names, entries()])
  const filtered = await drawn(`${address}?source=access`, memberOf(), [...names, entries()])
  const refused = await drawn(address, memberOf(), [...names, refusal(q.audit.log.list, 'unexpected')])
  expect(empty.headings).toEqual(['Log', 'Nothing has happened yet'])
  expect(filtered.headings).toEqual(['Log', 'Nothing was found'])
  expect(refused.headings).toEqual(['Log', 'This could not be loaded'])
  expect(refused.buttons).toContain('Try again')
  expect(filtered.buttons).toContain('Clear filters')
})

test('more than one page offers the next one', async () => {
  const page = await drawn(address, memberOf(), [
    ...names,
    answer(q.audit.log.list, { items: [entry()], nextCursor: 'next' }),
  ])
  expect(page.buttons).toContain('Show more')
})

const opened = (change: Partial<EmergencyAccess> = {}): EmergencyAccess => ({
  id: idOf(90),
  patient: { id: idOf(70), name: 'Amina Haddad' },
  account: { id: accountId, name: 'Robin Marsh' },
  reason: 'Collapsed at the door of another clinic.',
  grantedAt: '2026-03-02T09:00:00Z',
  expiresAt: '2026-03-02T10:00:00Z',
  ...change,
})

test('an emergency names who opened whose record and why; a reader without patients gets no way to the record', async () => {
  const log = answer(q.patients.emergencyAccesses.list, {
    items: [opened(), opened({ id: idOf(91), expiresAt: '2999-01-01T00:00:00Z' })],
  })
  const owner = await drawn(`${address}?of=emergencies`, memberOf(), [...names, entries(), log])
  const auditor = await drawn(`${address}?of=emergencies`, memberOf({ permissions: ['audit.read'] }), [entries(), log])
  expect(owner.items).toEqual([
    'Robin Marsh opened Amina Haddad Collapsed at the door of another clinic. 2 Mar 2026, 09:00 – 10:00',
    expect.stringContaining('Amina Haddad Open now Collapsed'),
  ])
  expect(auditor.items).toEqual(owner.items)
  expect(owner.links.get(`/riverside/patients/${idOf(70)}`)).toBe('Amina Haddad')
  expect([...auditor.links.keys()].filter((href) => href.startsWith('/riverside/patients'))).toEqual([])
})
