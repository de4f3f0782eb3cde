import { execFileSync } from 'node:child_process'
import { writeFileSync } from 'node:fs'
import type { Page, TestInfo } from '@playwright/test'
import { expect, speak, test } from './journey.ts'
import { openOrganization, type Organization } from './organization.ts'

/** Prints as the browser does and reads the paper back, page by page. */
async function paperOf(page: Page, info: TestInfo): Promise<string[]> {
  const file = info.outputPath('paper.pdf')
  writeFileSync(file, await page.pdf({ format: 'A4', landscape: true }))
  const text = execFileSync('pdftotext', ['-layout', file, '-'], { encoding: 'utf8' })
  return text.split('\f').filter((each) => each.trim() !== '')
}

/** A second practitioner with an appointment, one with an appointment that was cancelled, and one without any. */
async function fullHouse({ slug, owner, clinic, service, patient }: Organization, startsAt: string) {
  const { api } = owner
  const at = `/api/v1/organizations/${slug}`
  await api.post(`${at}/subscription/trial`, { plan: 'pro' })
  const names = ['Dr Bea Marsh', 'Dr Cal Reed', 'Dr Dee Stone']
  const made: string[] = []
  for (const displayName of names) {
    const { id, version } = await api.post<{ id: string; version: number }>(`${at}/practitioners`, {
      displayName,
      profession: 'doctor',
      clinicIds: [clinic.id],
    })
    const everyDay = [1, 2, 3, 4, 5, 6, 7].map((weekday) => ({
      clinicId: clinic.id,
      weekday,
      from: '06:00',
      to: '22:00',
    }))
    await api.put(`${at}/practitioners/${id}/hours`, everyDay, version)
    made.push(id)
  }
  const second = await api.post<{ id: string }>(`${at}/patients`, {
    kind: 'human',
    givenName: 'Zebedee',
    familyName: 'Quartz',
    birthDate: '1961-03-07',
    contact: { phone: '+44 20 7946 0991' },
  })
  const room = await api.post<{ id: string }>(`${at}/rooms`, { name: 'Blue room', clinicId: clinic.id })
  const appointment = (patientId: string, practitionerId: string, more = {}) =>
    api.post<{ id: string }>(`${at}/appointments`, {
      patientId,
      serviceId: service.id,
      practitionerId,
      clinicId: clinic.id,
      startsAt,
      ...more,
    })
  await appointment(second.id, made[0]!, { roomId: room.id, note: 'brings the old pictures' })
  const { id } = await appointment(patient.id, made[1]!)
  await api.post(`${at}/appointments/${id}/cancellation`, { reason: 'client' })
}

const clock = (instant: string, timeZone: string) =>
  new Intl.DateTimeFormat('en-GB', { timeStyle: 'short', timeZone }).format(Date.parse(instant))

test('day, week and Today print as a list for each practitioner, from which a clinic can work', async ({
  enter,
}, info) => {
  const organization = await openOrganization()
  const { startsAt } = await organization.book(60)
  await fullHouse(organization, startsAt)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  await page.emulateMedia({ colorScheme: 'dark' })
  for (const address of ['calendar', 'calendar?view=week', 'today']) {
    await page.goto(`/${organization.slug}/${address}`)
    await expect(page.getByText('Martha Winter').first()).toBeVisible()
    const [first, second, ...others] = await paperOf(page, info)
    expect(others).toEqual([])
    for (const word of [
      'Dr Ada Quill',
      organization.clinic.name,
      'Printed',
      'Martha Winter',
      clock(startsAt, organization.timeZone),
    ])
      expect(first, address).toContain(word)
    for (const word of [
      'Dr Bea Marsh',
      'Zebedee Quartz',
      '7 Mar 1961',
      'Consultation',
      'Blue room',
      'Not confirmed',
      'brings the old pictures',
    ])
      expect(second!.replaceAll(/\s+/g, ' '), address).toContain(word)
    expect(second!.replaceAll(/\D/g, ''), address).toContain('79460991')
    expect(`${first} ${second}`).not.toMatch(/Book visit|Dr Cal Reed|Dr Dee Stone/)
  }
  const { slug, owner } = organization
  const { items } = await owner.api.get<{ items: { id: string }[] }>(
    `/api/v1/organizations/${slug}/patients?search=quartz`,
  )
  await page.goto(`/${slug}/patients/${items[0]!.id}`)
  await page.getByText('Consultation').first().click()
  await expect(page.getByRole('complementary', { name: 'Zebedee Quartz' })).toContainText('Blue room')
  const person = ['Zebedee Quartz', '7 Mar 1961', '+44 20 7946 0991', 'Dr Bea Marsh', 'Consultation']
  const expectOnPaper = async (words: string[]) => {
    const sheets = await paperOf(page, info)
    expect(sheets).toHaveLength(1)
    for (const word of words) expect(sheets[0]!.replaceAll(/\s+/g, ' ')).toContain(word)
    expect(sheets[0]).not.toMatch(/Book visit|Confirm\b|Edit|All patients|Patient access|Search or do/)
  }
  await expectOnPaper([...person, clock(startsAt, organization.timeZone), 'brings the old pictures'])
  await page.keyboard.press('Escape')
  await expect(page.getByRole('complementary', { name: 'Zebedee Quartz' })).toBeHidden()
  await expectOnPaper([...person, 'Not confirmed'])
})

test('the list is printed from the view options, black on white, in Arabic from right to left', async ({
  enter,
}, info) => {
  const organization = await openOrganization()
  await organization.book(60)
  const page = await enter(organization.owner.email, `/${organization.slug}/calendar`)
  await page.emulateMedia({ colorScheme: 'dark' })
  await speak(page, 'العربية')
  await page.evaluate(() => {
    window.print = () => void (document.documentElement.dataset.printed = 'yes')
  })
  await page.getByRole('button', { name: 'خيارات العرض' }).click()
  await page.getByRole('button', { name: 'طباعة القائمة' }).click()
  await expect(page.locator('html[data-printed]')).toBeAttached()
  await page.emulateMedia({ media: 'print' })
  const list = page.locator('[data-paper]')
  await expect(list).toBeVisible()
  await expect(page.locator('#content')).toBeHidden()
  await expect(list).toHaveCSS('color', 'rgb(0, 0, 0)')
  await expect(list).toHaveCSS('background-color', 'rgb(255, 255, 255)')
  await expect(list).toHaveCSS('direction', 'rtl')
  expect((await paperOf(page, info)).join(' ')).toContain('Martha Winter')
})
