import { afterAll, beforeAll, describe, expect, test } from 'vitest'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import { openDocuments, type Documents } from '../../../kit/documents/documents.ts'
import { textIn } from '../../../testing/pdf.ts'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'
import { frontPageOf, frontPageTemplate, labelOf, labelTemplate } from './document.ts'
import type { Printed } from './rules.ts'

let world: World
let org: TestOrganization
let documents: Documents
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization({ kind: 'mixed' })
  documents = openDocuments([frontPageTemplate, labelTemplate])
})
afterAll(() => Promise.all([world?.close(), documents?.close()]))

const nothing = {
  familyName: null,
  usedName: null,
  birthDate: null,
  sex: null,
  species: null,
  breed: null,
  isNeutered: null,
  colour: null,
  language: null,
  homeClinicId: null,
  deceasedOn: null,
  contact: null,
  memo: null,
  microchip: null,
  title: null,
  pronouns: null,
  aliases: null,
  identifiers: null,
  speech: null,
  physiology: null,
  insurance: null,
  registration: null,
  whereabouts: null,
}
const bello: Printed = {
  kind: 'animal',
  known: {
    ...nothing,
    givenName: 'Bello #link("x")[y]',
    species: 'dog',
    breed: 'Labrador Retriever cross',
    birthDate: '2021-05',
    isNeutered: true,
    microchip: '276098100000001',
    identifiers: [
      { kind: 'microchip', value: '276098100000001' },
      { kind: 'tattoo', value: 'KA 77', until: '2022-01-01' },
    ],
    insurance: { insurer: 'Agria', policyNumber: 'P-77' },
    whereabouts: { kind: 'stable', text: 'Box 4' },
  },
  guardians: [
    { name: 'Jonas Brandt', contact: { phone: '+49 30 5550100', address: { line1: 'Linden 1', city: 'Berlin' } } },
  ],
}
const asked = (language: Language) => ({
  organization: { name: 'Riverside', country: 'DE', brand: { own: {}, clinics: {} } },
  language,
  url: 'https://clinic.example/r/patients/1',
})

describe.each<[Language, string[]]>([
  ['en', ['Dog', 'May 2021', 'Microchip', 'tattoo', 'until 1 January 2022', 'Stable', 'Box 4', 'Owners', 'Agria']],
  ['de', ['Hund', 'Mai 2021', 'Mikrochip', 'Tätowierung', 'Stall', 'Halter']],
  ['ar', ['كلب', 'وشم', 'إسطبل', 'المالكون']],
])('in %s', (language, expected) => {
  test('the front page says what is known, and nothing of the rest', async () => {
    const text = textIn(await documents.render(frontPageTemplate.name, frontPageOf(bello, asked(language))))
    for (const each of [...expected, 'Jonas Brandt', '5550100', 'Linden 1', '276098100000001', 'P-77', '#link'])
      expect(text).toContain(each)
    expect(
      frontPageOf(bello, asked(language)).sections.flatMap(({ facts }) => facts.map(({ value }) => value)),
    ).not.toContain('')
  })

  test('the label says who it is', async () => {
    const text = textIn(await documents.render(labelTemplate.name, labelOf(bello, asked(language))))
    for (const each of ['Jonas Brandt', '276098100000001', 'Riverside']) expect(text).toContain(each)
  })
})

test('both are given as PDF to whoever may see the patient, and that they were printed is recorded', async () => {
  const { body } = await org.owner.post('/patients', {
    kind: 'human',
    givenName: 'Ada',
    familyName: 'King',
    usedName: 'Addie',
  })
  for (const form of ['front-page', 'label']) {
    const answer = await org.owner.get(`/patients/${body.id}/printout?form=${form}&language=en`)
    expect([answer.status, answer.headers['content-type']]).toEqual([200, 'application/pdf'])
  }
  const beyond = { headers: { range: 'bytes=99999999-' } }
  const path = `/patients/${body.id}/printout?form=label&language=en`
  const { rows } = await world.owner.query(
    "select count(*)::int as printed from tenant.audit_events where patient_id = $1 and action = 'print'",
    [body.id],
  )
  expect(rows[0].printed).toBe(2)
  expect((await org.owner.call('GET', path, beyond)).status).toBe(416)
  const strange = await org.owner.get('/patients/01980000-0000-7000-8000-00000000ffff/printout?form=label')
  expect(strange.status).toBe(404)
})
