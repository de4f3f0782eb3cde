import { afterAll, beforeAll, expect, test } from 'vitest'
import { operations } from '../../isolation/operations.ts'
import { createWorld, type World } from '../testing/world.ts'

interface Documented {
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, unknown>
}

let world: World
let document: {
  openapi: string
  paths: Record<string, Record<string, Documented>>
  components: { schemas: Record<string, object> }
}

beforeAll(async () => {
  world = await createWorld()
  document = (await world.anybody.get('/api/openapi.json')).body
})
afterAll(() => world.close())

const each = () =>
  operations.map((operation) => ({
    operation,
    is: document.paths[operation.path]?.[operation.method.toLowerCase()] as Documented,
  }))
const headersOf = ({ parameters }: Documented) => parameters?.filter(({ in: at }) => at === 'header') ?? []

test('an operation declares a body where it takes one, and nowhere else', () => {
  for (const { operation, is } of each()) {
    if (operation.method === 'GET' || operation.method === 'DELETE')
      expect(is.requestBody, operation.key).toBeUndefined()
    const schema = is.requestBody?.content['application/json']?.schema
    if (is.requestBody) expect(Object.keys(schema ?? {}).length, operation.key).toBeGreaterThan(0)
    expect(JSON.stringify(schema ?? ''), operation.key).not.toBe(
      '{"type":"object","properties":{},"additionalProperties":false}',
    )
  }
  expect(each().filter(({ is }) => is.requestBody).length).toBeGreaterThan(20)
})

test('headers stand where they mean something, and a version where it must be sent', () => {
  for (const { operation, is } of each()) {
    const names = headersOf(is).map(({ name }) => name)
    expect(names.includes('idempotency-key'), operation.key).toBe(operation.meta.idempotent)
    expect(names.includes('if-match'), operation.key).toBe(operation.meta.ifMatch !== undefined)
    const version = headersOf(is).find(({ name }) => name === 'if-match')
    if (operation.meta.ifMatch === 'required') expect(version?.required, operation.key).toBe(true)
  }
})

test('what is shown and taken in several places has a name, and every name leads somewhere', () => {
  const text = JSON.stringify(document)
  const named = Object.keys(document.components.schemas)
  const used = new Set([...text.matchAll(/"\$ref":"#\/components\/schemas\/(\w+)"/g)].map((match) => match[1] ?? ''))
  expect([...used].filter((name) => !named.includes(name))).toEqual([])
  expect([...text.matchAll(/"\$ref":"(?!#\/components\/schemas\/)/g)]).toEqual([])
  for (const name of ['Appointment', 'Patient', 'Service', 'Problem', 'NewAppointment', 'Address'])
    expect(used, name).toContain(name)
  for (const { operation, is } of each())
    for (const [status, answer] of Object.entries(is.responses))
      if (Number(status) >= 400) expect(JSON.stringify(answer), operation.key).toContain('#/components/schemas/Problem')
  // a document that says everything again in every place is half a megabyte
  expect(text.length).toBeLessThan(300_000)
})
