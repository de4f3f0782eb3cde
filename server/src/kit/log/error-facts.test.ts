import fc from 'fast-check'
import pg from 'pg'
import { expect, test } from 'vitest'
import { errorFacts, withoutData } from './error-facts.ts'

const said = (thrown: unknown) => JSON.stringify(errorFacts(thrown))

test('an error tells its kind, its code and where it came from', () => {
  const facts = errorFacts(Object.assign(new TypeError('nothing to be done'), { code: 'ERR_NOTHING' }))
  expect(facts).toMatchObject({ name: 'TypeError', code: 'ERR_NOTHING', message: 'nothing to be done' })
  expect(facts.at?.[0]).toMatch(/error-facts\.test\.ts:\d+:\d+/)
})

test('of an error of PostgreSQL its rule is told, and nothing of what was to be stored', () => {
  const error = new pg.DatabaseError('invalid input syntax for type date: "Ada Lovelace"', 1, 'error')
  Object.assign(error, {
    code: '23514',
    constraint: 'patients_name_check',
    detail: 'Failing row contains (Ada, 1815-12-10).',
    hint: 'Ada',
    where: 'unnamed portal parameter $1 = Ada',
  })
  const facts = errorFacts(error)
  expect(facts).toMatchObject({ code: '23514', rule: 'patients_name_check' })
  expect(JSON.stringify(facts)).not.toMatch(/Ada|1815/)
})

test.each([
  ['Unexpected token W in JSON, "Wilhelmina'],
  ["Cannot read properties of undefined (reading 'Wilhelmina')"],
  ['550 5.1.1 <wilhelmina@example.test> is not here'],
  ['no mailbox wilhelmina@example.test'],
  ['Invalid origin: https://wilhelmina.example/a?b'],
  ['GET /visit/wilhelmina?token=wilhelmina'],
  ['read /api/auth/reset-password/wilhelminawilhelminawilhelmina'],
  ['the code 471199 of „Wilhelmina“ is «Wilhelmina»'],
])('what is quoted, an address or a secret is left out: %s', (sentence) => {
  expect(withoutData(sentence)).not.toMatch(/wilhelmina|4711/i)
  expect(said(new Error(sentence))).not.toMatch(/wilhelmina|4711/i)
})

test('a message that looks like frames, a cause, a cause of itself and what is no error at all tell nothing', () => {
  const posing = new Error('first\n    at "Wilhelmina" (file:///Wilhelmina:1:1)\n    at Wilhelmina?x')
  const cause = new Error('outside', { cause: new Error('"Wilhelmina"') })
  const circle = new Error('round')
  circle.cause = circle
  for (const thrown of [posing, cause, circle, { secret: 'Wilhelmina' }, ['Wilhelmina'], '"Wilhelmina"', undefined])
    expect(said(thrown)).not.toContain('Wilhelmina')
})

test('no address, quotation or long secret passes, whatever stands around it', () => {
  const secret = fc.stringMatching(/^[A-Za-z0-9_-]{20,60}$/)
  const email = fc.tuple(fc.stringMatching(/^[a-z0-9.+]{1,20}$/), fc.stringMatching(/^[a-z]{1,12}\.example$/))
  fc.assert(
    fc.property(fc.lorem(), secret, email, (words, token, [local, domain]) => {
      for (const given of [token, `${local}@${domain}`, `https://${domain}/${token}?${local}`, `"${words}"`])
        expect(withoutData(`${words} ${given} ${words}`)).toBe(`${words} … ${words}`.slice(0, 300))
    }),
  )
})
