import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { Api } from './api.ts'
import { clockAt, demoClinic, pointAt, tabTo, twoNear, workday } from './calendar.ts'
import { effortOn } from './effort.ts'
import { expect, said, speak, test } from './journey.ts'
import { addColleague, openOrganization } from './organization.ts'

const reception = 'reception@riverside.example'
const okoye = 'Dr Samuel Okoye'

/** A name that only this run has. */
const newName = () =>
  `Q${randomUUID()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 7)}`
const oldTown = () => demoClinic(reception, 'riverside', 'Old Town')
const appointmentOf = (page: Page, name: string) => page.getByRole('button', { name: new RegExp(`^${name}, `) })

test('a patient is found by a piece of the name, by the end of a phone number, by the guardian and through slips of the keys', async ({
  enter,
}) => {
  const [name, phone] = [newName(), `+44 7700 ${String(100_000 + Math.floor(Math.random() * 900_000))}`]
  const api = await Api.as(reception)
  const newPatients = [{ kind: 'human', givenName: 'Ellie', familyName: name, contact: { phone } }]
  await api.post('/api/v1/organizations/riverside/guardians', { name: `Beatrix ${name}son`, newPatients })
  const page = await enter(reception, '/riverside/patients')
  const search = page.getByRole('searchbox', { name: 'Search patients' })
  const found = page.getByRole('row', { name: `Ellie ${name}` })
  for (const piece of [name.slice(2), phone.slice(-6), `${name}son`]) {
    await search.fill(piece)
    await expect(found, `found by ${piece}`).toBeVisible()
  }
  await found.click()
  await expect(page.getByRole('complementary', { name: `Ellie ${name}` })).toContainText(`Beatrix ${name}son`)
  for (const [typed, meant] of [
    ['amela adeyemy', 'Amelia Adeyemi'],
    ['Tompson', 'Thompson'],
    ['mohammed', 'Muhammad'],
  ] as const) {
    await search.fill(typed)
    await expect(page.getByRole('row', { name: new RegExp(meant) }).first(), `found by ${typed}`).toBeVisible()
  }
})

test('a customer with two pets is added in one go, in the language of the desk', async ({ enter }) => {
  const name = newName()
  const page = await enter('reception@northgate.example', '/northgate/patients')
  await speak(page, 'Deutsch')
  await page.getByRole('button', { name: 'Neuer Patient' }).click()
  const panel = page.getByRole('complementary', { name: 'Neuer Patient' })
  await panel.getByRole('radio', { name: 'Bezugsperson mit Patienten' }).click()
  await panel.getByRole('textbox', { name: 'Name der Bezugsperson' }).fill(`Uta ${name}`)
  await panel.getByRole('textbox', { name: 'Telefon' }).fill('+49 151 23456789')
  for (const [nth, pet, species] of [
    [0, 'Bello', 'Hund'],
    [1, 'Mieze', 'Katze'],
  ] as const) {
    if (nth > 0) await panel.getByRole('button', { name: /^Weitere/ }).click()
    const card = panel
      .getByRole('group')
      .filter({ has: page.getByRole('textbox', { name: 'Name', exact: true }) })
      .nth(nth)
    if (await card.getByRole('radio', { name: 'Tier' }).isVisible())
      await card.getByRole('radio', { name: 'Tier' }).click()
    await card.getByRole('textbox', { name: 'Name', exact: true }).fill(pet)
    await card.getByRole('button', { name: /Tierart/ }).click()
    await page.getByRole('option', { name: species }).click()
  }
  await panel.getByRole('button', { name: 'Alle anlegen' }).click()
  await expect(page.getByRole('heading', { name: `Uta ${name}` })).toBeVisible()
  for (const pet of ['Bello', 'Mieze'])
    await expect(page.getByRole('link', { name: new RegExp(pet) }).first()).toBeVisible()
})

test('pressing free time books a visit in at most three more actions', async ({ enter }) => {
  const [name, date] = [newName(), workday(14)]
  const demo = await oldTown()
  const [anchor, first] = twoNear(await demo.freeSlots('Consultation', okoye, date))
  await demo.book(await demo.newPatient('Anna', name), 'Consultation', okoye, anchor.startsAt)
  await demo.newPatient('Berta', name)
  await demo.newPatient('Cilla', name)
  const page = await enter(reception, demo.calendar(date))
  const panel = page.getByRole('complementary', { name: 'Book a visit' })

  // A browser that never booked here asks for the service once.
  const { x, y } = await pointAt(appointmentOf(page, `Anna ${name}`), anchor, first.startsAt)
  await page.mouse.click(x, y)
  await panel.getByRole('button', { name: /Service/ }).click()
  await page.getByRole('option', { name: /^Consultation/ }).click()
  await panel.getByRole('combobox', { name: 'Patient' }).pressSequentially(`Berta ${name}`)
  await page.getByRole('option', { name: new RegExp(`^Berta ${name}`) }).click()
  await panel.getByRole('button', { name: `Book at ${clockAt(first.startsAt)}` }).click()
  await expect(appointmentOf(page, `Berta ${name}`)).toHaveAccessibleName(new RegExp(clockAt(first.startsAt)))

  const next = (await demo.freeSlots('Consultation', okoye, date)).find(({ startsAt }) => startsAt > first.startsAt)!
  const free = await pointAt(appointmentOf(page, `Berta ${name}`), first, next.startsAt)
  await page.mouse.click(free.x, free.y)
  const effort = effortOn(page)
  await effort.type(panel.getByRole('combobox', { name: 'Patient' }), `Cilla ${name}`)
  await effort.press(page.getByRole('option', { name: new RegExp(`^Cilla ${name}`) }))
  await effort.press(panel.getByRole('button', { name: `Book at ${clockAt(next.startsAt)}` }))
  await expect(appointmentOf(page, `Cilla ${name}`)).toHaveAccessibleName(new RegExp(clockAt(next.startsAt)))
  expect(effort.actions).toBeLessThanOrEqual(3)
})

test('a visit is dragged to another time, and one press takes it back', async ({ enter }) => {
  const [name, date] = [newName(), workday(15)]
  const demo = await oldTown()
  const [from, to] = twoNear(await demo.freeSlots('Consultation', okoye, date))
  await demo.book(await demo.newPatient('Clara', name), 'Consultation', okoye, from.startsAt)
  const page = await enter(reception, demo.calendar(date))
  const appointment = appointmentOf(page, `Clara ${name}`)
  const target = await pointAt(appointment, from, to.startsAt)
  const box = (await appointment.boundingBox())!
  await page.mouse.move(target.x, box.y + 4)
  await page.mouse.down()
  await page.mouse.move(target.x, (box.y + target.y) / 2, { steps: 4 })
  await page.mouse.move(target.x, target.y, { steps: 4 })
  await page.mouse.up()
  await expect(said(page, `Clara ${name} moved to`)).toBeVisible()
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(to.startsAt)}`))
  await said(page, `Clara ${name} moved to`).getByRole('button', { name: 'Undo' }).click()
  await expect(said(page, `Clara ${name} is back at`)).toBeVisible()
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(from.startsAt)}`))
})

test('a visit is moved, opened and left again by the keyboard alone', async ({ enter }) => {
  const organization = await openOrganization()
  const { startsAt } = await organization.book(60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  const appointment = appointmentOf(page, organization.patient.name)
  await appointment.waitFor()
  await tabTo(page, appointment)
  await page.keyboard.press('Alt+ArrowDown')
  await page.keyboard.press('Alt+ArrowDown')
  await expect(said(page, `${organization.patient.name} moved to`)).toBeVisible()
  const later = new Date(Date.parse(startsAt) + 30 * 60_000).toISOString()
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(later, organization.timeZone)}`))
  await expect(appointment).toBeFocused()
  await page.keyboard.press('Enter')
  await expect(page.getByRole('complementary', { name: organization.patient.name })).toBeVisible()
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: organization.patient.name })).toBeHidden()
  await expect(appointment).toBeFocused()
})

test('a visit is cancelled with who cancels, and its time is free again', async ({ enter }) => {
  const [name, date] = [newName(), workday(16)]
  const demo = await oldTown()
  const [slot] = await demo.freeSlots('Consultation', okoye, date)
  await demo.book(await demo.newPatient('Dora', name), 'Consultation', okoye, slot!.startsAt)
  const page = await enter(reception, demo.calendar(date))
  await appointmentOf(page, `Dora ${name}`).click()
  const panel = page.getByRole('complementary', { name: `Dora ${name}` })
  await panel.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Cancel visit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this visit?' })
  await dialog.getByText('The clinic', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Cancel visit' }).click()
  await expect(said(page, `The visit of Dora ${name} is cancelled`)).toBeVisible()
  await expect(appointmentOf(page, `Dora ${name}`)).toBeHidden()
  expect((await demo.freeSlots('Consultation', okoye, date)).map(({ startsAt }) => startsAt)).toContain(slot!.startsAt)
})

test('somebody who comes today arrives, is treated and leaves with one press each', async ({ enter }) => {
  const organization = await openOrganization()
  await organization.book(30)
  const colleague = await addColleague(organization, 'Rita Lane', 'receptionist')
  const page = await enter(colleague.email, `/${organization.slug}/today`)
  const row = page.getByRole('listitem').filter({ hasText: organization.patient.name })
  for (const [step, told] of [
    ['Arrived', 'has arrived'],
    ['Start', 'is in treatment'],
    ['Complete', 'is done'],
  ] as const) {
    await row.getByRole('button', { name: step, exact: true }).first().click()
    await expect(said(page, `${organization.patient.name} ${told}`)).toBeVisible()
    // a row keeps its place while the pointer is over the lists
    await page.mouse.move(0, 0)
  }
  await expect(page.getByRole('heading', { name: /^Done/ })).toBeVisible()
})

test('a time that somebody else just took is refused with free times, and one of them is taken at once', async ({
  enter,
}) => {
  const [name, date] = [newName(), workday(17)]
  const demo = await oldTown()
  const [slot] = await demo.freeSlots('Consultation', okoye, date)
  await demo.newPatient('Emma', name)
  const practitioner = await demo.ids('practitioners', okoye)
  const service = await demo.ids('services', 'Consultation')
  const page = await enter(
    reception,
    demo.calendar(date, `&book=1&practitioner=${practitioner}&service=${service}&at=${slot!.startsAt}`),
  )
  const panel = page.getByRole('complementary', { name: 'Book a visit' })
  await panel.getByRole('combobox', { name: 'Patient' }).pressSequentially(`Emma ${name}`)
  await page.getByRole('option', { name: new RegExp(`^Emma ${name}`) }).click()
  await demo.book(await demo.newPatient('Faster', name), 'Consultation', okoye, slot!.startsAt)
  await panel.getByRole('button', { name: /^Book at/ }).click()
  const refusal = panel.getByRole('alert').filter({ hasText: 'Already booked' })
  await expect(refusal).toBeVisible()
  await refusal.getByRole('button').first().click()
  await panel.getByRole('button', { name: /^Book at/ }).click()
  await expect(said(page, `Emma ${name} is booked`)).toBeVisible()
})

test('what the desk books appears on a colleague’s screen by itself', async ({ enter, elsewhere }) => {
  const organization = await openOrganization()
  const colleague = await addColleague(organization, 'Rita Lane', 'receptionist')
  const theirs = await elsewhere(colleague.email, `/${organization.slug}/calendar`)
  const mine = await enter(organization.owner.email, `/${organization.slug}/calendar?book=1`)
  await expect(theirs.getByRole('group', { name: 'Dr Ada Quill, 0 visits' })).toBeVisible()
  const panel = mine.getByRole('complementary', { name: 'Book a visit' })
  await panel.getByRole('combobox', { name: 'Patient' }).pressSequentially('Martha')
  await mine.getByRole('option', { name: /^Martha Winter/ }).click()
  await panel.getByRole('group', { name: 'Free times' }).getByRole('button').last().click()
  const seen = appointmentOf(theirs, organization.patient.name)
    .waitFor()
    .then(() => performance.now())
  await panel.getByRole('button', { name: /^Book at/ }).click()
  await appointmentOf(mine, organization.patient.name).waitFor()
  const here = performance.now()
  const late = Math.round((await seen) - here)
  process.stdout.write(`a colleague saw the booking ${late} ms after the desk did\n`)
})
