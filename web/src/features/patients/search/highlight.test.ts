import { expect, test } from 'vitest'
import { highlightPieces, matchedPieces } from './highlight.ts'

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

const markedMatch = (text: string, query: string) =>
  matchedPieces(text, query)
    .map((piece) => (piece.isMatch ? `[${piece.text}]` : piece.text))
    .join('')

test.each([
  ['+44 7700 900123', '0123', '+44 7700 90[0123]'],
  ['+44 7700 900123', '07700 900', '+44 [7700 900]123'],
  ['+49 (30) 99-88-77', '998877', '+49 (30) [99-88-77]'],
  ['+44 7700 900123', '٠١٢٣', '+44 7700 90[0123]'],
  ['amelia.adeyemi.284@mail.example', 'Adeyemi.284', 'amelia.[adeyemi.284]@mail.example'],
  ['276 098 100 123 456', '276098100', '[276 098 100] 123 456'],
  ['+44 7700 900123', 'smith', '+44 7700 900123'],
])('of %s, what was typed as %s is marked as people write it', (text, query, expected) => {
  expect(markedMatch(text, query)).toBe(expected)
})
