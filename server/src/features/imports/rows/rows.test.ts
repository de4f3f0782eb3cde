import { expect, test } from 'vitest'
import type { ImportField } from '@polyclinic/contract/imports/import-fields.ts'
import { batchesOf, type BadRow } from './batches.ts'
import { guessColumns } from './heads.ts'
import { readRow, type RowFacts } from './read-row.ts'

const tables: [string, 'human' | 'veterinary', string, (ImportField | null)[]][] = [
  [
    'Cliniko',
    'human',
    'Title,First name,Preferred first name,Last name,Date of birth,Sex,Email,Phone number,Address 1,City,State,Post code,Country,Notes,Invoice to',
    [
      'title',
      'givenName',
      'usedName',
      'familyName',
      'birthDate',
      'sex',
      'email',
      'phone',
      'street',
      'city',
      'state',
      'postalCode',
      'country',
      'memo',
      null,
    ],
  ],
  [
    'Jane',
    'human',
    'Patient Number,First Name,Last Name,Preferred Name,Birth Date,Sex,Email,Home Phone,Mobile Phone,Street Address,Street Address 2,City,Province,Postal,Country',
    [
      null,
      'givenName',
      'familyName',
      'usedName',
      'birthDate',
      'sex',
      'email',
      null,
      'phone',
      'street',
      'street2',
      'city',
      'state',
      'postalCode',
      'country',
    ],
  ],
  [
    'OpenVPMS',
    'veterinary',
    'Customer Id,Customer First Name,Customer Last Name,Customer Mobile Phone,Customer Email,Patient Name,Species,Breed,Sex,Desexed,Date of Birth,Microchip,Colour',
    [
      null,
      'guardianGivenName',
      'guardianFamilyName',
      'guardianPhone',
      'guardianEmail',
      'givenName',
      'species',
      'breed',
      'sex',
      'isNeutered',
      'birthDate',
      'microchip',
      'colour',
    ],
  ],
  [
    'Google Contacts',
    'human',
    'First Name,Middle Name,Last Name,Name Prefix,Nickname,Birthday,Notes,E-mail 1 - Label,E-mail 1 - Value,Phone 1 - Value,Address 1 - Street,Address 1 - City,Address 1 - Postal Code',
    [
      'givenName',
      null,
      'familyName',
      'title',
      'usedName',
      'birthDate',
      'memo',
      null,
      'email',
      'phone',
      'street',
      'city',
      'postalCode',
    ],
  ],
  [
    'German',
    'veterinary',
    'Tiername,Tierart,Rasse,Halter,Telefon Halter,Geb.-Datum',
    ['givenName', 'species', 'breed', 'guardianName', 'guardianPhone', 'birthDate'],
  ],
  ['Arabic', 'human', 'الاسم الأول,اسم العائلة,تاريخ الميلاد,الجوال', ['givenName', 'familyName', 'birthDate', 'phone']],
]

test.each(tables)('the heads of %s are known', (_, treats, heads, fields) => {
  expect(guessColumns(heads.split(','), treats)).toEqual(fields)
})

const facts = (columns: ImportField[], more: Partial<RowFacts['setup']> = {}): RowFacts => ({
  setup: { columns, dateOrder: 'country', kind: 'human', duplicates: 'skip', ...more },
  country: 'DE',
  treats: 'mixed',
  today: '2026-11-29',
})

test('a row is read as people write: whole names, days in their order, words of three languages', () => {
  const columns: ImportField[] = ['fullName', 'birthDate', 'sex', 'country', 'phone']
  const read = (row: string[], order?: 'month-first') => readRow(row, facts(columns, order ? { dateOrder: order } : {}))
  expect(read(['Haddad, Amina', '4.5.1988', 'weiblich', 'Österreich', '0049 30 901820'])).toEqual({
    patient: {
      kind: 'human',
      givenName: 'Amina',
      familyName: 'Haddad',
      birthDate: '1988-05-04',
      sex: 'female',
      contact: { phone: '+49 30 901820', address: { country: 'AT' } },
    },
  })
  expect(read(['Amina Haddad', '04/05/1988 00:00:00', 'أنثى', 'us', ''], 'month-first')).toMatchObject({
    patient: {
      givenName: 'Amina',
      familyName: 'Haddad',
      birthDate: '1988-04-05',
      contact: { address: { country: 'US' } },
    },
  })
})

test('an animal brings its owner, and its sex may say more', () => {
  const columns: ImportField[] = ['givenName', 'species', 'sex', 'guardianName', 'guardianPhone']
  expect(readRow(['Bello', 'Hund', 'MN', 'Brandt, Jonas', '0431 222'], facts(columns))).toEqual({
    patient: { kind: 'animal', givenName: 'Bello', species: 'dog', sex: 'male', isNeutered: true },
    owner: { name: 'Jonas Brandt', contact: { phone: '0431 222' } },
  })
})

const bad: [ImportField, string, string][] = [
  ['givenName', '', 'required'],
  ['givenName', 'x'.repeat(121), 'too-long'],
  ['givenName', 'a\u0001b', 'characters'],
  ['birthDate', '30.2.1990', 'date'],
  ['birthDate', '1.1.1880', 'range'],
  ['birthDate', '2030-01-01', 'future'],
  ['sex', 'maybe', 'choice'],
  ['email', 'nobody', 'email'],
  ['phone', 'call me', 'phone'],
  ['species', 'unicorn', 'choice'],
  ['microchip', '12', 'microchip'],
  ['country', 'Atlantis', 'choice'],
  ['guardianEmail', 'x@y', 'email'],
]

test.each(bad)('%s %s is said to be wrong by its field and a code', (field, value, code) => {
  const columns: ImportField[] = field === 'givenName' ? ['givenName'] : ['givenName', field]
  const found = readRow(field === 'givenName' ? [value] : ['Ada', value], facts(columns))
  expect(found).toEqual(expect.arrayContaining([{ field, code, value }]))
})

test('a day of death before the birth, and a chip of a human, are refused as where one is added', () => {
  expect(readRow(['A', '2000-01-02', '1999-01-01'], facts(['givenName', 'birthDate', 'deceasedOn']))).toMatchObject([
    { field: 'deceasedOn', code: 'before-birth' },
  ])
  expect(readRow(['A', '985113000000001'], facts(['givenName', 'microchip']))).toMatchObject([{ code: 'animals-only' }])
})

test('of a row that is handed back its named cells are kept, and of an endless one every cell is shortened', async () => {
  const long = 'x'.repeat(2_000)
  const lines = ['First name,Born,Memo', `Ada,never,${long},beyond`, `Grace,never,${'x'.repeat(20_000)}`]
  const reading = { format: 'csv', encoding: 'utf-8', separator: ',' } as const
  const read = facts(['givenName', 'birthDate', 'memo'])
  const bad: BadRow[] = []
  for await (const batch of batchesOf(Buffer.from(lines.join('\n')), reading, read, 10)) bad.push(...batch.bad)
  expect(bad.map(({ cells }) => cells.map((cell) => cell.length))).toEqual([
    [3, 5, 2_000],
    [5, 5, 80],
  ])
})
