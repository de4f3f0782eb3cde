import { expect, test } from 'vitest'
import { addressLines, addressText, type Address } from './address.ts'
import { addressFields, looksLikePostalCode } from './address-parts.ts'
import { divisionsOf } from './divisions.ts'

/** As it stands on letters inside each country. */
const asWritten: [country: string, address: Address, lines: string[]][] = [
  [
    'US',
    { line1: '123 Main St', city: 'Springfield', state: 'IL', postalCode: '62701' },
    ['123 Main St', 'Springfield, IL 62701'],
  ],
  ['US', { line1: '123 Main St', city: 'Springfield', postalCode: '62701' }, ['123 Main St', 'Springfield 62701']],
  ['US', { state: 'IL', postalCode: '62701' }, ['IL 62701']],
  ['GB', { line1: '1 High Street', city: 'London', postalCode: 'SW1A 1AA' }, ['1 High Street', 'London SW1A 1AA']],
  ['DE', { line1: 'Linden 1', line2: 'Hof', city: 'Berlin', postalCode: '12345' }, ['Linden 1', 'Hof', '12345 Berlin']],
  ['FR', { line1: '2 rue de la Paix', city: 'Paris', postalCode: '75002' }, ['2 rue de la Paix', '75002 Paris']],
  [
    'CA',
    { line1: '10 Rue Elm', city: 'Montréal', state: 'QC', postalCode: 'H3Z 2Y7' },
    ['10 Rue Elm', 'Montréal QC H3Z 2Y7'],
  ],
  ['AU', { line1: '5 King St', city: 'Sydney', state: 'NSW', postalCode: '2000' }, ['5 King St', 'Sydney NSW 2000']],
  ['IT', { line1: 'Via Roma 1', city: 'Monza', state: 'MB', postalCode: '20900' }, ['Via Roma 1', '20900 Monza (MB)']],
  [
    'IN',
    { line1: '7 MG Road', city: 'Mumbai', state: 'Maharashtra', postalCode: '400001' },
    ['7 MG Road', 'Mumbai 400001', 'Maharashtra'],
  ],
  [
    'BR',
    { line1: 'Av. Paulista 1', city: 'São Paulo', state: 'SP', postalCode: '01310-100' },
    ['Av. Paulista 1', 'São Paulo - SP', '01310-100'],
  ],
  [
    'IE',
    { line1: '3 Main Street', city: 'Bray', state: 'Co. Wicklow', postalCode: 'A98 X285' },
    ['3 Main Street', 'Bray', 'Co. Wicklow', 'A98 X285'],
  ],
  ['AE', { line1: 'P.O. Box 12', city: 'Dubai', state: 'Dubai' }, ['P.O. Box 12', 'Dubai']],
  [
    'JP',
    { line1: '丸の内1-1', city: '千代田区', state: '東京都', postalCode: '100-0005' },
    ['〒100-0005', '東京都千代田区', '丸の内1-1'],
  ],
  [
    'JP',
    { line1: '1-1 Marunouchi', city: 'Chiyoda', state: 'Tokyo', postalCode: '100-0005' },
    ['1-1 Marunouchi', 'Chiyoda, Tokyo 100-0005'],
  ],
  ['MX', { line1: 'Calle 5', city: 'Puebla', state: 'Pue.', postalCode: '72000' }, ['Calle 5', '72000 Puebla, Pue.']],
  ['HU', { line1: 'Fő utca 1', city: 'Budapest', postalCode: '1011' }, ['Budapest', 'Fő utca 1', '1011']],
]

test.each(asWritten)('in %s %j is written as its letters are', (country, address, lines) => {
  expect(addressLines(address, country, 'en')).toEqual(lines)
  expect(addressLines({ ...address, country }, country, 'en')).toEqual(lines)
})

test('abroad the country is named in the reader’s language, at home it is not', () => {
  const berlin = { line1: 'Linden 1', city: 'Berlin', postalCode: '12345', country: 'DE' }
  expect(addressText(berlin, 'DE', 'en')).toBe('Linden 1, 12345 Berlin')
  expect(addressText(berlin, 'GB', 'en')).toBe('Linden 1, 12345 Berlin, Germany')
  expect(addressText(berlin, 'GB', 'ar')).toBe('Linden 1، 12345 Berlin، ألمانيا')
  expect(addressLines(berlin, 'US', 'de').at(-1)).toBe('Deutschland')
})

test('of an address that says nothing, nothing is written', () => {
  expect(addressLines({ country: 'DE' }, 'GB', 'en')).toEqual([])
})

test('whatever is filled in is written, in every country', () => {
  const names = new Intl.DisplayNames('en', { type: 'region', fallback: 'none' })
  const codes = [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].flatMap((one) =>
    [...'ABCDEFGHIJKLMNOPQRSTUVWXYZ'].map((two) => one + two),
  )
  for (const country of codes.filter((code) => names.of(code)))
    for (const place of ['City', '市']) {
      const address = { line1: 'Street', line2: 'House', city: place, state: 'Division', postalCode: '12345' }
      const written = addressLines(address, country, 'en').join('\n')
      for (const part of Object.values(address)) expect(written, country).toContain(part)
    }
})

test('a form asks for what the country writes, in its order', () => {
  expect(addressFields('US')).toEqual(['line1', 'line2', 'city', 'state', 'postalCode'])
  expect(addressFields('DE')).toEqual(['line1', 'line2', 'postalCode', 'city'])
  expect(addressFields('GB')).toEqual(['line1', 'line2', 'city', 'postalCode'])
  expect(addressFields('AE')).toEqual(['line1', 'line2', 'city', 'state'])
  expect(addressFields('HU')).toEqual(['city', 'line1', 'line2', 'postalCode'])
})

test.each([
  ['US', '62701', true],
  ['US', '62701-1234', true],
  ['US', 'IL', false],
  ['GB', 'SW1A 1AA', true],
  ['GB', 'sw1a1aa', true],
  ['GB', '12345', false],
  ['DE', '12345', true],
  ['DE', '1234', false],
  ['CA', 'H3Z 2Y7', true],
  ['NL', '1234 AB', true],
  ['BR', '01310-100', true],
  ['IE', 'D02 X285', true],
  ['JP', '100-0005', true],
  ['LV', 'LV-1050', true],
  ['LV', '1050', true],
  ['XX', 'anything', true],
])('in %s %j looks like a postal code: %s', (country, code, looks) =>
  expect(looksLikePostalCode(country, code)).toBe(looks),
)

test('states are chosen by the name and kept as letters write them', () => {
  expect(divisionsOf('US')).toContainEqual({ id: 'IL', label: 'Illinois' })
  expect(divisionsOf('CA')).toHaveLength(13)
  expect(divisionsOf('JP')).toHaveLength(47)
  expect(divisionsOf('IT')).toHaveLength(107)
  expect(divisionsOf('DE')).toBeUndefined()
})
