import { randomBytes } from 'node:crypto'
import { newId } from '../kit/db/ids.ts'
import type { Answer, Person } from '../testing/world.ts'
import type { Operation } from './operations.ts'
import type { Sample } from './samples.ts'
import type { Ids } from './seed.ts'

/** Ids that exist nowhere, of the same form as real ones. */
export function unknownIds(of: Ids): Ids {
  return {
    ...of,
    ...Object.fromEntries(idNames.map((name) => [name, newId()])),
    role: `role-${randomBytes(4).toString('hex')}`,
    visitToken: randomBytes(32).toString('base64url'),
  }
}
const idNames = [
  'clinic',
  'practitioner',
  'room',
  'service',
  'patient',
  'guardian',
  'appointment',
  'account',
  'invitation',
  'app',
  'apiKey',
  'emergencyAccess',
  'linkedAccount',
] as const
export const swapped = [...idNames, 'role', 'visitToken'] as const

export function call(
  person: Person,
  operation: Operation,
  slug: string,
  { params = {}, query = {}, body }: Sample,
): Promise<Answer> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'organization' ? slug : (params[name] ?? '')),
  )
  const search = new URLSearchParams(query).toString()
  return person.call(operation.method, search ? `${path}?${search}` : path, {
    ...(operation.method !== 'GET' && { body: body ?? {} }),
    ...(operation.meta.ifMatch && { headers: { 'if-match': '*' } }),
  })
}

/** An answer without what differs by nature: the request's id, and the ids that were sent. */
export function comparable({ status, body }: Answer, sent: Ids): string {
  let text = JSON.stringify({ status, body: { ...body, requestId: undefined } })
  for (const name of swapped) text = text.replaceAll(sent[name], `<${name}>`)
  return text
}

export const withEmail = (sample: Sample, email: string): Sample =>
  sample.body ? { ...sample, body: { ...(sample.body as object), email } } : sample
