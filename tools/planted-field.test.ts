import { afterAll, beforeAll, expect, test } from 'vitest'
import { filesOf, hasTurn, scratchCopy, type ScratchCopy } from './scratch-copy.ts'

// A field that patients do not have is put into a copy of the repository, in the files that the how-to names and no others.

const isDeep = process.env.DEEP === '1'

const inTable = (table: string, line: string) => (text: string) =>
  text.replace(new RegExp(`(?<=${table} = \\{\n)`), `  ${line}\n`)
const inCatalogue = (word: string) => (text: string) =>
  text
    .replace('"field": {', `"field": {\n    "occupation": "${word}",`)
    .replace(/"field": \{(?=\s*"given_name")/, `"field": {\n      "occupation": "${word}",`)

const migration = 'server/database/migrations/tenant/9001_patients_occupation.sql'
const generated = 'server/src/database-tables/tenant/patients.ts'

const planted: Record<string, (text: string) => string> = {
  'contract/src/patients/fields.ts': inTable('chartFields', 'occupation: words(text(80)),'),
  [migration]: () => '-- expand\nalter table tenant.patients add column occupation_sealed bytea;\n',
  'server/src/features/patients/patients/fields.ts': (text) =>
    text.replace('sealedFields = {', 'sealedFields = { occupation: text,'),
  'web/src/features/patients/patient-form/patient-fields.ts': inTable('formFields', 'occupation: plainText,'),
  'web/src/features/patients/locales/en.json': inCatalogue('Occupation'),
  'web/src/features/patients/locales/de.json': inCatalogue('Beruf'),
  'web/src/features/patients/locales/ar.json': inCatalogue('المهنة'),
}

const onServer = `
import { afterAll, beforeAll, expect, test } from 'vitest'
import { createWorld, type TestOrganization, type World } from '../../../testing/world.ts'

let world: World
let org: TestOrganization
beforeAll(async () => {
  world = await createWorld()
  org = await world.organization()
})
afterAll(() => world?.close())

test('it comes in, lies sealed, is shown, changed and emptied', async () => {
  const made = await org.owner.post('/patients', { kind: 'human', givenName: 'Ada', occupation: ' Countess ' })
  expect([made.status, made.body.occupation]).toEqual([201, 'Countess'])
  const { rows } = await world.owner.query('select occupation_sealed from tenant.patients where id = $1', [made.body.id])
  expect(rows[0].occupation_sealed.toString('latin1')).not.toContain('Countess')
  const at = '/patients/' + made.body.id
  expect((await org.owner.get(at)).body.occupation).toBe('Countess')
  const named = await org.owner.patch(at, { familyName: 'King' }, 1)
  expect(named.body.occupation).toBe('Countess')
  expect((await org.owner.patch(at, { occupation: 'Analyst' }, 2)).body.occupation).toBe('Analyst')
  expect((await org.owner.patch(at, { occupation: null }, 3)).body).not.toHaveProperty('occupation')
  expect((await org.owner.post('/patients', { kind: 'human', givenName: 'Ada', occupation: 7 })).status).toBe(400)
})
`

const onWeb = `
import { expect, test } from 'vitest'
import { plainFields, plainFieldsOf } from './patient-fields.ts'
import { emptyPatient, newPatientBody, patientChange, patientValues } from './patient-values.ts'

test('the form holds it, gives it and asks for it; the page shows it', () => {
  const empty = emptyPatient('human')
  expect(newPatientBody(empty).occupation).toBeUndefined()
  expect(newPatientBody({ ...empty, occupation: ' Smith ' }).occupation).toBe('Smith')
  const held = patientValues({ kind: 'human', givenName: 'Ada', guardians: [], occupation: 'Smith' } as never)
  expect(held.occupation).toBe('Smith')
  expect(patientChange(held, { ...held, occupation: '' })).toEqual({ occupation: null })
  expect(plainFieldsOf('human')).toContain('occupation')
  expect(plainFields).toContain('occupation')
})
`

let copy: ScratchCopy
beforeAll(() => {
  copy = scratchCopy('tools/example-feature/')
  for (const [file, plant] of Object.entries(planted)) copy.change(file, plant)
})
afterAll(() => copy.remove())

test('the how-to names the files that it takes, and beside catalogues at most six', () => {
  const named = filesOf('add-a-patient-field.md')
  const kept = (files: string[]) => files.map((file) => file.replace(/(?<=migrations\/tenant\/).*/, '')).toSorted()
  expect(kept(named)).toEqual(kept([...Object.keys(planted), generated]))
  expect(named.filter((file) => !file.includes('/locales/')).length).toBeLessThanOrEqual(6)
})

test.runIf(hasTurn('field'))(
  'a new field comes in through the API, is kept, changed and shown, on the server and in the app',
  () => {
    copy.change('server/src/features/patients/patients/occupation.test.ts', () => onServer)
    copy.change('web/src/features/patients/patient-form/occupation.test.ts', () => onWeb)
    copy.run('node_modules/vitest/vitest.mjs', 'run', 'occupation', ...(isDeep ? ['tools/check-database.test.ts'] : []))
  },
)

test('every catalogue has a word for it', () => {
  copy.run('tools/check-texts.ts')
})

test.runIf(isDeep)('the compiler knows it everywhere', () => {
  copy.run('tools/gen-tables.ts')
  expect(copy.read(generated)).toContain('occupation_sealed')
  copy.run('node_modules/typescript/bin/tsc', '-p', '.', '--checkers', '1')
  copy.run('node_modules/typescript/bin/tsc', '-p', 'web', '--checkers', '1')
})
