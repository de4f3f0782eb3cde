import { existsSync } from 'node:fs'
import path from 'node:path'
import { chromium, type Browser, type Page } from '@playwright/test'
import { paths } from '../web/src/paths.ts'
import type { TestOrganization } from '../server/src/testing/world.ts'
import { startApi } from './api-process.ts'
import { drawn, longestTaskOfADrag, watch } from './calendar-page.ts'
import { fillAppointments, monday, openClinic, spread, type BookableClinic } from './clinic-data.ts'
import { milliseconds, type Benchmark, type Line } from './report.ts'
import { median } from './rounds.ts'
import { openStage, type Stage } from './stage.ts'

const goals = { drawn: 'drawn ≤ 300 ms after data', drag: 'no task over 50 ms' }
const missing = (figures: string): Line[] => [
  { what: 'calendar week', figures, goal: goals.drawn },
  { what: 'a drag', figures, goal: goals.drag },
]

const debianChromium = '/usr/bin/chromium'
const launch = () =>
  chromium.launch({
    ...(existsSync(debianChromium) && { executablePath: debianChromium }),
    args: ['--disable-gpu', '--disable-background-networking', ...(process.getuid?.() === 0 ? ['--no-sandbox'] : [])],
  })

/** An account with a password, signed in at this page. */
async function signIn(stage: Stage, { id }: TestOrganization, page: Page, origin: string): Promise<void> {
  const account = { name: 'Rita Reception', email: 'rita@example.test', password: 'a long enough password' }
  await page.request.post(`${origin}/api/auth/sign-up/email`, { data: account, headers: { origin } })
  await stage.owner.query('update auth."user" set email_verified = true where email = $1', [account.email])
  await stage.owner.query(
    `insert into control.memberships (organization_id, account_id, role_key) select $1, u.id, 'owner' from auth."user" u where u.email = $2`,
    [id, account.email],
  )
  const answer = await page.request.post(`${origin}/api/auth/sign-in/email`, { data: account, headers: { origin } })
  if (!answer.ok()) throw new Error(`signing in answered ${answer.status()}: ${await answer.text()}`)
}

async function measure(
  stage: Stage,
  browser: Browser,
  organization: TestOrganization,
  clinic: BookableClinic,
  rounds: number,
): Promise<Line[]> {
  const api = await startApi(stage)
  try {
    const page = await browser.newPage({ viewport: { width: 1440, height: 900 } })
    await page.addInitScript(watch)
    await signIn(stage, organization, page, api.origin)
    const url =
      api.origin +
      paths.calendar(organization.slug, {
        clinic: clinic.clinicId,
        date: new Date(monday()).toISOString().slice(0, 10),
        view: 'week',
      })
    const times: number[] = []
    const tasks: { took: number; cpu: number }[] = []
    for (let round = 0; round <= rounds; round++) {
      const time = await drawn(page, url)
      if (round > 0) times.push(time)
    }
    const blocks = await page.locator('[data-visit]').count()
    for (let round = 0; round < rounds; round++) tasks.push(await longestTaskOfADrag(browser, page))
    const [usual, worst, work] = [
      median(times),
      median(tasks.map(({ took }) => took)),
      median(tasks.map(({ cpu }) => cpu)),
    ]
    return [
      {
        what: 'calendar week, 8 practitioners, 400 visits',
        figures: `${milliseconds(usual)} from data to paint (worst ${milliseconds(Math.max(...times))}), ${blocks} visits drawn`,
        goal: goals.drawn,
        isMet: usual <= 300,
        isTimed: true,
      },
      {
        what: 'a drag over it',
        figures: `longest task ${worst > 0 ? milliseconds(worst) : 'under 50 ms'} by the clock, ${milliseconds(work)} of CPU`,
        goal: goals.drag,
        isMet: worst <= 50,
        isTimed: true,
      },
    ]
  } finally {
    await api.stop()
  }
}

/** The built app in Chromium: how soon a full week stands, and whether a drag stays smooth. */
export const calendar: Benchmark = {
  name: 'calendar',
  async run({ isQuick, cluster }) {
    if (!existsSync(path.join(import.meta.dirname, '../web/dist/client/index.html')))
      return missing('the web app is not built (npm run build)')
    const browser = await launch().catch(() => undefined)
    if (!browser) return missing('no Chromium here')
    const stage = await openStage(await cluster())
    try {
      const organization = await stage.organization()
      const clinic = await openClinic(organization, 8, true)
      await fillAppointments(stage, organization, clinic, spread(clinic, 400, 1))
      return await measure(stage, browser, organization, clinic, isQuick ? 3 : 7)
    } finally {
      await browser.close()
      await stage.close()
    }
  },
}
