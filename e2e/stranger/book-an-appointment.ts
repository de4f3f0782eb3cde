import createClient from 'openapi-fetch'
import type { components, paths } from './dist/api.d.ts'

/**
 * A program by somebody who has the API document and nothing else of ours: it opens a clinic, books an appointment there, meets the one
 * that it booked, and takes the time that it is offered instead. Prints both appointments.
 */
const [origin = '', token = '', organization = ''] = process.argv.slice(2)
const api = createClient<paths>({ baseUrl: origin, headers: { authorization: `Bearer ${token}` } })
const path = { organization }

/** What was answered; a refusal ends the program with its code. */
function got<Data>({ data, error }: { data?: Data; error?: components['schemas']['Problem'] }): Data {
  if (error || data === undefined) throw new Error(error?.code ?? 'nothing was answered')
  return data
}

const clinic = got(
  await api.POST('/api/v1/organizations/{organization}/clinics', {
    params: { path },
    body: { name: 'Mitte', timeZone: 'Europe/Berlin' },
  }),
)
const practitioner = got(
  await api.POST('/api/v1/organizations/{organization}/practitioners', {
    params: { path },
    body: { displayName: 'Dr Lena Vogt', profession: 'doctor', clinicIds: [clinic.id] },
  }),
)
got(
  await api.PUT('/api/v1/organizations/{organization}/practitioners/{id}/hours', {
    params: { path: { organization, id: practitioner.id }, header: { 'if-match': `"${practitioner.version}"` } },
    body: [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({ clinicId: clinic.id, weekday, from: '08:00', to: '18:00' })),
  }),
)
const service = got(
  await api.POST('/api/v1/organizations/{organization}/services', {
    params: { path },
    body: { name: 'Consultation', durationMinutes: 30, price: { amount: 4500, currency: 'EUR' } },
  }),
)
const patient = got(
  await api.POST('/api/v1/organizations/{organization}/patients', {
    params: { path },
    body: { kind: 'human', givenName: 'Amina', familyName: 'Haddad', contact: { phone: '+4930901820' } },
  }),
)

const day = 24 * 60 * 60 * 1000
const { slots } = got(
  await api.GET('/api/v1/organizations/{organization}/availability', {
    params: {
      path,
      query: {
        serviceId: service.id,
        clinicId: clinic.id,
        from: new Date(Date.now() + day).toISOString(),
        to: new Date(Date.now() + 3 * day).toISOString(),
      },
    },
  }),
)

const book = (startsAt: string, key: string) =>
  api.POST('/api/v1/organizations/{organization}/appointments', {
    params: { path, header: { 'idempotency-key': key } },
    body: {
      patientId: patient.id,
      serviceId: service.id,
      practitionerId: practitioner.id,
      clinicId: clinic.id,
      startsAt,
    },
  })

const startsAt = slots[0]?.startsAt ?? ''
const booked = got(await book(startsAt, 'first'))
const { error } = await book(startsAt, 'second')
if (error?.code !== 'slot-taken') throw new Error('nothing stands where a visit was booked')
const instead = got(await book(error.data.alternatives[0]?.startsAt ?? '', 'third'))

process.stdout.write(JSON.stringify({ booked, instead }))
