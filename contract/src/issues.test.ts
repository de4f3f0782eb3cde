import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from './contract.ts'
import { issueCodes } from './kit/problem.ts'

interface Check {
  _zod: { def: { check: string; format?: string; params?: { code?: string } } }
}

/** Every schema within one, itself first; none twice. */
function withinOf(schema: unknown, seen = new Set<unknown>()): z.ZodType[] {
  if (!(schema instanceof z.ZodType) || seen.has(schema)) return []
  seen.add(schema)
  const { shape, element, innerType, options, items, keyType, valueType, left, right } =
    schema.def as unknown as Record<string, unknown>
  const below = [shape && Object.values(shape), element, innerType, options, items, keyType, valueType, left, right]
  const pipe = schema.def as { in?: unknown; out?: unknown }
  return [schema, ...[...below.flat(), pipe.in, pipe.out].flatMap((one) => withinOf(one, seen))]
}

/** Whatever an operation takes, however deep the contract groups them. */
const inputsOf = (part: object): unknown[] =>
  '~orpc' in part ? [(part['~orpc'] as { inputSchema?: unknown }).inputSchema] : Object.values(part).flatMap(inputsOf)

const seen = new Set<unknown>()
const ownChecks = inputsOf(contract)
  .flatMap((input) => withinOf(input, seen))
  .flatMap((schema) => ((schema.def as { checks?: Check[] }).checks ?? []).map(({ _zod }) => _zod.def))
  .filter(({ check }) => check === 'custom')

test('whatever a schema of ours finds has a code that screens can translate', () => {
  const found = ownChecks.map(({ params }) => params?.code)
  expect(found.length).toBeGreaterThan(20)
  expect(found.filter((code) => !issueCodes().some((known) => known === code))).toEqual([])
})
