import { randomInt } from 'node:crypto'
import type { Page } from '@playwright/test'
import { demoClinic } from './calendar.ts'
import { expect, test } from './journey.ts'

const reception = 'reception@riverside.example'
const meadow = 'owner@meadow.example'
const warning = (page: Page) => page.getByRole('status').filter({ hasText: 'May already be on file' })

/** A name and a phone that only this run has; ten letters: what is longer than any name has no slips of the keys. */
const letters = () => Array.from({ length: 10 }, () => 'abcdefghiklmnoprst'[randomInt(18)]).join('')
const newPhone = () => `+44 20 7${randomInt(100_000, 999_999)}${randomInt(100, 999)}`
const inArabicDigits = (text: string) => text.replaceAll(/\d/g, (digit) => String.fromCharCode(0x660 + Number(digit)))

test('an owner whose phone is on file is named before the owner is added twice, in every form that adds one', async ({
  enter,
}) => {
  const [owner, phone] = [`Wren Quill${letters()}`, newPhone()]
  const demo = await demoClinic(meadow, 'meadow', 'Meadow Lane')
  await demo.api.post('/api/v1/organizations/meadow/guardians', { name: owner, contact: { phone } })

  const page = await enter(meadow, '/meadow/patients?new=customer')
  await page.getByLabel('Owner’s name').fill('Somebody Else')
  await page.getByLabel('Phone').fill(inArabicDigits(phone))
  await expect(warning(page)).toContainText(owner)
  await expect(warning(page)).toContainText('Same phone')
  await page.getByLabel('Phone').fill(newPhone())
  await expect(warning(page)).toHaveCount(0)

  await page.goto('/meadow/patients?new=patient')
  await page.getByRole('combobox', { name: 'Owners' }).fill(`Nobody ${letters()}`)
  await page.getByRole('option', { name: /^Add “/ }).click()
  await page.getByRole('group', { name: 'New owner' }).getByLabel('Phone').fill(phone)
  await page.getByRole('button', { name: `Use this one: ${owner}` }).click()
  await expect(page.getByRole('button', { name: `Remove ${owner}` })).toBeVisible()
})

test('a patient whose day and month of birth were swapped is named, and a booking takes the one on file', async ({
  enter,
}) => {
  const [given, family] = ['Imogen', `Quill${letters()}`]
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const person = { kind: 'human', givenName: given, familyName: family, birthDate: '1980-03-01' }
  await demo.api.post('/api/v1/organizations/riverside/patients', person)

  const page = await enter(reception, '/riverside/calendar?book=1')
  await page.getByRole('combobox', { name: 'Patient' }).fill(`${given} ${family}x`)
  await page.getByRole('option', { name: /^Add “/ }).click()
  await page.getByLabel('Birth date').fill('3 January 1980')
  await expect(warning(page)).toContainText('Similar name · Birth date with day and month swapped')
  await page.getByLabel('Birth date').fill('1 March 1981')
  await expect(warning(page)).toContainText('Birth date one year off')
  await page.getByRole('button', { name: `Use this one: ${given} ${family}` }).click()
  await expect(page.getByRole('combobox', { name: 'Patient' })).toHaveValue(`${given} ${family}`)
})

test('where nobody can look whether somebody is on file, nothing is said and adding works', async ({ enter }) => {
  const page = await enter(reception, '/riverside/patients?new=patient')
  await page.route('**/duplicate-checks', (route) => route.abort())
  const family = `Quill${letters()}`
  await page.getByLabel('Given name').fill('Ottilie')
  const asked = page.waitForRequest('**/duplicate-checks')
  await page.getByLabel('Family name').fill(family)
  await asked
  await page.getByRole('button', { name: 'Add patient' }).click()
  await expect(page.getByRole('heading', { name: `Ottilie ${family}` })).toBeVisible()
})
