import type { Page } from '@playwright/test'
import { origin } from './api.ts'
import { clockAt, demoClinic, pointAt, tabTo, workday } from './calendar.ts'
import { expect, said, test } from './journey.ts'
import { openOrganization, type Organization } from './organization.ts'

const minute = 60_000
const later = (startsAt: string, minutes: number) => new Date(Date.parse(startsAt) + minutes * minute).toISOString()
const appointmentOf = (page: Page, patient: string) => page.getByRole('button', { name: new RegExp(`^${patient}, `) })

/** Martha's appointment, with ten minutes kept free after it, and another one an hour later. */
async function busyDay(organization: Organization) {
  const at = `/api/v1/organizations/${organization.slug}`
  const { api } = organization.owner
  const kept = await api.post<{ id: string }>(`${at}/services`, {
    name: 'First visit',
    durationMinutes: 30,
    bufferAfter: 10,
  })
  const other = await api.post<{ id: string }>(`${at}/patients`, {
    kind: 'human',
    givenName: 'Otto',
    familyName: 'Lind',
  })
  const { startsAt } = await organization.book(120)
  const appointment = (patientId: string, serviceId: string, start: string) =>
    api.post(`${at}/appointments`, {
      patientId,
      serviceId,
      practitionerId: organization.practitioner.id,
      clinicId: organization.clinic.id,
      startsAt: start,
    })
  await appointment(other.id, kept.id, later(startsAt, 60))
  return { first: startsAt, second: later(startsAt, 60) }
}

test('a drag over minutes that are kept free says so before the drop and after it, and nothing has moved', async ({
  enter,
}) => {
  const organization = await openOrganization()
  const { first, second } = await busyDay(organization)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  const appointment = appointmentOf(page, 'Martha Winter')
  const box = (await appointment.boundingBox())!
  // half an hour after Otto's start his appointment ends and ten minutes are kept free
  const target = await pointAt(appointment, { startsAt: first, endsAt: later(first, 30) }, later(second, 30))
  await page.mouse.move(target.x, box.y + 4)
  await page.mouse.down()
  await page.mouse.move(target.x, (box.y + target.y) / 2, { steps: 4 })
  await page.mouse.move(target.x, target.y, { steps: 4 })
  const words = '10 minutes are kept free after Otto Lind'
  await expect(page.getByText(words).last()).toBeVisible()
  await page.mouse.up()
  await expect(said(page, words)).toBeVisible()
  await expect(said(page, /moved to/)).toBeHidden()
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(first, organization.timeZone)}`))
})

test('a move by key that cannot be is announced as refused, with where the visit stays', async ({ enter }) => {
  const organization = await openOrganization()
  const { first } = await busyDay(organization)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  const appointment = appointmentOf(page, 'Otto Lind')
  await appointment.waitFor()
  await tabTo(page, appointmentOf(page, 'Martha Winter'))
  await page.keyboard.press('ArrowDown')
  await expect(appointment).toBeFocused()
  for (let press = 0; press < 3; press += 1) await page.keyboard.press('Alt+ArrowUp')
  const live = page.getByRole('status').filter({ hasText: 'Otto Lind was not moved' })
  await expect(live).toContainText(`It stays at ${clockAt(later(first, 60), organization.timeZone)}`)
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(later(first, 60), organization.timeZone)}`))
  await expect(page.getByText(/moved to/)).toBeHidden()
})

test('a drag without a connection says that nothing was changed', async ({ enter }) => {
  const organization = await openOrganization()
  const { first } = await busyDay(organization)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  const appointment = appointmentOf(page, 'Martha Winter')
  const notices = page.waitForResponse((response) => /\/Toast-[^/]*\.js/.test(response.url()))
  await appointment.focus()
  await notices
  await page.context().setOffline(true)
  await page.keyboard.press('Alt+ArrowUp')
  await expect(said(page, 'Nothing was changed: Martha Winter stays')).toBeVisible()
  await expect(appointment).toHaveAccessibleName(new RegExp(`, ${clockAt(first, organization.timeZone)}`))
})

test('two readers of one calendar see the same week, whatever their browsers say', async ({ browser }) => {
  const demo = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const weeks: (string | undefined)[] = []
  for (const locale of ['en-US', 'ar-EG', 'de-DE']) {
    const context = await browser.newContext({ locale, baseURL: origin() })
    await context.addCookies(await demo.api.cookies())
    const page = await context.newPage()
    const asked = page.waitForRequest((request) => request.url().includes('days=7'))
    await page.goto(`${demo.calendar(workday(3))}&view=week`)
    weeks.push(/from=([\d-]+)/.exec((await asked).url())?.[1])
    await context.close()
  }
  expect(new Set(weeks).size).toBe(1)
  expect(Temporal.PlainDate.from(weeks[0]!).dayOfWeek).toBe(1)
})

test('a right click on a visit offers what can be done next, on free time to book there', async ({ enter }) => {
  const organization = await openOrganization()
  const { first } = await busyDay(organization)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  const appointment = appointmentOf(page, 'Martha Winter')
  await appointment.click({ button: 'right' })
  const menu = page.getByRole('menu', { name: 'Martha Winter' })
  const panel = page.getByRole('complementary', { name: 'Martha Winter' })
  await menu.getByRole('menuitem', { name: 'Open visit' }).click()
  await expect(panel).toBeVisible()
  await page.keyboard.press('Escape')
  await appointment.focus()
  await page.keyboard.press('ContextMenu')
  await menu.getByRole('menuitem', { name: 'Cancel visit' }).click()
  await page.getByRole('dialog').getByRole('button', { name: 'Keep visit' }).click()
  await expect(appointment).toBeFocused()
  await appointment.click({ button: 'right' })
  await menu.getByRole('menuitem', { name: 'Move' }).click()
  await expect(panel.getByRole('form', { name: 'Move the visit' })).toBeVisible()
  await page.keyboard.press('Escape')
  const free = await pointAt(appointment, { startsAt: first, endsAt: later(first, 30) }, later(first, 32))
  await page.mouse.click(free.x, free.y, { button: 'right' })
  await page.getByRole('menuitem', { name: 'Book here' }).click()
  await expect(page.getByRole('complementary', { name: 'Book a visit' })).toBeVisible()
})

test('the card of a visit says who was told, and takes the next step without opening it', async ({ enter }) => {
  const organization = await openOrganization()
  await organization.book(60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  await appointmentOf(page, 'Martha Winter').hover()
  const card = page.getByRole('group', { name: 'Martha Winter', exact: true })
  await expect(card).toContainText('Booking confirmation')
  await card.getByRole('button', { name: 'Arrived' }).click()
  await expect(said(page, 'Martha Winter has arrived')).toBeVisible()
  await page.mouse.move(0, 0)
  await expect(card).toBeHidden()
  await expect(appointmentOf(page, 'Martha Winter')).toBeFocused()
})
