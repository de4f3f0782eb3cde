import { randomUUID } from 'node:crypto'
import type { Page } from '@playwright/test'
import { demoClinic, workday } from './calendar.ts'
import { expect, said, test } from './journey.ts'
import { expectFocusInside, walkPanel } from './panel-walk.ts'
import { lineOf } from './slow-line.ts'
import { demoWorld } from './worlds.ts'

const reception = 'reception@riverside.example'
const meadow = 'owner@meadow.example'
const panelOf = (page: Page) => page.locator('[data-panel], [role="dialog"]').first()

/** A name that only this run has. */
const newName = () =>
  `Q${randomUUID()
    .replaceAll(/[^a-z]/g, '')
    .slice(0, 7)}`

/** Every form beside the work, by its address and the field on which it opens. */
const forms = [
  ['/meadow/calendar?book=1', 'Animal'],
  ['/meadow/patients?new=patient', 'Name'],
  ['/meadow/patients?new=customer', 'Owner’s name'],
  ['/meadow/settings/services?new=1', 'Name'],
  ['/meadow/settings/rooms?new=1', 'Name'],
  ['/meadow/settings/practitioners?new=1', 'Name'],
  ['/meadow/settings/clinics?new=1', 'Name of the clinic'],
] as const

for (const [address, field] of forms) {
  test(`the form at ${address} opens on its first field, and no press in it loses the keyboard`, async ({ enter }) => {
    const page = await enter(meadow, address)
    await expect(panelOf(page).getByLabel(field).first()).toBeFocused()
    expect(await walkPanel(page, panelOf(page))).not.toEqual([])
  })
}

test('no press in the panel of a visit, an animal or weekly hours loses the keyboard', async ({ enter }) => {
  const { parts } = await demoWorld()
  const demo = await demoClinic(meadow, 'meadow', 'Meadow Lane')
  const practitioner = await demo.ids('practitioners', 'Conor Walsh')
  const page = await enter(meadow, demo.calendar(workday(1), `&visit=${parts.appointment}`))
  for (const address of [
    demo.calendar(workday(1), `&visit=${parts.appointment}`),
    `/meadow/patients?patient=${parts.patient}`,
    `/meadow/settings/practitioners?edit=${practitioner}`,
  ]) {
    await page.goto(address)
    await panelOf(page).getByRole('button').nth(1).waitFor()
    await walkPanel(page, panelOf(page))
    // The first Escape belongs to a tooltip where one is shown.
    await panelOf(page).getByRole('heading').first().click()
    await page.keyboard.press('Escape')
    await expect(panelOf(page)).toBeHidden()
    expect(await page.evaluate(() => document.activeElement?.id)).toBe('content')
  }
})

test('what is typed right after the key that opens a form stands in its first field', async ({ enter }) => {
  const demo = await demoClinic(reception, 'riverside', 'Old Town')
  const page = await enter(reception, demo.calendar(workday(1)))
  await page.getByRole('button', { name: /^Book visit/ }).waitFor()
  await page.keyboard.press('n')
  const field = panelOf(page).getByRole('combobox', { name: 'Patient' })
  await expect(field).toBeFocused()
  await page.keyboard.type('wjkt dn')
  await expect(field).toHaveValue('wjkt dn')
  await expect(page).toHaveURL(new RegExp(`date=${workday(1)}`))
  // The letters belong to the panel even where no field of it has the keyboard.
  await panelOf(page).getByRole('heading').first().click()
  await expectFocusInside(panelOf(page), 'a press on the heading')
  await page.keyboard.press('w')
  await expect(page).not.toHaveURL(/view=week/)
  await page.keyboard.press('Escape')
  await expect(panelOf(page)).toBeHidden()
})

/** Every field that looks for a person or an animal: where it stands, and what it searches. */
const pickers = [
  {
    name: 'the patient of a booking',
    address: '/riverside/calendar?book=1',
    list: 'patients',
    field: (page: Page) => page.getByRole('combobox', { name: 'Patient' }),
    hits: (page: Page) => page.getByRole('option'),
  },
  {
    name: 'the guardians of a new patient',
    address: '/riverside/patients?new=patient',
    list: 'guardians',
    field: (page: Page) => page.getByRole('combobox', { name: 'Guardians' }),
    hits: (page: Page) => page.getByRole('option'),
  },
  {
    name: 'the palette',
    address: '/riverside/today',
    list: 'patients',
    field: (page: Page) => page.getByRole('dialog').getByRole('searchbox'),
    hits: (page: Page) => page.getByRole('dialog').getByRole('menuitem'),
  },
] as const

for (const { name, address, list, field, hits } of pickers) {
  test(`${name}: an answer belongs to its question, and a failed search is not “nobody”`, async ({ enter }) => {
    const [mine, other] = [`Ada ${newName()}`, `Bea ${newName()}`]
    const demo = await demoClinic(reception, 'riverside', 'Old Town')
    for (const person of [mine, other]) {
      const [given, family] = person.split(' ')
      if (list === 'patients') await demo.newPatient(given!, family!)
      else await demo.api.post('/api/v1/organizations/riverside/guardians', { name: person })
    }
    const page = await enter(reception, address)
    const line = await lineOf(page, list)
    if (name === 'the palette') {
      await page.getByRole('button', { name: /^Search or do/ }).waitFor()
      await page.keyboard.press('Control+k')
    }
    await field(page).focus()
    const offer = /^Add “/
    const hitOf = (person: string) => hits(page).filter({ hasText: person, hasNotText: offer })
    const [hit, wrong, addNew] = [hitOf(mine), hitOf(other), hits(page).filter({ hasText: offer })]

    for (const fault of ['503', 'cut'] as const) {
      line.breakBy(fault)
      await field(page).fill(fault === '503' ? mine : mine.toLowerCase())
      const retry = hits(page).filter({ hasText: 'Try again' })
      await expect(retry).toContainText('The search did not work.')
      await expect(addNew).toHaveCount(0)
      line.breakBy('none')
      // what a colleague changes asks again by itself: then the answer may be there before the press
      await Promise.race([retry.click(), hit.waitFor()])
      await page.mouse.move(0, 0)
      await expect(hit).toBeVisible()
    }

    line.hold(other)
    line.hold(mine)
    await field(page).fill(other)
    await expect(hit).toHaveCount(0)
    await field(page).fill(mine)
    await page.keyboard.press('Enter')
    line.letGo(other)
    await expect(addNew).toHaveCount(0)
    await expect(wrong).toHaveCount(0)
    line.letGo(mine)
    if (name === 'the palette') {
      await expect(page.getByRole('heading', { name: mine })).toBeVisible()
      line.hold('in 2 weeks')
      await page.keyboard.press('Control+k')
      await field(page).fill('in 2 weeks')
      await page.keyboard.press('Enter')
      const day = Temporal.Now.plainDateISO('Europe/London').add({ days: 14 })
      await expect(page).toHaveURL(new RegExp(`/calendar\\?date=${day.toString()}`))
    } else if (list === 'patients') await expect(field(page)).toHaveValue(mine)
    else await expect(page.getByRole('button', { name: `Remove ${mine}` })).toBeVisible()
  })
}

for (const list of ['patients', 'guardians'] as const) {
  test(`the list of ${list} shows no row under other words than its own, and says when a search failed`, async ({
    enter,
  }) => {
    const page = await enter(reception, `/riverside/patients${list === 'guardians' ? '?list=guardians' : ''}`)
    const rows = page.getByRole('row').filter({ has: page.getByRole('gridcell').or(page.getByRole('rowheader')) })
    const search = page.getByRole('searchbox', { name: /^Search (patients|guardians)/ })
    await rows.first().waitFor()
    const line = await lineOf(page, list)
    line.hold('thompson')
    await search.fill('thompson')
    await expect(rows).toHaveCount(0)
    line.letGo('thompson')
    await expect(rows.first()).toContainText('Thompson')
    line.breakBy('503')
    await search.fill('adeyemi')
    await expect(page.getByText('The service is away for a moment')).toBeVisible()
    await expect(page.getByText('Nobody matches')).toHaveCount(0)
    line.breakBy('none')
    await page.getByRole('button', { name: 'Try again' }).click()
    await expect(rows.first()).toContainText('Adeyemi')
  })
}

test('a field with a list of choices is typed over, and Enter takes the first that matches', async ({ enter }) => {
  const page = await enter(meadow, '/meadow/settings/clinics?new=1')
  const zone = panelOf(page).getByRole('combobox', { name: 'Time zone' })
  await zone.click()
  await page.keyboard.type('berlin')
  await expect(page.getByRole('option')).toHaveText(['Europe/Berlin'])
  await page.keyboard.press('Enter')
  await expect(zone).toHaveValue('Europe/Berlin')
  await page.keyboard.type('lisb')
  await page.keyboard.press('Enter')
  await expect(zone).toHaveValue('Europe/Lisbon')
  await expect(panelOf(page)).toBeVisible()
  await expect(said(page, 'saved')).toHaveCount(0)
})
