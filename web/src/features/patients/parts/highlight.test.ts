import { expect, test } from 'vitest'
import { highlightPieces } from './highlight.ts'

const marked = (text: string, query: string) =>
  highlightPieces(text, query)
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('')

test('marks the start of each word that was searched for', () => {
  expect(marked('Amina Haddad', 'ha ami')).toBe('[Ami]na [Ha]ddad')
})

test('forgives case and accents and shows the letters as they are written', () => {
  expect(marked('José Núñez', 'jose nun')).toBe('[José] [Núñ]ez')
  expect(marked('Groß', 'gross')).toBe('[Groß]')
})

test('leaves a name whole where nothing matches', () => {
  expect(marked('Bella', '1234')).toBe('Bella')
  expect(marked('Bella', '')).toBe('Bella')
})

test('does not mark the middle of a word', () => {
  expect(marked('Anna', 'na')).toBe('Anna')
})
