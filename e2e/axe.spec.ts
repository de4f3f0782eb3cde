import type { BrowserContext } from '@playwright/test'
import { expect, test } from './journey.ts'
import { everyPanel, everyScreen } from './screens.ts'
import { floating, lookAt, openBrowser, settled, sweep, type Face, type Findings } from './sweep.ts'
import { demoWorld, emptyWorld, mailedSignUp, mailedAppointment, publicPages, type World } from './worlds.ts'

const everyFace: Face[] = [
  { language: 'en', theme: 'light' },
  { language: 'ar', theme: 'dark' },
  { language: 'en', theme: 'dark' },
  { language: 'ar', theme: 'light' },
]

/** One face at a time, another with each seed: what differs between them are colours and direction, not what is asked of each screen. */
const isDeep = process.env.DEEP === '1'
const seed = Number(process.env.SEED)
const faces = isDeep ? everyFace : [everyFace[seed % everyFace.length]!]

/** Screens without their data are alike: each face is shown the other half of them with another seed. */
const inTurn = (addresses: readonly string[]) =>
  addresses.filter((_, nth) => isDeep || (nth + Math.floor(seed / everyFace.length)) % 2 === 0)
const each = isDeep ? 'no screen' : 'no second screen'

const screensOf = ({ parts }: World) => everyScreen(parts).map(([, address]) => address)

// The findings say it all; a trace of so many pages would take longer than the looking.
test.use({ trace: 'off', screenshot: 'off' })

for (const face of faces) {
  const name = `(${face.language}, ${face.theme})`

  test(`no screen full of data breaks a rule of accessibility ${name}`, async ({ browser }) => {
    const world = await demoWorld()
    await sweep(browser, world, face, screensOf(world))
  })

  test(`no panel or list beside the work breaks one ${name}`, async ({ browser }) => {
    const world = await demoWorld()
    await sweep(browser, world, face, everyPanel(world.parts))
  })

  test(`no menu, palette or dialog breaks one ${name}`, async ({ browser }) => {
    const { email, parts } = await demoWorld()
    const { page, context } = await openBrowser(browser, email, face)
    const found: Findings = new Map()
    await page.goto(`/${parts.organization}/today`)
    await settled(page, 'today')
    await page.keyboard.press('Control+k')
    await page.getByRole('dialog').getByRole('menuitem').first().waitFor()
    await lookAt(page, 'palette', found)
    await page.keyboard.press('Escape')
    await page.getByRole('dialog').waitFor({ state: 'hidden' })
    const bar = page.getByRole('banner').getByRole('button')
    for (const [menu, button] of [
      ['place', bar.first()],
      ['language', bar.nth(-2)],
      ['account', bar.last()],
    ] as const) {
      await button.click()
      await page.getByRole('menu').waitFor()
      await lookAt(page, `${menu} menu`, found, floating)
      await page.keyboard.press('Escape')
      await page.getByRole('menu').waitFor({ state: 'hidden' })
    }
    await page.goto(`/${parts.organization}/calendar?clinic=${parts.clinic}&visit=${parts.appointment}`)
    await page
      .getByRole('complementary')
      .getByRole('button', { name: /^(More|المزيد)$/ })
      .click()
    await lookAt(page, 'visit menu', found, floating)
    await page.getByRole('menuitem').last().click()
    await page.getByRole('dialog').getByRole('radio').first().waitFor()
    await lookAt(page, 'cancel dialog', found, floating)
    expect(Object.fromEntries(found)).toEqual({})
    await context.close()
  })

  test(`no public page breaks one ${name}`, async ({ browser }) => {
    const { page, context } = await openBrowser(browser, undefined, face)
    const found: Findings = new Map()
    for (const address of publicPages(await mailedAppointment())) {
      await page.goto(`${address}?language=${face.language}`)
      await lookAt(page, new URL(address).pathname, found)
    }
    await page.goto(`${await mailedSignUp()}&language=${face.language}`)
    await lookAt(page, 'confirm address', found)
    await page.getByRole('button').click()
    await page.waitForURL(/\/verify\?done=1$/)
    expect(Object.fromEntries(found)).toEqual({})
    await context.close()
  })

  test(`${each} of an organization with nothing in it breaks one ${name}`, async ({ browser }) => {
    const world = await emptyWorld()
    // Without a clinic nothing can be booked, so that the calendar opens no panel; its plan adds no rooms.
    const panels = everyPanel(world.parts).filter((address) => !/\/(calendar|rooms)\?/.test(address))
    await sweep(browser, world, face, inTurn([...screensOf(world), ...panels]))
  })

  test(`${each} whose data cannot be had breaks one ${name}`, async ({ browser }) => {
    const world = await demoWorld()
    // Without its roles the invitation does not open.
    const panels = everyPanel(world.parts).filter((address) => !address.includes('/members?'))
    await sweep(browser, world, face, inTurn([...screensOf(world), ...panels]), refuseData)
  })
}

/** Every answer below an organization but its clinics, without which no page gets as far as asking. */
async function refuseData(context: BrowserContext) {
  const broken = { code: 'unexpected', status: 500, message: 'broken on purpose', requestId: 'axe' }
  await context.route(/\/api\/v1\/organizations\/[^/]+\/(?!clinics$|live)/, (route) =>
    route.fulfill({ status: 500, json: broken }),
  )
}
