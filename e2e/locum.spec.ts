import { demoClinic, workday } from './calendar.ts'
import { expect, test } from './journey.ts'

test('one sign-in works at two organizations, and it is always said at which', async ({ enter }) => {
  const page = await enter('locum@demo.example', '/')
  await expect(page.getByRole('heading', { name: 'Where do you work today?' })).toBeVisible()
  await page.getByRole('link', { name: /Riverside Medical Practice/ }).click()
  for (const room of ['Calendar', 'Patients', 'Today']) {
    await page.getByRole('navigation', { name: 'Main navigation' }).getByRole('link', { name: room }).click()
    await expect(page.getByRole('button', { name: /^Riverside Medical Practice/ })).toBeVisible()
    await expect(page).toHaveTitle(/Riverside Medical Practice/)
  }
  await page.getByRole('button', { name: /^Riverside Medical Practice/ }).click()
  await page.getByRole('menuitem', { name: /^Northgate Physio/ }).click()
  await expect(page.getByRole('button', { name: /^Northgate Physio/ })).toBeVisible()
  await expect(page).toHaveURL(/\/northgate\//)
  await page.goto('/meadow/calendar')
  await expect(page.getByText('There is nothing here')).toBeVisible()
})

test('a time that one organization books is “not available” at the other, and nothing more is told', async ({
  enter,
}) => {
  const riverside = await demoClinic('reception@riverside.example', 'riverside', 'Old Town')
  const northgate = await demoClinic('reception@northgate.example', 'northgate', 'Northgate')
  const patient = await riverside.newPatient('Secret', 'Name')
  // A Tuesday or Thursday, when she works at northgate; booked at riverside outside her hours there.
  const [date, there] = await firstDayWithSlots(northgate)
  const startsAt = there.find((slot) => new Date(slot.startsAt).getUTCMinutes() === 0)!.startsAt
  await riverside.api.post('/api/v1/organizations/riverside/appointments', {
    patientId: patient,
    serviceId: await riverside.ids('services', 'Consultation'),
    practitionerId: await riverside.ids('practitioners', 'Dr Priya Raman'),
    clinicId: await riverside.ids('clinics', 'Old Town'),
    startsAt,
    outsideHours: true,
  })
  const left = await northgate.freeSlots('Ärztliche Untersuchung', 'Dr. Priya Raman', date)
  expect(left.map((slot) => slot.startsAt)).not.toContain(startsAt)
  const page = await enter('locum@demo.example', northgate.calendar(date))
  const column = page.getByRole('group', { name: /^Dr\. Priya Raman/ })
  await expect(column.getByText('Not available')).toBeVisible()
  await expect(page.getByText('Secret Name')).toBeHidden()
})

async function firstDayWithSlots(demo: Awaited<ReturnType<typeof demoClinic>>) {
  for (let ahead = 4; ahead < 15; ahead += 1) {
    const date = workday(ahead)
    const slots = await demo.freeSlots('Ärztliche Untersuchung', 'Dr. Priya Raman', date)
    if (slots.some((slot) => new Date(slot.startsAt).getUTCMinutes() === 0)) return [date, slots] as const
  }
  throw new Error('she is never free at northgate')
}
