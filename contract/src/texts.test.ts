import type { AnySchema } from '@orpc/contract'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { contract } from './contract.ts'

/** Not text: secrets are taken to the letter, and what machines made goes back as it came. */
const verbatim = /(password|newPassword|pin|token|refreshToken|cursor|next|code|subject)$/

/** Every string that an operation takes, by its place. */
function stringsOf(schema: AnySchema | z.ZodType, path: string): [path: string, type: z.ZodType][] {
  if (schema instanceof z.ZodOptional || schema instanceof z.ZodNullable)
    return stringsOf(schema.def.innerType as z.ZodType, path)
  if (schema instanceof z.ZodPipe) return [[path, schema]]
  if (schema instanceof z.ZodUnion) return schema.options.flatMap((option) => stringsOf(option as z.ZodType, path))
  if (schema instanceof z.ZodArray) return stringsOf(schema.element as z.ZodType, `${path}.0`)
  if (schema instanceof z.ZodObject)
    return Object.entries(schema.shape as Record<string, z.ZodType>).flatMap(([name, inner]) =>
      name === 'headers' ? [] : stringsOf(inner, `${path}.${name}`),
    )
  return schema instanceof z.ZodString ? [[path, schema]] : []
}

interface Declared {
  '~orpc': { inputSchema?: AnySchema }
}

const operations = Object.entries(contract).flatMap(([feature, nouns]) =>
  Object.entries(nouns).flatMap(([noun, verbs]) =>
    Object.entries(verbs).map(([verb, operation]) => ({
      name: `${feature}.${noun}.${verb}`,
      operation: operation as Declared,
    })),
  ),
)

/** Those that take any words. */
const texts = operations
  .flatMap(({ name, operation }) => {
    const input = operation['~orpc'].inputSchema
    return input ? stringsOf(input, name) : []
  })
  .filter(([path, type]) => !verbatim.test(path) && type.safeParse('Any words, 12 of them').success)

test('there are texts to look at', () => expect(texts.length).toBeGreaterThan(40))

test.each(texts)('%s takes nothing that nobody can see', (_, type) => {
  for (const invisible of [
    '\u200b\u200b\u200b',
    '\u3164',
    '\u2800',
    '\u2060',
    '\u202e \u2069',
    '\u0301',
    '\u00a0\u3000',
  ]) {
    const { success, data } = type.safeParse(invisible)
    if (success) expect(data === '' || data === '\u0301').toBe(true)
  }
})

test.each(texts)('%s keeps what is seen, without what hides in it', (_, type) => {
  expect(type.parse('\u202aZoe\u0308 \u200bSm\u00adith\u2028a wide\u3000blank\u202c')).toMatch(
    /^Zoë Smith[ \n]a wide blank$/,
  )
  expect(type.parse('می\u200cخواهم 👨\u200d👩\u200d👧 12')).toBe('می\u200cخواهم 👨\u200d👩\u200d👧 12')
})
