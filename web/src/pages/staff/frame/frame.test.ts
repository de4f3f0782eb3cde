import { expect, test } from 'vitest'
import type { BuiltInRole } from '@polyclinic/contract/kit/permission.ts'
import { q } from '../../../kit/api/api.ts'
import { answer, refusesTheRest } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { idOf, memberOf } from '../../../testing/people.ts'

const everyday = ['today', 'calendar', 'patients', 'settings']

test.each<[BuiltInRole, string[]]>([
  ['owner', everyday],
  ['practitioner', everyday],
  ['receptionist', everyday],
  ['dispenser', ['patients', 'settings']],
  ['accountant', ['settings']],
  ['staff', ['today', 'calendar', 'settings']],
])('the side bar of %s leads to what that role may see', async (role, rooms) => {
  const page = await drawn('/riverside/settings', memberOf({ role }), [refusesTheRest])
  const shown = [...page.links.keys()].filter((href) => /^\/riverside\/\w+$/.test(href))
  expect(shown).toEqual(rooms.map((room) => `/riverside/${room}`))
})

test('an organization that one is no member of looks exactly like a page that does not exist', async () => {
  const foreign = await drawn('/harbour/patients', memberOf())
  const none = await drawn('/riverside/patients/of/nobody', memberOf())
  expect(foreign.text).toContain('There is nothing here')
  expect(foreign.markup).not.toContain('harbour')
  expect(foreign.headings).toEqual(none.headings)
})

test('before the second factor that the practice asks for, nothing of it is drawn or asked for', async () => {
  const person = memberOf()
  const [riverside] = person.memberships
  const waiting = { ...person, memberships: [{ ...riverside!, needsSecondFactor: true }] }
  const page = await drawn('/riverside/patients', waiting, [
    answer(q.factors.factors.get, {
      hasPassword: true,
      recoveryCodesLeft: 0,
      passkeys: [],
      hasPin: false,
      providers: [],
      confirmBy: ['password'],
    }),
  ])
  expect(page.headings).toEqual(['Riverside asks for a second factor'])
  expect([...page.links.keys()]).toEqual(['/account/security'])
})

test('a feature that is off is offered nowhere, and its address says why instead of showing a page', async () => {
  const address = '/riverside/settings/website'
  const off = memberOf({ featuresOff: [{ feature: 'website', isInBiggerPlan: false }] })
  const settings = await drawn('/riverside/settings', off, [refusesTheRest])
  expect([...settings.links.keys()]).not.toContain(address)
  const on = await drawn('/riverside/settings', memberOf(), [refusesTheRest])
  expect([...on.links.keys()]).toContain(address)
  const page = await drawn(address, off, [refusesTheRest])
  expect(page.text).toContain('Public page is off here')
  expect(page.text).toContain('ask the operator to switch it on')
  expect(page.buttons).not.toContain('Save')
})

test.each([
  ['read-only', 'This organization can only be read'],
  ['active', undefined],
] as const)('what saves says so before it is pressed while only reading goes on (%s)', async (status, reason) => {
  const organization = {
    id: idOf(2),
    slug: 'riverside',
    name: 'Riverside',
    kind: 'human' as const,
    country: 'GB',
    currency: 'EUR',
    timeZone: 'Europe/London',
    plan: 'pro',
    legalEntities: [{ id: idOf(2), name: 'Riverside' }],
    version: 1,
  }
  const page = await drawn('/riverside/settings/organization', memberOf({ status }), [
    answer(q.organizations.organizations.get, organization),
    refusesTheRest,
  ])
  expect(page.buttons).toContain('Save')
  const [, described = ''] = /aria-describedby="([^"]+)"[^>]*>Save</.exec(page.markup) ?? []
  const [, said] = new RegExp(`id="${described}"[^>]*>([^<]+)<`).exec(page.markup) ?? []
  if (reason) expect(said).toBe(reason)
  else expect(said).not.toBe('This organization can only be read')
})
