import { expect, test } from 'vitest'
import { newOrganization } from '@polyclinic/contract/organizations/organizations.ts'
import { slugOf } from './slug.ts'

test('a name in Latin letters becomes an address that the API accepts', () => {
  for (const name of ['Tierarztpraxis Müller & Co.', 'Ærø Clinic', 'API', 'x', '--- Riverside ---', 'a'.repeat(120)]) {
    expect(newOrganization.shape.slug.safeParse(slugOf(name)).success, `${name} → ${slugOf(name)}`).toBe(true)
  }
})

test('a name without Latin letters leaves the address to be chosen', () => {
  expect(slugOf('عيادة النهر')).toBe('')
})
