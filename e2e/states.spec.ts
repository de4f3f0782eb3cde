import type { Page } from '@playwright/test'
import { demoClinic, workday } from './calendar.ts'
import { expect, said, signIn, test } from './journey.ts'
import { addColleague, openEmptyOrganization, openOrganization, type Organization } from './organization.ts'

/** Out of every list, so that nothing has to keep its place for the pointer. */
const pointElsewhere = (page: Page) => page.mouse.move(0, 0)

async function stateOf({ owner, slug }: Organization, id: string): Promise<string> {
  const { state } = await owner.api.get<{ state: string }>(`/api/v1/organizations/${slug}/appointments/${id}`)
  return state
}

async function bookForNow({ owner, slug, patient, service, practitioner, clinic }: Organization): Promise<string> {
  const { id } = await owner.api.post<{ id: string }>(`/api/v1/organizations/${slug}/appointments`, {
    patientId: patient.id,
    serviceId: service.id,
    practitionerId: practitioner.id,
    clinicId: clinic.id,
    startsAt: new Date().toISOString(),
  })
  return id
}

test('every step of the day is taken back with one press or one key', async ({ enter }) => {
  const organization = await openOrganization()
  const { id } = await organization.book(30)
  const colleague = await addColleague(organization, 'Rita Lane', 'receptionist')
  const page = await enter(colleague.email, `/${organization.slug}/calendar?visit=${id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  const take = async (step: string, told: string, state: string) => {
    await panel.getByRole('button', { name: step, exact: true }).click()
    await expect(said(page, told)).toBeVisible()
    expect(await stateOf(organization, id)).toBe(state)
  }
  await take('Arrived', 'has arrived', 'arrived')
  await said(page, 'has arrived').getByRole('button', { name: 'Undo' }).click()
  await expect(said(page, 'is back to “Not confirmed”')).toBeVisible()
  expect(await stateOf(organization, id)).toBe('booked')

  await take('Arrived', 'has arrived', 'arrived')
  await take('Start', 'is in treatment', 'in-progress')
  await take('Complete', 'is done', 'completed')
  for (const [state, stored] of [
    ['In treatment', 'in-progress'],
    ['Arrived', 'arrived'],
    ['Not confirmed', 'booked'],
  ] as const) {
    await page.keyboard.press('Control+z')
    await expect(panel.getByText(state, { exact: true })).toBeVisible()
    await expect.poll(() => stateOf(organization, id)).toBe(stored)
  }
})

test('the menu leads back to where a visit came from, and offers nothing that cannot be', async ({ enter }) => {
  const organization = await openOrganization()
  const id = await bookForNow(organization)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar?visit=${id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await panel.getByRole('button', { name: 'More' }).click()
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Start', 'No-show', 'Cancel visit'])
  await page.getByRole('menuitem', { name: 'No-show' }).click()
  await panel.getByText('No-show', { exact: true }).waitFor()
  await panel.getByRole('button', { name: 'Back to “Not confirmed”' }).click()
  await expect(panel.getByText('Not confirmed', { exact: true })).toBeVisible()
})

test('a visit of another day is confirmed, and nobody can arrive before its time', async ({ enter }) => {
  const organization = await openOrganization()
  const { id } = await organization.book(24 * 60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar?visit=${id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await expect(panel.getByRole('button', { name: 'Arrived' })).toBeHidden()
  await panel.getByRole('button', { name: 'Confirm', exact: true }).click()
  await expect(panel.getByText('Confirmed', { exact: true })).toBeVisible()
  await panel.getByRole('button', { name: 'More' }).click()
  expect(await page.getByRole('menuitem').allInnerTexts()).toEqual(['Back to “Not confirmed”', 'Cancel visit'])
})

test('a double press arrives one patient, and the row stays under the pointer until it leaves', async ({ enter }) => {
  const organization = await openOrganization()
  const appointments = [await organization.book(30), await organization.book(75)]
  const page = await enter(organization.owner.email, `/${organization.slug}/today`)
  const next = page.locator('#desk-next').getByRole('listitem')
  await expect(next).toHaveCount(2)
  await next.first().getByRole('button', { name: 'Arrived', exact: true }).dblclick()
  await expect(said(page, 'has arrived')).toBeVisible()
  await expect(next.first().getByRole('button', { name: /^Undo for/ })).toBeVisible()
  await expect(next).toHaveCount(2)
  expect(await Promise.all(appointments.map(({ id }) => stateOf(organization, id)))).toEqual(['arrived', 'booked'])
  // what a colleague does meanwhile moves nothing either
  await organization.book(120)
  await expect(page.getByRole('link', { name: /still to come/ })).toContainText('2')
  await expect(next).toHaveCount(2)
  await pointElsewhere(page)
  await expect(next).toHaveCount(2)
  await expect(next.getByRole('button', { name: /^Undo for/ })).toHaveCount(0)
  await expect(page.locator('#desk-waiting').getByRole('listitem')).toHaveCount(1)
})

test('on a phone a row of today gives the name a line of its own, and says the state in a word', async ({ enter }) => {
  const organization = await openOrganization()
  await organization.book(30)
  const page = await enter(organization.owner.email, `/${organization.slug}/today`)
  await page.setViewportSize({ width: 390, height: 844 })
  const row = page.locator('#desk-next').getByRole('listitem')
  const name = row.getByText(organization.patient.name, { exact: true })
  expect(await name.evaluate((element) => element.scrollWidth - element.clientWidth)).toBeLessThanOrEqual(0)
  const bottom = ({ y, height }: { y: number; height: number }) => y + height
  for (const beside of [row.getByText('Not confirmed', { exact: true }), row.getByRole('button', { name: 'Arrived' })])
    expect((await beside.boundingBox())!.y).toBeGreaterThanOrEqual(bottom((await name.boundingBox())!))
})

test('a cancelled visit is brought back while its time is free', async ({ enter }) => {
  const organization = await openOrganization()
  const { id } = await organization.book(26 * 60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar?visit=${id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await panel.getByRole('button', { name: 'More' }).click()
  await page.getByRole('menuitem', { name: 'Cancel visit' }).click()
  const dialog = page.getByRole('dialog', { name: 'Cancel this visit?' })
  await dialog.getByText('The patient', { exact: true }).click()
  await dialog.getByRole('button', { name: 'Cancel visit' }).click()
  await said(page, 'is cancelled').getByRole('button', { name: 'Undo' }).click()
  await expect(said(page, 'takes place after all')).toBeVisible()
  expect(await stateOf(organization, id)).toBe('booked')
  await expect(panel.getByText('Not confirmed', { exact: true })).toBeVisible()
})

test('what was cancelled is not brought back over somebody else, and other times are named', async ({ enter }) => {
  const organization = await openOrganization()
  const { id, startsAt } = await organization.book(26 * 60)
  const at = `/api/v1/organizations/${organization.slug}`
  await organization.owner.api.post(`${at}/appointments/${id}/cancellation`, { reason: 'client', notify: false })
  await organization.book(26 * 60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar?visit=${id}`)
  const panel = page.getByRole('complementary', { name: organization.patient.name })
  await panel.getByRole('button', { name: /^Bring the visit back/ }).click()
  await expect(said(page, 'Free instead')).toBeVisible()
  await expect(panel.getByText('Cancelled', { exact: true }).first()).toBeVisible()
  await page.goto(`/${organization.slug}/calendar?date=${startsAt.slice(0, 10)}`)
  const blocks = page.getByRole('button', { name: new RegExp(`^${organization.patient.name}, `) })
  await expect(blocks).toHaveCount(1)
  await page.getByRole('button', { name: 'View options' }).click()
  await page.getByText('Cancelled visits').click()
  await page.keyboard.press('Escape')
  await expect(page).toHaveURL(/cancelled=included/)
  await expect(blocks).toHaveCount(2)
  await page.getByRole('button', { name: new RegExp(`^${organization.patient.name}, .*, Cancelled$`) }).click()
  await expect(panel.getByRole('button', { name: /^Bring the visit back/ })).toBeVisible()
})

test('a patient lands on their next visit', async ({ page }) => {
  const demo = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const at = '/api/v1/organizations/riverside/patients'
  const { items } = await demo.api.get<{ items: { id: string }[] }>(at, { search: 'Amina Farouk' })
  const [slot] = await demo.freeSlots('Consultation', 'Dr Samuel Okoye', workday(4))
  await demo.book(items[0]!.id, 'Consultation', 'Dr Samuel Okoye', slot!.startsAt)
  await page.goto('/sign-in')
  await signIn(page, 'amina@demo.example')
  await expect(page).toHaveURL(/\/account\/records$/)
  const row = page.getByRole('listitem').filter({ hasText: 'Amina Farouk' })
  await expect(row).toContainText(/الموعد القادم.*(GMT|غرينتش|بريطانيا)/)
  await row.getByRole('link', { name: 'الإلغاء' }).click()
  await expect(page).toHaveURL(/\/visit\/riverside\//)
  await expect(page.getByText('Amina').first()).toBeVisible()
})

test('whoever treats lands at the clinic they work at, and stays where they chose to be', async ({ elsewhere }) => {
  for (const [account, organization, clinic] of [
    ['doctor@riverside.example', 'Riverside Medical Practice', 'Old Town'],
    ['nurse@riverside.example', 'Riverside Medical Practice', 'Old Town'],
    ['vet@meadow.example', 'Meadow', 'Meadow Lane'],
  ] as const) {
    const page = await elsewhere(account, '/')
    await expect(page.getByRole('heading', { name: 'Today', level: 1 })).toBeVisible()
    await expect(page.getByRole('main').getByText(` · ${clinic}`)).toBeVisible()
    if (organization === 'Meadow') continue
    await page.getByRole('button', { name: new RegExp(`^${organization}`) }).click()
    await page.getByRole('menuitem', { name: 'Harbour' }).click()
    await expect(page.getByRole('main').getByText(' · Harbour')).toBeVisible()
    await page.reload()
    await expect(page.getByRole('main').getByText(' · Harbour')).toBeVisible()
  }
})

test('whoever treats opens on their own next patient, and on everyone’s day by one press', async ({ enter }) => {
  const { owner, at, slug, timeZone } = await openEmptyOrganization()
  const { account } = await owner.api.get<{ account: { id: string } }>('/api/v1/me')
  const add = (what: string, body: object) => owner.api.post<{ id: string }>(`${at}/${what}`, body)
  const clinic = await add('clinics', { name: 'Main Street', timeZone })
  const practitioner = await add('practitioners', {
    displayName: 'Dr Olive Field',
    profession: 'doctor',
    accountId: account.id,
    clinicIds: [clinic.id],
  })
  const service = await add('services', { name: 'Consultation', durationMinutes: 30 })
  const patient = await add('patients', { kind: 'human', givenName: 'Omar', familyName: 'Stone' })
  await add('appointments', {
    patientId: patient.id,
    serviceId: service.id,
    practitionerId: practitioner.id,
    clinicId: clinic.id,
    startsAt: new Date().toISOString(),
    outsideHours: true,
  })
  const page = await enter(owner.email, `/${slug}/today`)
  const main = page.getByRole('main')
  const lead = main.getByRole('region', { name: 'Next up', exact: true })
  await expect(main.getByRole('radio', { name: 'My day' })).toBeChecked()
  await expect(lead.getByRole('button', { name: /Omar Stone/ })).toBeVisible()
  await expect(lead.getByRole('button', { name: 'Arrived', exact: true })).toBeVisible()
  await main.getByRole('radio', { name: 'Everyone' }).click()
  await expect(lead).toHaveCount(0)
  await expect(page).toHaveURL(/who=all/)
  await page.reload()
  await expect(main.getByRole('radio', { name: 'Everyone' })).toBeChecked()
  await expect(main.locator('#desk-next').getByText('Omar Stone')).toBeVisible()
})

test('a day without work names the next one, with its visits and its free times', async ({ enter }) => {
  const organization = await openOrganization()
  const { id } = organization.practitioner
  const at = `/api/v1/organizations/${organization.slug}/practitioners/${id}`
  const { version } = await organization.owner.api.get<{ version: number }>(at)
  const tomorrow = Temporal.Now.plainDateISO(organization.timeZone).add({ days: 1 })
  const span = { clinicId: organization.clinic.id, weekday: tomorrow.dayOfWeek, from: '06:00', to: '22:00' }
  await organization.owner.api.put(`${at}/hours`, [span], version)
  await organization.book(24 * 60)
  const page = await enter(organization.owner.email, `/${organization.slug}/today`)
  const main = page.getByRole('main')
  const day = tomorrow.toLocaleString('en-GB', { weekday: 'short', day: 'numeric', month: 'short' })
  await expect(main.getByText(`Nobody works today. Next: ${day}`)).toBeVisible()
  await expect(main.getByRole('region', { name: /^First visits/ })).toContainText(organization.patient.name)
  await expect(main.getByRole('button', { name: 'Book Dr Ada Quill at 06:00' })).toBeVisible()
})
