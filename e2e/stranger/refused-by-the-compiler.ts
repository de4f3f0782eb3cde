import type { Client } from 'openapi-fetch'
import type { components, paths } from './dist/api.d.ts'

/** Never run: what the document's types must not let through, or they say nothing. */
export async function wrong(api: Client<paths>, booked: components['schemas']['NewAppointment']): Promise<object> {
  const params = { path: { organization: 'riverside' } }
  // @ts-expect-error -- an appointment has a beginning
  const endless: components['schemas']['NewAppointment'] = { ...booked, startsAt: undefined }
  // @ts-expect-error -- a patient is somebody or an animal
  await api.POST('/api/v1/organizations/{organization}/patients', { params, body: { kind: 'ghost', givenName: 'A' } })
  // @ts-expect-error -- what is read has no body
  await api.GET('/api/v1/organizations/{organization}/clinics', { params, body: {} })
  const { data } = await api.GET('/api/v1/organizations/{organization}/clinics', { params })
  const { error } = await api.POST('/api/v1/organizations/{organization}/appointments', { params, body: endless })
  // @ts-expect-error -- a list answers its items
  const clinics: unknown = data?.clinics
  // @ts-expect-error -- not every refusal knows another time
  const alternatives: unknown = error?.data.alternatives
  return { clinics, alternatives }
}
