import fc from 'fast-check'
import { expect, test } from 'vitest'
import { anyLetter } from './any-letter-fixture.ts'
import { cleanLine, cleanLines, isName, isVisible } from './clean.ts'

const nothing = [
  '',
  ' ',
  '\u200b',
  '\u3164',
  '\u2800',
  '\u2060',
  '\u00a0',
  '\ufeff',
  '\u202e',
  '\u115f\u1160',
  '\uffa0',
  '\u00ad',
  '\u2066\u2069',
  '\u180e',
  '\u2028',
  '\u3000',
  '\u{e0041}',
  '\u200d',
  '\ufe0f',
  '\u034f',
]

test.each(nothing)('%j is cleaned to nothing', (typed) => {
  expect(cleanLine(typed)).toBe('')
  expect(cleanLines(typed)).toBe('')
  expect(isVisible(typed)).toBe(false)
})

test('marks without a letter are nothing to see, pictures and signs are no name', () => {
  expect(isVisible('\u0301\u0308')).toBe(false)
  expect(isVisible('\u20dd')).toBe(false)
  expect(isName('…')).toBe(false)
  expect(isVisible('🐶')).toBe(true)
  expect(isName('ع')).toBe(true)
  expect(isName('3')).toBe(true)
})

test.each([
  ['Jürgen', 'Ju\u0308rgen'],
  ['Ann', '\u202aAnn\u202c'],
  ['Anna Lena', 'Anna\u2028Lena'],
  ['Anna Lena', '\u3000Anna\u00a0Lena\t'],
  ['Annalena', 'Anna\u200blena'],
  ['Annalena', 'Anna\u00adlena'],
  ['AB', 'A\u200dB'],
  ['é', 'e\u200b\u0301'],
  // a blank has no variants, though Unicode calls this one a sign
  ['a b', 'a\u2800\ufe00b'],
])('%j is what was meant by %j', (meant, typed) => expect(cleanLine(typed)).toBe(meant))

test.each([
  ['Persian', 'می\u200cخواهم'],
  ['Devanagari', 'क्\u200dष'],
  ['Sinhala', 'ශ්\u200dරී'],
  ['a family', '👨\u200d👩\u200d👧'],
  ['a skin tone', '👩🏽\u200d⚕️'],
  ['a heart as a picture', '❤\ufe0f'],
  ['England', '🏴\u{e0067}\u{e0062}\u{e0065}\u{e006e}\u{e0067}\u{e007f}'],
  ['a variant of a Han letter', '葛\u{e0100}'],
])('what %s needs inside stays', (_, written) => expect(cleanLine(written)).toBe(written))

test('a text of several lines keeps its lines, a line has none', () => {
  expect(cleanLines(' one\r\ntwo\u2029three\u000bfour\n')).toBe('one\ntwo\nthree\nfour')
  expect(cleanLine('one\r\n\r\ntwo')).toBe('one two')
})

const anything = fc.string({ unit: anyLetter, maxLength: 40 })
const hidden = fc.constantFrom(
  '\u200b',
  '\u200d',
  '\u200c',
  '\u202e',
  '\u2066',
  '\u00ad',
  '\ufeff',
  '\u2060',
  '\u3164',
  '\u2800',
  '\ufe0f',
  '\u0301',
  'a',
  'ك',
  '👩',
  ' ',
  '\n',
)

test('cleaning twice changes nothing, and what is clean is NFC without blanks around it', () => {
  fc.assert(
    fc.property(fc.oneof(anything, fc.string({ unit: hidden, maxLength: 30 })), (typed) => {
      for (const clean of [cleanLine, cleanLines]) {
        const once = clean(typed)
        expect(clean(once)).toBe(once)
        expect(once).toBe(once.normalize('NFC').trim())
      }
    }),
  )
})

test('no letter, digit or picture is lost', () => {
  fc.assert(
    fc.property(anything, (typed) => {
      const seen = (text: string) =>
        text
          .normalize('NFC')
          .replaceAll(/[^\p{L}\p{N}\p{P}\p{Extended_Pictographic}]|\p{Default_Ignorable_Code_Point}/gu, '')
      expect(seen(cleanLine(typed))).toBe(seen(typed.replaceAll(/\p{Default_Ignorable_Code_Point}/gu, '')))
    }),
  )
})
