import { isForAnybody } from '@polyclinic/contract/kit/access.ts'
import { problems } from '@polyclinic/contract/kit/problem.ts'
import { afterAll, beforeAll, expect, test } from 'vitest'
import { z } from 'zod'
import { features } from '../../app.ts'
import { operations, type Operation } from '../../isolation/operations.ts'
import { routerOf } from '../feature.ts'
import { createWorld, type World } from '../../testing/world.ts'
import { namedIn } from './named-schemas.ts'

interface Documented {
  parameters?: { in: string; name: string; required?: boolean }[]
  requestBody?: { content: Record<string, { schema: object }> }
  responses: Record<string, { $ref?: string }>
  operationId: string
  tags: string[]
  security?: object[]
}

let world: World
let document: {
  openapi: string
  paths: Record<string, Record<string, Documented>>
  components: {
    schemas: Record<string, object>
    responses: Record<string, object>
    securitySchemes: Record<string, object>
  }
  security: object[]
  tags: { name: string }[]
  'x-tagGroups': { name: string; tags: string[] }[]
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
    const schema = Object.values(is.requestBody?.content ?? {})[0]?.schema
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

test('what is shown and taken has a name, and every name leads somewhere', () => {
  const text = JSON.stringify(document)
  const { schemas, responses } = document.components
  const used = [...text.matchAll(/"\$ref":"#\/components\/(schemas|responses)\/(\w+)"/g)]
  for (const [, kind, name = ''] of used) expect(kind === 'schemas' ? schemas : responses).toHaveProperty(name)
  expect([...text.matchAll(/"\$ref":"(?!#\/components\/(schemas|responses)\/)/g)]).toEqual([])
  const names = used.map(([, , name]) => name)
  for (const name of ['Appointment', 'Patient', 'Service', 'NewAppointment', 'Address', 'SlotTakenProblem'])
    expect(names, name).toContain(name)
  // a document that says everything again in every place has twice as much to say of each operation, however many there are
  expect(text.length / operations.length).toBeLessThan(1_800)
})

test('every refusal that an operation declares stands in its document, with the data that it carries', () => {
  const pascal = (code: string) => code.replaceAll(/(?:^|-)([a-z])/g, (_match, letter: string) => letter.toUpperCase())
  for (const { operation, is } of each()) {
    const successes = Object.entries(is.responses).filter(([status]) => Number(status) < 300)
    // a file is answered whole or by range
    expect(successes, operation.key).toHaveLength(operation.meta.answers === 'bytes' ? 2 : 1)
    for (const [code, { status }] of Object.entries(operation.errorMap)) {
      const name = is.responses[status]?.$ref?.split('/').at(-1) ?? ''
      const answer = JSON.stringify(document.components.responses[name])
      expect(answer, `${operation.key} ${code}`).toContain(`#/components/schemas/${pascal(code)}Problem"`)
    }
  }
  for (const [code, problem] of Object.entries(problems)) {
    const schema = document.components.schemas[`${pascal(code)}Problem`] as { properties: object; required: string[] }
    expect(schema.properties).toMatchObject({ code: { const: code }, status: { const: problem.status } })
    expect(schema.required.includes('data'), code).toBe('data' in problem)
  }
})

test('whoever sends a body is told which bodies are refused, and how', () => {
  const codesOf = ({ responses }: Documented, status: number) =>
    JSON.stringify(document.components.responses[responses[status]?.$ref?.split('/').at(-1) ?? ''] ?? '')
  for (const { operation, is } of each()) {
    const hasBody = is.requestBody !== undefined
    expect(codesOf(is, 400).includes('/BadRequestProblem'), operation.key).toBe(hasBody)
    expect(codesOf(is, 413).includes('/TooLargeProblem'), operation.key).toBe(hasBody)
    expect(codesOf(is, 415).includes('/WrongContentTypeProblem'), operation.key).toBe(hasBody)
  }
})

test('an operation is called by its noun and what it does, and its noun belongs to one feature', () => {
  const nounOf = ({ key }: Operation) => key.split('.')[1] ?? ''
  expect(each().map(({ is }) => is.operationId)).toEqual(
    operations.map(({ key, operationId }) => operationId ?? key.split('.').slice(-2).join('.')),
  )
  // what code renames is called by programs as before
  expect(each().map(({ is }) => is.operationId)).toEqual(
    expect.arrayContaining(['visits.get', 'ownVisits.next', 'apps.connected', 'appClients.create']),
  )
  expect(new Set(each().map(({ is }) => is.operationId)).size).toBe(operations.length)
  const grouped = document['x-tagGroups'].flatMap(({ tags }) => tags)
  expect(grouped).toEqual(document.tags.map(({ name }) => name))
  expect(new Set(grouped).size).toBe(grouped.length)
  for (const { operation, is } of each()) {
    expect(is.tags, operation.key).toEqual([nounOf(operation)])
    expect(grouped, operation.key).toContain(is.tags[0])
  }
})

test('an operation that needs no sign-in says so, and every other one how one signs in', () => {
  expect(document.security.map((way) => Object.keys(way)[0])).toEqual(Object.keys(document.components.securitySchemes))
  for (const { operation, is } of each())
    expect(is.security, operation.key).toEqual(isForAnybody(operation.meta.permission) ? [] : undefined)
})

test('an example is what the operation takes', () => {
  const examples = Object.entries(namedIn(routerOf(features))).flatMap(([name, { schema }]) =>
    ((z.globalRegistry.get(schema)?.examples as unknown[] | undefined) ?? []).map((example) => ({
      name,
      schema,
      example,
    })),
  )
  for (const { name, schema, example } of examples) {
    expect(schema.safeParse(example).error, name).toBeUndefined()
    expect((document.components.schemas[name] as { examples: unknown[] }).examples, name).toContainEqual(example)
  }
  const names = examples.map(({ name }) => name)
  for (const main of [
    'Organization',
    'Clinic',
    'Practitioner',
    'Service',
    'Room',
    'Patient',
    'Guardian',
    'Appointment',
  ])
    expect(names).toContain(`New${main}`)
})
