import fc from 'fast-check'
import { anyLetter } from '@polyclinic/contract/kit/reading/any-letter-fixture.ts'
import { describe, expect, test } from 'vitest'
import { slipsOf, soundOf } from './sounds.ts'
import { searchKeysOf } from './found-by.ts'
import { nameKeyOf, searchTextOf, readSearch } from './rules.ts'

describe('what is stored', () => {
  test('people are sorted by family name, animals by their own', () => {
    expect(nameKeyOf('human', 'Zoë', 'Ångström')).toBe('angstrom zoe')
    expect(nameKeyOf('human', 'Zoë', null)).toBe('zoe')
    expect(nameKeyOf('animal', 'Rex', 'Müller')).toBe('rex')
  })

  test('the text holds all names, folded, whatever the order of the guardians', () => {
    expect(searchTextOf(['Mia', null], ['Özil, B.', 'Aldo'])).toBe(' mia aldo ozil b ozilb oezil')
    expect(searchTextOf(['Mia', undefined], ['Aldo', 'Özil, B.'])).toBe(' mia aldo ozil b ozilb oezil')
  })

  test('a phone and a chip are kept whole and by their last six and four', () => {
    expect(searchKeysOf({ email: 'a@b.example', phone: '+49 (170) 123-4567' }, ['A12345678'])).toEqual([
      { kind: 'email', value: 'a@b.example' },
      ...['491701234567', '234567', '4567', 'A12345678', '345678', '5678'].map((value) => ({ kind: 'number', value })),
    ])
  })
})

describe('what is looked for', () => {
  const read = (typed: string) => readSearch(typed, 'DE')
  const day = (iso: string) => [[iso, iso]]
  const june = [['1999-06-01', '1999-06-30']]

  test.each([
    [
      'Müll anna',
      [
        { names: [['mull'], ['muell']], like: 'mull' },
        { names: [['anna']], like: 'anna' },
      ],
    ],
    ["o'n", [{ names: [[' on'], [' o', ' n']], like: 'on' }]],
    ['王', [{ names: [['王']], like: '王' }]],
    ['4567', [{ names: [['4567']], number: '4567' }]],
    ['+49 170 1234567', [{ number: '+49 170 1234567' }]],
    ['rex 4567', [{ names: [['rex']] }, { number: '4567' }]],
    ['a1b2c3d4e', [{ names: [['a1b2c3d4e']], number: 'a1b2c3d4e', address: 'a1b2c3d4e' }]],
    ['Ada@Example.ORG', [{ names: [], address: 'ada@example.org' }]],
    ['2015-03-02', [{ names: [], born: day('2015-03-02') }]],
    ['2.3.2015', [{ names: [], born: day('2015-03-02') }]],
    ['mia 02/03/2015', [{ names: [['mia']] }, { born: day('2015-03-02') }]],
    ['24. Juni 1999 mia', [{ born: day('1999-06-24') }, { names: [['mia']] }]],
    ['24061999', [{ number: '24061999', born: day('1999-06-24') }]],
    ['1999', [{ number: '1999', born: [['1999-01-01', '1999-12-31']] }]],
    ['1999-06', [{ number: '1999-06', born: june }]],
    ['06/1999', [{ number: '06/1999', born: june }]],
    ['6.1999', [{ number: '6.1999', born: june }]],
    ['2/2024', [{ born: [['2024-02-01', '2024-02-29']] }]],
    [
      'Jun 1999',
      [
        { names: [['jun']], like: 'jun', born: june },
        { number: '1999', born: [['1999-01-01', '1999-12-31'], ...june] },
      ],
    ],
    ['mia Juni 1999', [{ names: [['mia']] }, { names: [['juni']], born: june }, { number: '1999' }]],
    ['يونيو ١٩٩٩', [{ born: june }, { number: '1999' }]],
    ['13/1999', [{ number: '13/1999', born: [] }]],
    ['31.2.2015', [{ number: '31.2.2015', born: [] }]],
    ['Frau Dr. Müller', [{ like: 'muller' }]],
    ['Frau', [{ like: 'frau' }]],
    ['السيد حسن', [{ like: 'حسن' }]],
  ])('%s', (typed, wanted) => {
    expect(read(typed)).toHaveLength(wanted.length)
    expect(read(typed)).toMatchObject(wanted)
  })

  test.each(['', '   ', '!', '%', '_\\', '\0', '\ud800', '🐶'])('%j holds nothing to look for', (typed) =>
    expect(read(typed)).toBeUndefined(),
  )

  test('anything that can be typed is read, within bounds and free of wildcards and of what cannot be stored', () => {
    const typed = fc.oneof(
      fc.string({ unit: anyLetter, maxLength: 100 }),
      fc.string({ unit: fc.constantFrom(...'aé1 .-/@%_\\\0\ud800'), maxLength: 100 }),
    )
    fc.assert(
      fc.property(typed, (search) => {
        const wanted = read(search) ?? []
        expect(wanted.length).toBeLessThanOrEqual(6)
        for (const { names, born } of wanted) {
          for (const part of names.flat()) expect(part).toMatch(/^ ?[\p{L}\p{N}]+$/u)
          for (const each of born.flat()) expect(new Date(each).toISOString().slice(0, 10)).toBe(each)
        }
      }),
    )
  })
})

describe('how words sound', () => {
  test.each([
    ['meier', 'mayer', 'maier', 'meyer'],
    ['mohammed', 'muhammad', 'mohamed', 'mehmet', 'muhamad', 'محمد'],
    ['stephen', 'steven', 'stefan'],
    ['schmitt', 'schmidt', 'schmid'],
    ['siobhan', 'shivaun', 'shevaun'],
    ['hughes', 'hughs'],
    ['brown', 'braun'],
    ['sophie', 'sofia'],
    ['yusuf', 'youssef', 'jusuf', 'يوسف'],
    ['ahmed', 'ahmad', 'احمد'],
    ['khalid', 'خالد'],
    ['hassan', 'hasan', 'حسن'],
    ['ivanov', 'iwanow', 'иванов'],
    ['papadopoulos', 'παπαδοπουλος'].map((word) => word.replace('ς', 'σ')),
  ])('%s as %s', (...words) => expect(new Set(words.map(soundOf)).size, words.map(soundOf).join()).toBe(1))

  test('what is too short to tell by has no sound', () => {
    for (const word of ['lee', 'ali', 'o', '', '王', '2000']) expect(soundOf(word)).toBeUndefined()
    expect(soundOf('marie')).not.toBe(soundOf('mayer'))
  })

  test('a letter missing, doubled, wrong or swapped with its neighbour is one slip', () => {
    const word = fc.string({ unit: fc.constantFrom(...'abcdeمحد'), minLength: 5, maxLength: 12 })
    fc.assert(
      fc.property(word, fc.nat(), fc.constantFrom('x', 'م'), (text, n, letter) => {
        const at = n % (text.length - 1)
        const slips = new Set(slipsOf(text))
        const wrong = [
          text.slice(0, at) + text.slice(at + 1),
          text.slice(0, at) + text.charAt(at) + text.slice(at),
          text.slice(0, at) + letter + text.slice(at + 1),
          text.slice(0, at) + text.charAt(at + 1) + text.charAt(at) + text.slice(at + 2),
        ]
        for (const other of wrong) expect(slipsOf(other).some((slip) => slips.has(slip))).toBe(true)
      }),
    )
  })
})
