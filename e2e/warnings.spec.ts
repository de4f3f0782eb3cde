import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { demoClinic, workday } from './calendar.ts'
import { expect, test } from './journey.ts'

const reception = 'reception@riverside.example'
const okoye = 'Dr Samuel Okoye'
const warningsIn = (part: ReturnType<Page['getByRole']> | Page) =>
  part.getByRole('list', { name: 'Allergies and alerts' })

test('an allergy is added in four presses and stands wherever the patient is named, on a colleague’s screen at once', async ({
  enter,
  elsewhere,
}) => {
  const name = `Q${randomUUID()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 7)}`
  const date = workday(12)
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const patient = await demo.newPatient('Ada', name)
  const [slot] = await demo.freeSlots('Consultation', okoye, date)
  await demo.book(patient, 'Consultation', okoye, slot!.startsAt)

  const desk = await elsewhere(reception, demo.calendar(date))
  const visit = desk.getByRole('button', { name: new RegExp(`^Ada ${name}, `) })
  await visit.click()
  const panel = desk.getByRole('complementary', { name: `Ada ${name}` })
  await expect(warningsIn(panel)).toHaveText('Allergies not asked yet')

  const page = await enter('doctor@riverside.example', `/riverside/patients/${patient}`)
  await page.getByRole('button', { name: 'Add allergy' }).click()
  const dialog = page.getByRole('dialog', { name: 'Add allergy' })
  await expect(dialog.getByRole('combobox', { name: 'Substance' })).toBeFocused()
  await page.keyboard.type('penic')
  await page.getByRole('option', { name: /Penicillin/ }).click()
  await dialog.getByText('High: can kill').click()
  await dialog.getByRole('button', { name: 'Save' }).click()
  await expect(warningsIn(page).first()).toHaveText('Allergies: Penicillin')

  await expect(warningsIn(panel)).toHaveText('Allergies: Penicillin')
  await expect(visit).toHaveAccessibleName(/Allergy: Penicillin$/)
  await desk.goto(`/riverside/calendar?book=1&date=${date}&patient=${patient}`)
  await expect(warningsIn(desk.getByRole('complementary', { name: 'Book a visit' }))).toHaveText(
    'Allergies: Penicillin',
  )
})

test('by the keyboard: none known is said and taken back, and an alert is written and ended', async ({ enter }) => {
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const patient = await demo.newPatient('Ben', `Q${randomUUID().slice(0, 6)}`)
  const page = await enter('nurse@riverside.example', `/riverside/patients/${patient}`)
  await page.getByRole('button', { name: 'No known allergies' }).press('Enter')
  await expect(warningsIn(page).first()).toHaveText('No known allergies')
  await page.getByRole('button', { name: 'Take back' }).press('Enter')
  await expect(warningsIn(page).first()).toHaveText('Allergies not asked yet')

  await page.getByRole('button', { name: 'Add alert' }).press('Enter')
  const dialog = page.getByRole('dialog', { name: 'Add alert' })
  await expect(dialog.getByRole('textbox', { name: 'What to mind' })).toBeFocused()
  await page.keyboard.type('Faints at the sight of needles')
  await dialog.getByRole('button', { name: 'Save' }).press('Enter')
  await expect(warningsIn(page).first()).toContainText('Safety: Faints at the sight of needles')
  await page.getByRole('button', { name: /^Actions for the alert/ }).press('Enter')
  await page.getByRole('menuitem', { name: 'End alert' }).press('Enter')
  await expect(warningsIn(page).first()).toHaveText('Allergies not asked yet')
})

test('of two who share name and birth date each is marked wherever one is picked, and the phone tells them apart', async ({
  enter,
}) => {
  const family = `Q${Array.from(randomUUID().replaceAll(/\D/g, '').slice(0, 8), (digit) => 'bcdfghklmn'[Number(digit)]).join('')}`
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const add = (phone: string) =>
    demo.api.post('/api/v1/organizations/riverside/patients', {
      kind: 'human',
      givenName: 'Ida',
      familyName: family,
      birthDate: '1971-05-04',
      contact: { phone },
    })
  await add('+44 20 7946 0101')
  await add('+44 20 7946 0202')

  const page = await enter(reception, `/riverside/calendar?book=1&date=${workday(3)}`)
  const panel = page.getByRole('complementary', { name: 'Book a visit' })
  await panel.getByRole('combobox', { name: 'Patient' }).fill(`Ida ${family}`)
  const options = page.getByRole('option', { name: new RegExp(`^Ida ${family}`) })
  await expect(options).toHaveCount(2)
  for (const option of await options.all())
    await expect(option).toContainText('Somebody else has this name and birth date')
  await options.filter({ hasText: '0202' }).click()
  await expect(warningsIn(panel)).toContainText('Somebody else has this name and birth date')
  await expect(panel).toContainText('0202')
})
