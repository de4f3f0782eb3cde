import { randomBytes } from 'node:crypto'
import { newId } from '../kit/db/ids.ts'
import type { Ids, Sample } from '../testing/isolation.ts'
import type { Answer, Person } from '../testing/world.ts'
import type { Operation } from './operations.ts'

const isId = (word: string) => /^[0-9a-f]{8}-[0-9a-f-]{27}$/.test(word)
const isToken = (word: string) => /^[\w-]{43}$/.test(word)

/** The names whose values another organization could hold: ids, keys and tokens, not moments. */
export const swappedIn = (ids: Ids): (keyof Ids)[] =>
  (Object.keys(ids) as (keyof Ids)[]).filter((name) => Number.isNaN(Date.parse(ids[name])) || isId(ids[name]))

/** Words that exist nowhere, of the same form as real ones. */
export function unknownIds(of: Ids): Ids {
  const unknown = (word: string) =>
    isId(word)
      ? newId()
      : isToken(word)
        ? randomBytes(32).toString('base64url')
        : `${word.split('-')[0]}-${randomBytes(4).toString('hex')}`
  return { ...of, ...Object.fromEntries(swappedIn(of).map((name) => [name, unknown(of[name])])) }
}

export function call(
  person: Person,
  operation: Operation,
  slug: string,
  { params = {}, query = {}, body, payload }: Sample,
): Promise<Answer> {
  const path = operation.path.replaceAll(/\{(\w+)\}/g, (_, name: string) =>
    encodeURIComponent(name === 'organization' ? slug : (params[name] ?? '')),
  )
  const search = new URLSearchParams(query).toString()
  return person.call(operation.method, search ? `${path}?${search}` : path, {
    ...(operation.method !== 'GET' && !operation.meta.takes && { body: body ?? {} }),
    ...(operation.meta.takes && { payload: Buffer.from(typeof body === 'string' ? body : (payload?.text ?? '')) }),
    headers: {
      ...(operation.meta.ifMatch && { 'if-match': '*' }),
      ...(operation.meta.takes && { 'content-type': payload?.type ?? '' }),
    },
  })
}

/** An answer without what differs by nature: the request's id, and the ids that were sent. */
export function comparable({ status, body }: Answer, sent: Ids): string {
  let text = JSON.stringify({ status, body: { ...body, requestId: undefined } })
  for (const name of swappedIn(sent)) text = text.replaceAll(sent[name], `<${name}>`)
  return text
}

export const withEmail = (sample: Sample, email: string): Sample =>
  sample.body ? { ...sample, body: { ...(sample.body as object), email } } : sample
