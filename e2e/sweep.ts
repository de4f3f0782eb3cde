import { AxeBuilder } from '@axe-core/playwright'
import type { Browser, BrowserContext, Page } from '@playwright/test'
import { languageTable } from '../contract/src/kit/language.ts'
import { origin } from './api.ts'
import { expect, signInQuietly } from './journey.ts'
import { opensPanel } from './screens.ts'
import type { World } from './worlds.ts'

export interface Face {
  language: 'en' | 'ar'
  theme: 'light' | 'dark'
}

const tags = ['wcag2a', 'wcag2aa', 'wcag21a', 'wcag21aa', 'wcag22aa', 'best-practice']

/** Selectors of what breaks no rule are not made: they took a third of the time. Nothing comes from another origin to be fetched first. */
const asked: Parameters<AxeBuilder['options']>[0] = {
  runOnly: { type: 'tag', values: tags },
  resultTypes: ['violations'],
  preload: false,
}

/** A browser that shows this face, signed in as somebody or as nobody. */
export async function openBrowser(browser: Browser, email: string | undefined, { language, theme }: Face) {
  const context = await browser.newContext({
    baseURL: origin(),
    viewport: { width: 1440, height: 900 },
    locale: languageTable[language].locale,
    colorScheme: theme,
    reducedMotion: 'reduce',
  })
  await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
  const page = await context.newPage()
  if (email) await signInQuietly(page, email)
  return { context, page }
}

/** Broken rules, each once, with where they were met. */
export type Findings = Map<string, string[]>

/** Looks at what the page shows now, without asking what does not hold there: each caller says why. */
export async function lookAt(page: Page, name: string, found: Findings, unasked: string[] = []): Promise<void> {
  const builder = new AxeBuilder({ page }).setLegacyMode().options(asked)
  // what a button said a moment ago stands in a hidden node for seconds, naming a button that may be gone
  const { violations } = await builder.exclude('[data-live-announcer]').disableRules(unasked).analyze()
  for (const { id, help, nodes } of violations) {
    for (const { html } of nodes) {
      const finding = `${id} (${help}): ${html.replaceAll(/ (id|class|data-[\w-]+|style)="[^"]*"/g, '').slice(0, 200)}`
      found.set(finding, [...(found.get(finding) ?? []), name])
    }
  }
}

/** An overlay lies outside the landmarks by its nature, and the page behind it is hidden meanwhile. */
export const floating = ['region']

/** What only a journey reaches: the page as it stands now breaks no rule. */
export async function expectNothingBroken(page: Page, unasked: string[] = []): Promise<void> {
  const found: Findings = new Map()
  await lookAt(page, new URL(page.url()).pathname, found, unasked)
  expect(Object.fromEntries(found)).toEqual({})
}

/** Opens every address and looks at it: as a visitor where it lets visitors in, else as a member. */
export async function sweep(
  browser: Browser,
  { email, parts }: World,
  face: Face,
  addresses: readonly string[],
  prepare?: (context: BrowserContext) => Promise<void>,
): Promise<void> {
  const member = await openBrowser(browser, email, face)
  const visitor = await openBrowser(browser, undefined, face)
  await prepare?.(member.context)
  const found: Findings = new Map()
  const seen = new Set<string>()
  for (const address of addresses) {
    const isOurs = address.startsWith(`/${parts.organization}`)
    const page = !isOurs && (await lets(visitor.page, address)) ? visitor.page : member.page
    if (page === member.page) await page.goto(address)
    await settled(page, address)
    // Some addresses only lead on to others.
    if (seen.has(page.url())) continue
    seen.add(page.url())
    await lookAt(page, address, found)
  }
  expect(Object.fromEntries(found)).toEqual({})
  await member.context.close()
  await visitor.context.close()
}

async function lets(visitor: Page, address: string): Promise<boolean> {
  await visitor.goto(address)
  await settled(visitor, address)
  return new URL(visitor.url()).pathname === address
}

/** The page's own heading is there, the panel that the address names is open, and nothing says any more that it is loading. */
export async function settled(page: Page, address: string): Promise<void> {
  await page.waitForFunction(isSettled).catch(() => {
    throw new Error(`${address} is still loading, or has no heading of its own`)
  })
  if (opensPanel(address)) {
    await expect(
      page.getByRole('complementary').or(page.getByRole('dialog')).first(),
      `${address} opens nothing`,
    ).toBeVisible()
    await page.waitForFunction(isSettled)
  }
}

/** Runs in the page: both at one moment, for between two pages there is a moment without either. */
function isSettled(): boolean {
  const isLoading = [...document.querySelectorAll('output[aria-busy="true"]')].some(({ textContent }) =>
    /^(Loading…|جارٍ التحميل…)/.test(textContent ?? ''),
  )
  return !isLoading && document.querySelector('h1') !== null
}
