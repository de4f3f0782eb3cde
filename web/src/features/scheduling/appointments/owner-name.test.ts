import { expect, test } from 'vitest'
import { familyNameOf, ownerBeside } from './owner-name.ts'

test.each([
  ['Eoin Walsh', 'Walsh'],
  ['Mary Jane Walsh', 'Walsh'],
  ['Walsh, Eoin', 'Walsh'],
  ['Eoin Walsh Jr.', 'Walsh'],
  ['Martin King, Jr.', 'King'],
  ['Jan van der Berg', 'van der Berg'],
  ['Ursula von der Leyen', 'von der Leyen'],
  ['Siobhán O’Brien', 'O’Brien'],
  ['Ana María de la Cruz', 'de la Cruz'],
  ['محمد بن سلمان', 'بن سلمان'],
  ['Walsh', 'Walsh'],
  ['Van Morrison', 'Morrison'],
  ['', ''],
])('the family name of %s is %s', (name, family) => expect(familyNameOf(name)).toBe(family))

test('the owner stands beside an animal alone, and not twice', () => {
  const guardianName = 'Eoin Walsh'
  expect(ownerBeside({ name: 'Bella', species: 'dog', guardianName })).toBe('Walsh')
  expect(ownerBeside({ name: 'Bella Walsh', species: 'dog', guardianName })).toBeUndefined()
  expect(ownerBeside({ name: 'Bella', species: 'dog' })).toBeUndefined()
  expect(ownerBeside({ name: 'Ada Walsh', guardianName })).toBeUndefined()
})
