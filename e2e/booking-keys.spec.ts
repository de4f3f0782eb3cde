import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { clockAt, demoClinic, workday } from './calendar.ts'
import { expect, said, test } from './journey.ts'

const reception = 'reception@riverside.example'
const okoye = 'Dr Samuel Okoye'
const panelOf = (page: Page) => page.getByRole('complementary', { name: 'Book a visit' })
const fieldOf = (page: Page) => panelOf(page).getByRole('combobox', { name: 'Patient' })
/** The dashed place in the calendar that is being booked. */
const ghostOf = (page: Page) => page.locator('[data-pending]')

const newName = () =>
  `Q${randomUUID()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 7)}`

test('a visit is booked by the keyboard alone, in at most twelve keys beside the name', async ({ enter }) => {
  const [name, date] = [newName(), workday(8)]
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const slots = await demo.freeSlots('Consultation', okoye, date)
  const [earlier, wanted] = [slots[0]!, slots.at(-1)!]
  // Who came for a consultation before probably comes for one again.
  const patient = await demo.newPatient('Kay', name)
  await demo.book(patient, 'Consultation', okoye, earlier.startsAt)
  const page = await enter(reception, demo.calendar(date))
  await page.getByRole('button', { name: new RegExp(`^Kay ${name}, `) }).waitFor()
  let keys = 0
  const press = async (key: string) => {
    await page.keyboard.press(key)
    keys += key.split('+').length
  }
  await press('n')
  await expect(fieldOf(page)).toBeFocused()
  await page.keyboard.type(name)
  await press('Enter')
  await expect(fieldOf(page)).toHaveValue(`Kay ${name}`)
  await expect(panelOf(page).getByRole('button', { name: /^Consultation Service/ })).toBeVisible()
  // Nothing but the time is missing, and that is where the keyboard goes.
  await press('Control+Enter')
  await expect(panelOf(page).getByRole('spinbutton', { name: /^hour/ })).toBeFocused()
  for (const digit of clockAt(wanted.startsAt).replace(':', '')) await press(digit)
  await expect(panelOf(page).getByRole('button', { name: `Book at ${clockAt(wanted.startsAt)}` })).toBeVisible()
  await press('Control+Enter')
  await expect(said(page, `Kay ${name} is booked`)).toBeVisible()
  expect(keys).toBeLessThanOrEqual(12)
  await expect(panelOf(page)).toBeHidden()
  expect(await page.evaluate(() => document.activeElement === document.body)).toBe(false)
})

test('the chosen patient is told from others of the name by birth date, phone, memo and next visit', async ({
  enter,
}) => {
  const [name, date] = [newName(), workday(9)]
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const add = (birthDate: string, phone: string, memo?: string) =>
    demo.api.post<{ id: string }>('/api/v1/organizations/riverside/patients', {
      kind: 'human',
      givenName: 'Siobhán',
      familyName: name,
      birthDate,
      contact: { phone },
      memo,
    })
  await add('1951-03-02', '+44 7700 900777')
  const younger = await add('1999-06-24', '+44 7700 900778', 'Parks at the back')
  const [slot] = await demo.freeSlots('Consultation', okoye, date)
  await demo.book(younger.id, 'Consultation', okoye, slot!.startsAt)
  const page = await enter(reception, `/riverside/calendar?book=1&date=${date}`)
  await fieldOf(page).pressSequentially(name)
  await expect(page.getByRole('option').filter({ hasText: '+44 7700 900777' })).toContainText('1951')
  await page.getByRole('option').filter({ hasText: '24 Jun 1999' }).click()
  await expect(fieldOf(page)).toBeFocused()
  for (const fact of ['24 Jun 1999', '+44 7700 900778', 'Parks at the back', 'Next visit', clockAt(slot!.startsAt)])
    await expect(panelOf(page)).toContainText(fact)
})

test('the dashed place follows the form: time, length, day, practitioner and name', async ({ enter }) => {
  const [name, date, later] = [newName(), workday(10), workday(11)]
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const [slot] = await demo.freeSlots('Consultation', okoye, date)
  const patient = await demo.newPatient('Gia', name)
  const practitioner = await demo.ids('practitioners', okoye)
  const page = await enter(
    reception,
    demo.calendar(date, `&book=1&practitioner=${practitioner}&patient=${patient}&at=${slot!.startsAt}`),
  )
  await expect(ghostOf(page)).toHaveText(`Gia ${name}`)
  const choose = async (service: string) => {
    await panelOf(page)
      .getByRole('button', { name: / Service/ })
      .click()
    await page.getByRole('option', { name: new RegExp(`^${service}`) }).click()
    await expect(panelOf(page).getByRole('button', { name: new RegExp(`^${service} Service`) })).toBeVisible()
    return (await ghostOf(page).boundingBox())!
  }
  const short = await choose('Consultation')
  const long = await choose('Long consultation')
  expect(long.height).toBeGreaterThan(short.height * 1.8)
  expect(long.y).toBe(short.y)
  await panelOf(page)
    .getByRole('spinbutton', { name: /^hour, Time/ })
    .focus()
  await page.keyboard.press('ArrowUp')
  await expect.poll(async () => (await ghostOf(page).boundingBox())!.y).toBeGreaterThan(short.y)
  // Half a time is no time: it is said at the field, and nothing is booked at the one that stood there.
  const hour = panelOf(page).getByRole('spinbutton', { name: /^hour, Time/ })
  const whole = await hour.innerText()
  await page.keyboard.press('Delete')
  await page.keyboard.press('Backspace')
  await panelOf(page).getByRole('button', { name: 'Book visit' }).click()
  await expect(panelOf(page).getByText('Complete this time.')).toBeVisible()
  await expect(hour).toBeFocused()
  await page.keyboard.type(whole)
  await expect(panelOf(page).getByText('Complete this time.')).toBeHidden()
  const columnOf = async () => (await ghostOf(page).boundingBox())!.x
  const before = await columnOf()
  await panelOf(page)
    .getByRole('button', { name: / Practitioner/ })
    .click()
  await page.getByRole('option', { name: 'Dr Priya Raman' }).click()
  await expect.poll(columnOf).not.toBe(before)
  await panelOf(page)
    .getByRole('spinbutton', { name: /^day, / })
    .focus()
  await page.keyboard.type(later.slice(8))
  if (later.slice(5, 7) !== date.slice(5, 7)) await page.keyboard.type(later.slice(5, 7))
  await expect(page).toHaveURL(new RegExp(`date=${later}`))
  await expect(ghostOf(page)).toHaveText(`Gia ${name}`)
})

test('a service that is not given here says where it is, and is booked there', async ({ enter }) => {
  const demo = await demoClinic(reception, 'riverside', 'Harbour')
  const page = await enter(reception, demo.calendar(workday(8), '&book=1'))
  await panelOf(page)
    .getByRole('button', { name: / Service/ })
    .click()
  await page.getByRole('option', { name: /^Blood test/ }).click()
  await expect(panelOf(page).getByRole('status').filter({ hasText: 'Given at Old Town.' })).toBeVisible()
  await panelOf(page).getByRole('button', { name: 'Book there' }).click()
  await expect(panelOf(page).getByRole('button', { name: /^Old Town Clinic/ })).toBeVisible()
  await expect(panelOf(page).getByText('Given at Old Town.')).toBeHidden()
  await expect(page.getByRole('banner')).toContainText('Old Town')
})
