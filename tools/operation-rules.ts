import '../contract/src/contract.ts'
import { problems, type ProblemCode } from '../contract/src/kit/problem.ts'
import { operation } from '../contract/src/kit/operation.ts'
import { documentedPermission, type Requirement } from '../contract/src/kit/access.ts'
import { permissions } from '../contract/src/kit/permission.ts'
import { z } from 'zod'
import { linkPermissions } from '../contract/src/patients/link-permissions.ts'
import type { Violation } from './sources.ts'

/** One operation of the contract as the gate and the document see it. */
export interface Operation {
  /** `patients.create` */
  key: string
  method: string
  path: string
  summary: string
  inputStructure?: string
  permission?: string
  documentedPermission?: unknown
  params: string[]
  hasDetailedInput: boolean
  successStatus: number
  ifMatch?: 'required' | 'honoured'
  /** Codes that it declares, the general ones among them. */
  codes: ProblemCode[]
}

interface Declared {
  '~orpc': {
    route: {
      method?: string
      path?: string
      summary?: string
      inputStructure?: string
      successStatus?: number
      spec?: unknown
    }
    meta: { permission?: string; ifMatch?: 'required' | 'honoured' }
    errorMap: Record<string, unknown>
    inputSchema?: z.ZodObject<Record<string, z.ZodType>>
  }
}

const isDeclared = (value: unknown): value is Declared =>
  typeof value === 'object' && value !== null && '~orpc' in value && 'route' in (value['~orpc'] as object)

export function operationsOf(contract: unknown, prefix: readonly string[] = []): Operation[] {
  if (isDeclared(contract)) return [describe(contract, prefix.join('.'))]
  if (typeof contract !== 'object' || contract === null) return []
  return Object.entries(contract).flatMap(([key, value]) => operationsOf(value, [...prefix, key]))
}

function describe({ '~orpc': { route, meta, errorMap, inputSchema } }: Declared, key: string): Operation {
  const document =
    typeof route.spec === 'function'
      ? (route.spec as (spec: object) => Record<string, unknown>)({})
      : (route.spec as Record<string, unknown> | undefined)
  const input = inputSchema?.shape ?? {}
  return {
    key,
    method: route.method ?? '',
    path: route.path ?? '',
    summary: route.summary ?? '',
    inputStructure: route.inputStructure,
    permission: meta.permission,
    documentedPermission: document?.['x-permission'],
    params: Object.keys(unwrapped(input['params'])?.shape ?? {}),
    hasDetailedInput: ['params', 'query', 'body'].every((part) => part in input),
    successStatus: route.successStatus ?? 200,
    ...(meta.ifMatch && { ifMatch: meta.ifMatch }),
    codes: Object.keys(errorMap).filter((code): code is ProblemCode => code in problems),
  }
}

function unwrapped(schema: z.ZodType | undefined): z.ZodObject | undefined {
  if (schema instanceof z.ZodOptional) return unwrapped(schema.unwrap() as z.ZodType)
  return schema instanceof z.ZodObject ? schema : undefined
}

const [plain] = operationsOf(
  operation({ method: 'GET', path: '/', summary: '', permission: 'public', output: z.object({}) }),
)

export const generalCodes: ReadonlySet<ProblemCode> = new Set(plain?.codes)

const forOperators = ['platform:read', 'platform:write']
const onPlatform = ['public', 'account', ...forOperators]
const fromOutside = ['visitor', 'visitor:account', 'linked', ...linkPermissions.map((what) => `linked:${what}`)]
const known = new Set<string>([...onPlatform, ...fromOutside, 'member', ...permissions()])
const file = 'contract/src/contract.ts'
const namesIn = (path: string) => [...path.matchAll(/\{\+?([^}]+)\}/g)].map((match) => match[1] ?? '')

/** Each operation names a permission that exists and shows it; its path and its input agree. */
export function wronglyDeclared(operations: readonly Operation[]): Violation[] {
  return operations.flatMap((each) => {
    const say = (sentence: string): Violation => ({
      file,
      line: 1,
      sentence: `${each.key} (${each.method} ${each.path}): ${sentence}`,
    })
    const violations: Violation[] = []
    if (!each.permission || !known.has(each.permission))
      violations.push(say(`asks for ${each.permission ?? 'no permission'}, which is not in the catalogue`))
    if (each.documentedPermission !== (each.permission && documentedPermission(each.permission as Requirement)))
      violations.push(say('x-permission of the document is not the permission that the gate asks for'))
    if (each.inputStructure !== 'detailed' || !each.hasDetailedInput)
      violations.push(say('its input is not detailed: a body key could replace the path’s id'))
    const named = namesIn(each.path)
    for (const name of named)
      if (!each.params.includes(name)) violations.push(say(`the path names {${name}}, the input does not`))
    for (const name of each.params)
      if (!named.includes(name)) violations.push(say(`the input names ${name}, the path does not`))
    const isOnPlatform = onPlatform.includes(each.permission ?? '')
    if (!named.includes('organization') && each.permission && !isOnPlatform)
      violations.push(say('asks for a permission in no organization'))
    if (named.includes('organization') && isOnPlatform)
      violations.push(
        say('opens an organization to whoever signs in, or to anybody: say visitor, linked or a permission'),
      )
    return violations
  })
}

/** Two operations never share an address, whatever their placeholders are called. */
export function duplicatedAddresses(operations: readonly Operation[]): Violation[] {
  const byAddress = Map.groupBy(operations, ({ method, path }) => `${method} ${path.replaceAll(/\{[^}]+\}/g, '{}')}`)
  return [...byAddress]
    .filter(([, same]) => same.length > 1)
    .map(([address, same]) => ({
      file,
      line: 1,
      sentence: `${same.map(({ key }) => key).join(' and ')} share the address ${address}`,
    }))
}

/** What the contract promises, the router answers, and nothing else. */
export function unimplemented(operations: readonly Operation[], router: unknown): Violation[] {
  const served = new Set(operationsOf(router).map(({ key }) => key))
  const promised = new Set(operations.map(({ key }) => key))
  return [
    ...[...promised]
      .filter((key) => !served.has(key))
      .map((key) => ({
        file: 'server/src/app.ts',
        line: 1,
        sentence: `${key} is promised by the contract and answered by nobody`,
      })),
    ...[...served]
      .filter((key) => !promised.has(key))
      .map((key) => ({
        file: 'server/src/app.ts',
        line: 1,
        sentence: `${key} is answered under another key than the contract’s`,
      })),
  ]
}
