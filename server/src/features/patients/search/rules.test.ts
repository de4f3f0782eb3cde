import fc from 'fast-check'
import { describe, expect, test } from 'vitest'
import { nameKeyOf, searchKeysOf, searchTextOf, wantedBy } from './rules.ts'

describe('what is stored', () => {
  test('people are sorted by family name, animals by their own', () => {
    expect(nameKeyOf('human', 'Zoë', 'Ångström')).toBe('angstrom zoe')
    expect(nameKeyOf('human', 'Zoë', null)).toBe('zoe')
    expect(nameKeyOf('animal', 'Rex', 'Müller')).toBe('rex')
  })

  test('the text holds all names, folded, whatever the order of the guardians', () => {
    expect(searchTextOf(['Mia', null], ['Özil, B.', 'Aldo'])).toBe(' mia aldo ozil b')
    expect(searchTextOf(['Mia', undefined], ['Aldo', 'Özil, B.'])).toBe(' mia aldo ozil b')
  })

  test('a phone and a chip are kept whole and by their last six and four', () => {
    expect(searchKeysOf({ email: 'a@b.example', phone: '+49 (170) 123-4567' }, 'A12345678')).toEqual([
      { kind: 'email', value: 'a@b.example' },
      ...['491701234567', '234567', '4567', 'A12345678', '345678', '5678'].map((value) => ({ kind: 'number', value })),
    ])
  })
})

describe('what is looked for', () => {
  const number = (...values: string[]) => values.map((value) => ({ kind: 'number', value }))

  test.each([
    ['Müll anna', { names: ['mull', 'anna'], besides: ['mull', 'anna'], keys: [] }],
    ["o'n", { names: [' o', ' n'], besides: [' o', ' n'], keys: [] }],
    ['王', { names: ['王'], besides: ['王'], keys: [] }],
    [
      'one two three four five',
      { names: ['one', 'two', 'three', 'four'], besides: ['one', 'two', 'three', 'four'], keys: [] },
    ],
    ['4567', { names: ['4567'], besides: [], keys: number('4567') }],
    ['123', { names: ['123'], besides: ['123'], keys: [] }],
    ['+49 170 1234567', { names: [' 49', '170', '1234567'], besides: [], keys: number('491701234567', '234567') }],
    ['rex 4567', { names: ['rex', '4567'], besides: ['rex'], keys: number('4567') }],
    ['a1b2c3d4e', { names: ['a1b2c3d4e'], besides: [], keys: number('A1B2C3D4E', '2C3D4E') }],
    ['Ada@Example.ORG', { names: [], besides: [], keys: [{ kind: 'email', value: 'ada@example.org' }] }],
    ['2015-03-02', { names: [], besides: [], keys: [], born: '2015-03-02' }],
    ['2.3.2015', { names: [], besides: [], keys: [], born: '2015-03-02' }],
    ['mia 02/03/2015', { names: [], besides: ['mia'], keys: [], born: '2015-03-02' }],
    [
      '31.2.2015',
      {
        names: ['31', '2', '2015'].map((part) => (part.length < 3 ? ` ${part}` : part)),
        besides: [],
        keys: number('3122015', '122015'),
      },
    ],
  ])('%s', (typed, wanted) => expect(wantedBy(typed)).toEqual(wanted))

  test.each(['', '   ', '!', '%', '_\\', '\0', '\ud800', '🐶'])('%j holds nothing to look for', (typed) =>
    expect(wantedBy(typed)).toBeUndefined(),
  )

  test('anything that can be typed is read, within bounds and free of wildcards and of what cannot be stored', () => {
    const typed = fc.oneof(
      fc.string({ unit: 'binary', maxLength: 100 }),
      fc.string({ unit: fc.constantFrom(...'aé1 .-/@%_\\\0\ud800'), maxLength: 100 }),
    )
    fc.assert(
      fc.property(typed, (search) => {
        const wanted = wantedBy(search)
        for (const part of [...(wanted?.names ?? []), ...(wanted?.besides ?? [])])
          expect(part).toMatch(/^ ?[\p{L}\p{N}]+$/u)
        expect(wanted?.names.length ?? 0).toBeLessThanOrEqual(4)
        expect(wanted?.besides.length ?? 0).toBeLessThanOrEqual(4)
        if (wanted?.born) expect(new Date(wanted.born).toISOString().slice(0, 10)).toBe(wanted.born)
      }),
    )
  })
})
