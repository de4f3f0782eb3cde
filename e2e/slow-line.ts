import type { Page, Route } from '@playwright/test'

const broken = { code: 'unavailable', status: 503, message: 'away', requestId: 'slow-line' }

/** What the line does to searches of a list, until told otherwise: by the words that were searched for. */
export async function lineOf(page: Page, list: 'patients' | 'guardians' | 'emergency-candidates') {
  const held = new Map<string, () => void>()
  let fault: 'none' | '503' | 'cut' = 'none'
  const heldWords = new Set<string>()
  await page.route(new RegExp(`/api/v1/organizations/[^/]+/${list}\\?`), async (route: Route) => {
    const words = new URL(route.request().url()).searchParams.get('search')
    if (words === null) return route.fallback()
    if (fault === '503') return route.fulfill({ status: 503, json: broken })
    if (fault === 'cut') return route.abort('internetdisconnected')
    if (heldWords.has(words)) await new Promise<void>((resolve) => held.set(words, resolve))
    await route.continue().catch(() => {})
  })
  return {
    /** The answer to these words stays under way until it is let go. */
    hold: (words: string) => heldWords.add(words),
    letGo: (words: string) => {
      heldWords.delete(words)
      held.get(words)?.()
    },
    breakBy: (next: 'none' | '503' | 'cut') => {
      fault = next
    },
  }
}
