import fc from 'fast-check'
import { expect, test } from 'vitest'
import { withDigits } from './digits.ts'
import { readEmail, shownEmail } from './email.ts'
import { isDoubtfulChip, readMicrochip } from './microchip.ts'
import { phoneDigits, phoneLink, readPhone } from './phone.ts'

test('the digits of every script are read as digits', () => {
  const all = Array.from({ length: 0x110000 }, (_, point) => point).filter((point) =>
    /\p{Nd}/u.test(String.fromCodePoint(point)),
  )
  expect(all.length).toBeGreaterThan(600)
  const read = withDigits(all.map((point) => String.fromCodePoint(point)).join(''))
  expect(read).toBe('0123456789'.repeat(all.length / 10))
})

test.each([
  ['\u202a+44 7700 900123\u202c', '+44 7700 900123'],
  ['+49 170–1234569', '+49 170-1234569'],
  ['+49\u2011170\u20111234570', '+49-170-1234570'],
  ['٠١٧٠١٢٣٤٥٧٧', '01701234577'],
  ['۰۹۱۲ ۳۴۵ ۶۷۸۹', '0912 345 6789'],
  ['९८७६५ ४३२१०', '98765 43210'],
  ['＋８１（３）１２３４−５６７８', '+81(3)1234-5678'],
  ['+1-608-271-9000 x11', '+1-608-271-9000 ext. 11'],
  ['+1 608 271 9000 ext. 11', '+1 608 271 9000 ext. 11'],
  ['+1 608 271 9000#11', '+1 608 271 9000 ext. 11'],
  ['030 123456 Durchwahl 12', '030 123456 ext. 12'],
  ['tel:+1-608-271-9000;ext=11', '+1-608-271-9000 ext. 11'],
  ['٠٣٠ ١٢٣٤٥٦ تحويلة ١٢', '030 123456 ext. 12'],
  ['tel:+44 7700 900123', '+44 7700 900123'],
  ['Tel.: 030 123456', '030 123456'],
  ['0049 (0)170 123456', '+49 170 123456'],
  ['(030)\u00a0123\u2009456', '(030) 123 456'],
  ['030/123456-0', '030/123456-0'],
])('the phone %j is kept as %j', (typed, kept) => expect(readPhone(typed)).toBe(kept))

test.each([
  '',
  'call me',
  '1234',
  '1234567890123456',
  '030 12a456',
  '+1 608 271 9000 x',
  '+',
  '030 123456 or 030 654321',
])('%j is no phone number', (typed) => expect(readPhone(typed)).toBeUndefined())

test('an extension is dialled and is no part of the digits', () => {
  expect(phoneLink('+1 608-271-9000 ext. 11')).toBe('tel:+16082719000;ext=11')
  expect(phoneDigits('+1 608-271-9000 ext. 11')).toBe('16082719000')
  expect(phoneLink('030/123456')).toBe('tel:030123456')
})

test('whatever is kept of a phone is read as itself, with the digits that were typed', () => {
  const sign = fc.constantFrom(...'0123456789٠١٢۳۴५६７８+ ()-./–\u00a0\u202a\u202cx')
  fc.assert(
    fc.property(fc.string({ unit: sign, minLength: 5, maxLength: 30 }), (typed) => {
      const kept = readPhone(typed)
      if (kept === undefined) return
      expect(readPhone(kept)).toBe(kept)
      const digits = (text: string) => withDigits(text).replaceAll(/\D/g, '')
      const abroad = digits(typed).replace(/^00/, '')
      expect([
        digits(typed),
        abroad,
        digits(typed.replace(/\(\s*[0٠]\s*\)/, '')),
        digits(typed.replace(/\(\s*[0٠]\s*\)/, '')).replace(/^00/, ''),
      ]).toContain(digits(kept))
    }),
  )
})

test.each([
  ['x@müller-praxis.de', 'x@xn--mller-praxis-dlb.de'],
  ['müller@reports.example', 'müller@reports.example'],
  ['Jane <Jane@X.example>', 'jane@x.example'],
  ['"Doe, Jane" <jane@x.example>', 'jane@x.example'],
  ['mailto:jane@x.example?subject=Hi', 'jane@x.example'],
  [' jane@x.example. ', 'jane@x.example'],
  ['\u202ajane@x.example\u202c', 'jane@x.example'],
  ['jane＠x．example', 'jane@x.example'],
  ['a@example.سعودية', 'a@example.xn--ogblly9en'],
  ["o'brien+pets@x.example", "o'brien+pets@x.example"],
])('the address %j is kept as %j', (typed, kept) => {
  expect(readEmail(typed)).toBe(kept)
  expect(readEmail(shownEmail(kept))).toBe(kept)
})

test.each([
  '',
  'not-an-email',
  'a@b',
  'a..b@x.example',
  'jane doe@x.example',
  'a@x.example, b@x.example',
  'a@1.2.3.4',
  `${'a'.repeat(65)}@x.example`,
  `a@${'x'.repeat(64)}.example`,
  'a@-x.example',
  'a@x..example',
])('%j is no address', (typed) => expect(readEmail(typed)).toBeUndefined())

test('a domain is shown in its own letters', () => {
  expect(shownEmail('x@xn--mller-praxis-dlb.de')).toBe('x@müller-praxis.de')
  expect(shownEmail('a@xn--r8jz45g.xn--zckzah')).toBe('a@例え.テスト')
  expect(shownEmail('a@xn--!.de')).toBe('a@xn--!.de')
})

test.each([
  ['985.112.003.456.702', '985112003456702'],
  ['985-112-003-456-781', '985112003456781'],
  ['985 112 003 456 780', '985112003456780'],
  ['ISO 985 112 003 456 780', '985112003456780'],
  ['AVID*012*345*678', '012345678'],
  ['AVID 9 012 345 678', '012345678'],
  ['٩٨٥١١٢٠٠٣٤٥٦٧٠٢', '985112003456702'],
  ['0a01-23-45-67', '0A01234567'],
])('the chip %j is kept as %j', (typed, kept) => {
  expect(readMicrochip(typed)).toBe(kept)
  expect(readMicrochip(kept)).toBe(kept)
})

test.each(['', '12345', '98511200345670', '9851120034567021', '98511200345670X', 'no chip'])('%j is no chip', (typed) =>
  expect(readMicrochip(typed)).toBeUndefined(),
)

test('a chip begins with a country or a maker; any other is worth a second look', () => {
  expect(['985112003456702', '276098100000001', '012345678'].map(isDoubtfulChip)).toEqual([false, false, false])
  expect(['000112003456702', '999112003456702', '111112003456702'].map(isDoubtfulChip)).toEqual([true, true, true])
})
