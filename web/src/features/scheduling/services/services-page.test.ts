import { expect, test } from 'vitest'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { q } from '../../../kit/api/api.ts'
import { answer } from '../../../testing/answers.ts'
import { drawn } from '../../../testing/drawn.tsx'
import { clinic, idOf, memberOf } from '../../../testing/people.ts'

const abilities = { update: { allowed: true } }
const service = (change: Partial<Service> = {}): Service => ({
  id: idOf(50),
  name: 'Consultation',
  durationMinutes: 30,
  bufferBefore: 0,
  bufferAfter: 0,
  hue: 1,
  version: 1,
  abilities,
  ...change,
})
const practitioner = (nth: number, displayName: string): Practitioner => ({
  id: idOf(nth),
  displayName,
  profession: 'vet',
  hue: 2,
  clinicIds: [clinic().id],
  version: 1,
  abilities,
})
const team = [practitioner(60, 'Dr Lena Vogt'), practitioner(61, 'Dr Omar Haddad')]
const people = answer(q.scheduling.practitioners.list, { items: team })
const services = (...items: Service[]) => answer(q.scheduling.services.list, { items })

test('a service says how long it takes, what it costs and who gives it: everyone, or those who are named', async () => {
  const page = await drawn('/riverside/settings/services', memberOf(), [
    people,
    services(
      service(),
      service({ id: idOf(51), name: 'Surgery', durationMinutes: 95, price: { amount: 123450, currency: 'EUR' } }),
      service({ id: idOf(52), name: 'Scan', practitionerIds: team.map(({ id }) => id) }),
      service({ id: idOf(53), name: 'Dressing', practitionerIds: [idOf(99)] }),
    ),
  ])
  expect(page.rows).toEqual([
    ['Consultation', '30 mins', '–', 'Everyone'],
    ['Surgery', '95 mins', '€1,234.50', 'Everyone'],
    ['Scan', '30 mins', '–', 'Dr Lena Vogt and Dr Omar Haddad'],
    ['Dressing', '30 mins', '–', ''],
  ])
})

test('prices are written as the practice’s country writes them, in Arabic with the digits of Egypt', async () => {
  const priced = services(service({ price: { amount: 123450, currency: 'EUR' } }))
  const german = await drawn('/riverside/settings/services', memberOf({ language: 'de', country: 'DE' }), [
    people,
    priced,
  ])
  const arabic = await drawn('/riverside/settings/services', memberOf({ language: 'ar', country: 'EG' }), [
    people,
    priced,
  ])
  const inBerlin = await drawn('/riverside/settings/services', memberOf({ language: 'ar', country: 'DE' }), [
    people,
    priced,
  ])
  const price = ({ rows: [first] }: typeof german) => first?.[2]?.replaceAll(/\p{Cf}/gu, '')
  expect(price(german)).toBe('1.234,50 €')
  expect(price(arabic)).toBe('١٬٢٣٤٫٥٠ €')
  expect(price(inBerlin)).toBe('1,234.50 €')
})

test('practitioners are listed with their profession and clinics; without any the page says what comes first', async () => {
  const address = '/riverside/settings/practitioners'
  const page = await drawn(address, memberOf(), [people])
  const empty = await drawn(address, memberOf())
  expect(page.rows).toEqual([
    ['Dr Lena Vogt', 'Vet', 'Old Town'],
    ['Dr Omar Haddad', 'Vet', 'Old Town'],
  ])
  expect(empty.headings).toEqual(['Practitioners', '0 practitioners', 'Nobody to book with yet'])
})
