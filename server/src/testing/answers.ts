import { appendFileSync, mkdirSync } from 'node:fs'
import path from 'node:path'
import { contract } from '@polyclinic/contract/contract.ts'

/** One answer that a test got: which operation, with which status and, of a refusal, which code. */
export interface SeenAnswer {
  operation: string
  status: number
  code?: string
}

interface Address {
  key: string
  method: string
  parts: string[]
}

function addressesOf(value: unknown, keys: readonly string[] = []): Address[] {
  if (typeof value !== 'object' || value === null) return []
  if ('~orpc' in value && typeof (value['~orpc'] as { route?: unknown }).route === 'object') {
    const { method = '', path: at = '' } = (value as { '~orpc': { route: { method?: string; path?: string } } })[
      '~orpc'
    ].route
    return [{ key: keys.join('.'), method, parts: at.split('/') }]
  }
  return Object.entries(value).flatMap(([key, inner]) => addressesOf(inner, [...keys, key]))
}

const isPlaceholder = (part: string) => part.startsWith('{')

/** Fixed words before placeholders, as the server matches them. */
const addresses = addressesOf(contract).toSorted(
  (a, b) => a.parts.filter(isPlaceholder).length - b.parts.filter(isPlaceholder).length,
)

/** The operation behind an address: `GET /api/v1/me?x=1` → `identity.me.get`; undefined where the contract has none. */
export function operationOf(method: string, url: string): string | undefined {
  const parts = url.replace(/[?#].*$/, '').split('/')
  const found = addresses.find(
    (each) =>
      each.method === method &&
      each.parts.length === parts.length &&
      each.parts.every((part, index) => (isPlaceholder(part) ? parts[index] !== '' : part === parts[index])),
  )
  return found?.key
}

/** Notes an answer for tools/check-answers, where ANSWERS_FILE says so. One short line each: processes may write at once. */
export function recordAnswer(operation: string, status: number, code?: string): void {
  const file = process.env.ANSWERS_FILE
  if (!file) return
  mkdirSync(path.dirname(file), { recursive: true })
  appendFileSync(
    file,
    `${JSON.stringify({ operation, status, ...(code !== undefined && { code }) } satisfies SeenAnswer)}\n`,
  )
}

/** The same for whoever knows the address and the body: called by the test kit after every call. */
export function recordCall(method: string, url: string, status: number, body: unknown): void {
  if (!process.env.ANSWERS_FILE) return
  const operation = operationOf(method, url)
  if (operation === undefined) return
  const code =
    typeof body === 'object' && body !== null && 'code' in body && status >= 400 ? String(body.code) : undefined
  recordAnswer(operation, status, code)
}
