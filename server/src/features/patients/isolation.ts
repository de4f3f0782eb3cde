import type { Isolation, Samples } from '../../testing/isolation.ts'
import { sentFile, tinyPng } from '../../testing/files.ts'
import type { Person, TestOrganization } from '../../testing/world.ts'
import { build } from './build.ts'
import { compareSome } from './duplicate-pairs/actions.ts'
import { linkAccount } from './links/actions.ts'
import { mergePatients } from './merges/actions.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    patient: string
    guardian: string
    emergencyAccess: string
    linkedAccount: string
    allergy: string
    alert: string
    twin: string
    patientMerge: string
    duplicatePair: string
  }
}

const samples: Samples<'patients'> = {
  'patients.alerts.list': (ids) => ({ params: { id: ids.patient } }),
  'patients.alerts.create': (ids) => ({ params: { id: ids.patient }, body: { kind: 'safety', text: 'Falls easily' } }),
  'patients.alerts.update': (ids) => ({ params: { id: ids.alert }, body: { text: 'changed' } }),
  'patients.alerts.end': (ids) => ({ params: { id: ids.alert } }),
  'patients.allergies.list': (ids) => ({ params: { id: ids.patient } }),
  'patients.allergies.create': (ids) => ({
    params: { id: ids.patient },
    body: { substance: { code: 'latex' }, category: 'environment', criticality: 'low' },
  }),
  'patients.allergies.update': (ids) => ({ params: { id: ids.allergy }, body: { note: 'changed' } }),
  'patients.allergies.inquire': (ids) => ({ params: { id: ids.patient }, body: { noneKnown: false } }),
  'patients.breeds.search': () => ({ query: { species: 'dog', search: 'lab x' } }),
  'patients.connections.request': () => ({ body: { email: 'someone@new.test' } }),
  'patients.connections.confirm': () => ({ body: { email: 'someone@new.test', code: '000000' } }),
  'patients.connections.leave': (ids) => ({ params: { patientId: ids.patient } }),
  'patients.duplicateChecks.create': (ids) => ({
    body: {
      guardian: { name: 'guardian', phone: '0199 1234567' },
      patients: [{ kind: 'animal', givenName: 'canary', species: 'dog', guardianIds: [ids.guardian] }],
    },
  }),
  'patients.duplicatePairs.list': () => ({}),
  'patients.duplicatePairs.dismiss': (ids) => ({ params: { id: ids.duplicatePair } }),
  'patients.emergencyAccesses.candidates': () => ({ query: { search: 'xyzcanary' } }),
  'patients.emergencyAccesses.open': (ids) => ({
    body: { patientId: ids.patient, reason: 'nobody knows the allergies' },
  }),
  'patients.emergencyAccesses.list': () => ({}),
  'patients.emergencyAccesses.end': (ids) => ({ params: { id: ids.emergencyAccess } }),
  'patients.patientMerges.compare': (ids) => ({ params: { id: ids.patient }, query: { with: ids.twin } }),
  'patients.patientMerges.create': (ids) => ({
    body: { keptId: ids.patient, mergedId: ids.twin, keptVersion: 1, mergedVersion: 1 },
  }),
  'patients.patientMerges.undo': (ids) => ({ params: { id: ids.patientMerge } }),
  'patients.patientMerges.list': (ids) => ({ params: { id: ids.patient } }),
  'patients.patientExports.create': () => ({ body: {} }),
  'patients.guardians.list': () => ({ query: { search: 'guardian' } }),
  'patients.guardians.create': (ids) => ({ body: { name: 'New guardian', patientIds: [ids.patient] } }),
  'patients.guardians.get': (ids) => ({ params: { id: ids.guardian } }),
  'patients.guardians.update': (ids) => ({
    params: { id: ids.guardian },
    body: { memo: 'changed', patientIds: [ids.patient] },
  }),
  'patients.links.list': (ids) => ({ params: { id: ids.patient } }),
  'patients.links.update': (ids) => ({
    params: { id: ids.patient, accountId: ids.linkedAccount },
    body: { permissions: ['appointments'] },
  }),
  'patients.links.end': (ids) => ({ params: { id: ids.patient, accountId: ids.linkedAccount } }),
  'patients.links.invite': (ids) => ({ params: { id: ids.patient }, body: { guardianId: ids.guardian } }),
  'patients.patients.list': (ids) => ({ query: { guardianId: ids.guardian, search: '0199' } }),
  'patients.patients.create': (ids) => ({
    body: { kind: 'human', givenName: 'New', homeClinicId: ids.clinic, guardianIds: [ids.guardian] },
  }),
  'patients.patients.get': (ids) => ({ params: { id: ids.patient } }),
  'patients.patients.update': (ids) => ({
    params: { id: ids.patient },
    body: { homeClinicId: ids.clinic, guardianIds: [ids.guardian] },
  }),
  'patients.patients.archive': (ids) => ({ params: { id: ids.patient }, body: { archived: true } }),
  'patients.pictures.read': (ids) => ({ params: { id: ids.patient }, query: { of: ids.file } }),
  'patients.pictures.set': (ids) => ({ params: { id: ids.patient }, body: { fileId: ids.file } }),
  'patients.pictures.remove': (ids) => ({ params: { id: ids.patient } }),
  'patients.pictures.listSmall': (ids) => ({ query: { ids: ids.patient } }),
  'patients.pictures.readOwn': (ids) => ({ params: { id: ids.patient } }),
  'patients.printouts.read': (ids) => ({ params: { id: ids.patient }, query: { form: 'front-page' } }),
  'patients.relations.list': (ids) => ({ params: { id: ids.patient } }),
  'patients.relations.listOfGuardian': (ids) => ({ params: { id: ids.guardian } }),
  'patients.relations.create': (ids) => ({ params: { id: ids.twin }, body: { guardianId: ids.guardian } }),
  'patients.relations.update': (ids) => ({
    params: { id: ids.patient, guardianId: ids.guardian },
    body: { kind: 'carer' },
  }),
  'patients.relations.changeGuardian': (ids) => ({
    params: { id: ids.patient },
    body: { former: [], on: '2026-01-01', formerSees: 'nothing', newGuardian: { name: 'New guardian' } },
  }),
  'patients.majorityReviews.list': () => ({}),
  'patients.majorityReviews.create': (ids) => ({ body: { patientId: ids.patient, decision: 'ended' } }),
  'patients.reach.get': (ids) => ({ params: { id: ids.patient } }),
}

/** Two more of one name, one of which was merged with a record that came with rows of its own. */
async function seedTwins(organization: TestOrganization, canary: string) {
  const [kept, merged, twin] = await organization.inTenant(async (tx) => {
    const guardian = await build.guardian(tx, { name: `Other ${canary}` })
    const same = { kind: 'human', givenName: `Twin ${canary}`, familyName: 'Same', birthDate: '1990-05-05' } as const
    return [
      await build.patient(tx, same),
      await build.patient(tx, { ...same, guardianIds: [guardian.id] }),
      await build.patient(tx, same),
    ]
  })
  const merge = await organization.inTenant(async (tx) => {
    const wanted = { keptId: kept.id, mergedId: merged.id, keptVersion: 1, mergedVersion: 1 }
    const { id } = await mergePatients(tx, organization.owner.accountId, { ...wanted, take: ['givenName'] }, undefined)
    while ((await compareSome(tx, 50)) > 0);
    return id
  })
  const { body } = await organization.owner.get('/duplicate-pairs')
  return { twin: twin.id, patientMerge: merge, duplicatePair: body.items[0].id as string }
}

/** Somebody who has come of age, of whom was decided. */
async function seedOfAge({ owner, inTenant }: TestOrganization, guardianId: string, canary: string): Promise<void> {
  const birthDate = Temporal.Now.plainDateISO('UTC').subtract({ years: 18, days: 2 }).toString()
  const { id: patientId } = await inTenant((tx) =>
    build.patient(tx, { kind: 'human', givenName: `Of age ${canary}`, birthDate }),
  )
  const answers = [
    await owner.post(`/patients/${patientId}/relations`, { guardianId, kind: 'parent', from: '2015-01-01' }),
    await owner.post('/majority-reviews', { patientId, decision: 'ended' }),
  ]
  for (const { status, body } of answers) if (status !== 201) throw new Error(JSON.stringify(body))
}

export const isolation: Isolation = {
  async seed({ made, organization, canary, ids, people }) {
    const guardian = await made('/guardians', {
      name: `Guardian ${canary}`,
      contact: { email: `${canary}@guardian.test`, phone: '+49 30 5550123' },
    })
    const patient = await made('/patients', {
      kind: 'human',
      givenName: canary,
      familyName: `Family ${canary}`,
      contact: { email: `${canary}@patient.test`, phone: '+49 30 5550199' },
      memo: `memo ${canary}`,
      homeClinicId: ids.clinic,
      guardianIds: [guardian.id],
    })
    await organization.owner.call('PUT', `/patients/${patient.id}/picture`, {
      body: { fileId: await sentFile(organization.owner, tinyPng, 'portrait', `${canary}.png`) },
    })
    await made(`/patients/${patient.id}/allergy-inquiries`, { noneKnown: true })
    const allergy = await made(`/patients/${patient.id}/allergies`, {
      substance: { text: `substance ${canary}` },
      category: 'medication',
      criticality: 'high',
      reactions: [{ text: `reaction ${canary}`, severity: 'severe' }],
      onset: '2019-05',
      note: `note ${canary}`,
    })
    const alert = await made(`/patients/${patient.id}/alerts`, { kind: 'behaviour', text: `alert ${canary}` })
    const emergencyAccess = await made('/emergency-accesses', { patientId: patient.id, reason: `reason ${canary}` })
    await organization.owner.post('/connections', { email: `${canary}@patient.test` })
    const linkedAccount = (people.staff as Person).accountId
    await organization.inTenant((tx) => linkAccount(tx, linkedAccount, [{ patientId: patient.id, relation: 'self' }]))
    await seedOfAge(organization, guardian.id, canary)
    const found = await seedTwins(organization, canary)
    return {
      patient: patient.id,
      guardian: guardian.id,
      allergy: allergy.id,
      alert: alert.id,
      emergencyAccess: emergencyAccess.id,
      linkedAccount,
      ...found,
    }
  },
  samples,
}
