import type { Isolation, Samples } from '../../testing/isolation.ts'

declare module '../../testing/isolation.ts' {
  interface Ids {
    restriction: string
    legalHold: string
    rightsRequest: string
    /** Whom samples may restrict and erase. */
    personOfRights: string
  }
}

const samples: Samples<'rights'> = {
  'rights.copies.create': (ids) => ({ params: { id: ids.personOfRights }, body: { recipient: 'person' } }),
  'rights.copies.newest': (ids) => ({ params: { id: ids.personOfRights } }),
  'rights.erasures.check': (ids) => ({ params: { id: ids.personOfRights } }),
  'rights.erasures.create': (ids) => ({ params: { id: ids.personOfRights } }),
  'rights.legalHolds.create': (ids) => ({ params: { id: ids.personOfRights }, body: { reason: 'a claim' } }),
  'rights.legalHolds.lift': (ids) => ({ params: { id: ids.legalHold }, body: { reason: 'settled' } }),
  'rights.overviews.get': (ids) => ({ params: { id: ids.personOfRights } }),
  'rights.requests.list': () => ({}),
  'rights.requests.create': (ids) => ({
    params: { id: ids.personOfRights },
    body: { kind: 'correction', about: 'Born in May', right: 'Born in March' },
  }),
  'rights.requests.answer': (ids) => ({ params: { id: ids.rightsRequest }, body: { accepted: true } }),
  'rights.requests.ask': (ids) => ({ params: { id: ids.patient }, body: { about: 'My street', right: 'Hafenweg 3' } }),
  'rights.restrictions.create': (ids) => ({ params: { id: ids.personOfRights }, body: { reason: 'disputed' } }),
  'rights.restrictions.lift': (ids) => ({ params: { id: ids.restriction } }),
}

export const isolation: Isolation = {
  async seed({ made, canary, ids }) {
    const person = (name: string) =>
      made('/patients', { kind: 'human', givenName: `${name} ${canary}`, homeClinicId: ids.clinic })
    const { id } = await person('Rita')
    const restriction = await made(`/patients/${id}/restrictions`, { reason: `restricted ${canary}` })
    const legalHold = await made(`/patients/${id}/legal-holds`, { reason: `held ${canary}` })
    const rightsRequest = await made(`/patients/${id}/rights-requests`, {
      kind: 'correction',
      about: `wrong ${canary}`,
      right: `right ${canary}`,
    })
    const gone = await person('Gone')
    await made(`/patients/${gone.id}/erasure`, undefined)
    return {
      restriction: restriction.id,
      legalHold: legalHold.id,
      rightsRequest: rightsRequest.id,
      personOfRights: (await person('Paul')).id,
    }
  },
  samples,
}
