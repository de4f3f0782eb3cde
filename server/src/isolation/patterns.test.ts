import { createContext, runInContext } from 'node:vm'
import { expect, test } from 'vitest'
import { z } from 'zod'
import { timeZone } from '@polyclinic/contract/kit/time.ts'
import { fieldsOf } from './fields.ts'
import { operations } from './operations.ts'

/** Texts that a careless pattern can be read in countless ways: one kind of character over and over, then a wrong end. */
const repeated = [...'a1A_-. @/+:(,;%\'"\\\t', 'ä', '٠', 'a_', 'a-', 'a.', 'a ', 'a/', '1-', '1.', '1 ', '.a', '@a.']
const hostile = repeated.flatMap((piece) =>
  ['', 'a', '1', 'a@', '+'].flatMap((start) => ['!', '\n', ''].map((end) => start + piece.repeat(60) + end)),
)

const context = createContext({ work: () => {} })

/** While a pattern is matched the process does nothing else; a matching without end is cut off here. */
function ends(work: () => unknown): boolean {
  try {
    context.work = work
    runInContext('work()', context, { timeout: 10_000 })
    return true
  } catch {
    return false
  }
}

test('no text keeps the pattern of any field busy', () => {
  const texts = operations
    .flatMap(({ key, inputSchema }) => fieldsOf(inputSchema).map((field) => ({ key, ...field })))
    .filter(({ type }) => type instanceof z.ZodString || type instanceof z.ZodStringFormat)
  expect(texts.length).toBeGreaterThan(100)
  // many fields share a type
  for (const [type, [first]] of Map.groupBy(texts, (field) => field.type))
    expect(
      ends(() => hostile.map((text) => type.safeParse(text))),
      `${first?.key} ${first?.path.join('.')}`,
    ).toBe(true)
})

test('time zones are known by every name that IANA gives them, and by nothing else', () => {
  for (const zone of [...Intl.supportedValuesOf('timeZone'), 'Etc/GMT+5', 'America/Argentina/Buenos_Aires', 'UTC'])
    expect(timeZone.safeParse(zone).success, zone).toBe(true)
  for (const wrong of ['', '+05:30', 'Europe/', '/Berlin', 'Europe//Berlin', 'Nowhere', 'Europe/Berlin\n', '../etc'])
    expect(timeZone.safeParse(wrong).success, wrong).toBe(false)
})
