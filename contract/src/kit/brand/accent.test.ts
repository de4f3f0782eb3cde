import fc from 'fast-check'
import { expect, test } from 'vitest'
import { enough, hardestSurface, isReadable, readableAccent, shadesOf } from './accent.ts'
import { contrast, mixed, readColour, type Colour } from './colour.ts'
import { sheetOf } from './properties.ts'

const anyColour = fc
  .integer({ min: 0, max: 0xff_ff_ff })
  .map((value): Colour => `#${value.toString(16).padStart(6, '0')}`)

test('what is proposed for any colour at all can be read, and a colour that can be read is proposed as it is', () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      const proposed = readableAccent(colour)
      expect(isReadable(proposed)).toBe(true)
      expect(readableAccent(proposed)).toBe(proposed)
      if (isReadable(colour)) expect(proposed).toBe(colour)
    }),
  )
})

test('every text in the shades of any colour keeps AA from what is behind it, on light and on dark', () => {
  fc.assert(
    fc.property(anyColour, (colour) => {
      const shades = shadesOf(colour)
      for (const surface of ['light', 'dark'] as const) {
        const { accent, hover, soft, ink, on } = shades[surface]
        const pairs: [Colour, Colour][] = [
          [accent, hardestSurface[surface]],
          [on, accent],
          [on, hover],
          [ink, hardestSurface[surface]],
          [ink, soft],
        ]
        for (const [front, back] of pairs) expect(contrast(front, back)).toBeGreaterThanOrEqual(enough)
      }
    }),
  )
})

test('a proposal keeps the hue: no part of its light grows beside the others', () => {
  fc.assert(
    fc.property(anyColour, fc.double({ min: 0, max: 1, noNaN: true }), (colour, share) => {
      const parts = (of: Colour) => [1, 3, 5].map((at) => Number.parseInt(of.slice(at, at + 2), 16))
      const [before, after] = [parts(colour), parts(mixed(colour, '#000000', share))]
      for (const [at, part] of after.entries()) expect(part).toBeLessThanOrEqual(before[at] ?? 0)
    }),
  )
})

test('contrast is as WCAG counts it', () => {
  expect(contrast('#000000', '#ffffff')).toBe(21)
  expect(contrast('#777777', '#ffffff')).toBeCloseTo(4.48, 2)
  expect(contrast('#0f766e', '#0f766e')).toBe(1)
})

test.each([
  ['#0F6E84', '#0f6e84'],
  [' 0f6e84 ', '#0f6e84'],
  ['#abc', '#aabbcc'],
  ['red', undefined],
  ['#12345', undefined],
  ['#0f6e84;background:url(https://evil.example)', undefined],
  ['var(--ink)', undefined],
  ['rgb(1,2,3)', undefined],
])('%s is read as %s', (typed, read) => expect(readColour(typed)).toBe(read))

test('a style sheet holds colours and letters of ours and nothing else, and is empty where nothing was chosen', () => {
  const pair = String.raw`light-dark\(#[0-9a-f]{6}, #[0-9a-f]{6}\)`
  const names = ['accent', 'accent-hover', 'accent-soft', 'accent-line', 'accent-ink', 'on-accent']
  const sheet = new RegExp(
    `^html:root\\{${names.map((name) => `--${name}:${pair}`).join(';')};--brand-type:[\\w ,'-]+\\}\n$`,
  )
  expect(sheetOf({ accent: '#ffd400', type: 'serif' })).toMatch(sheet)
  expect(sheetOf({})).toBe('')
})
