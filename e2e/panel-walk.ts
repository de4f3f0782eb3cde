import { expect, type Locator, type Page } from '@playwright/test'

/** What has the keyboard, in words that say what went wrong. */
const held = (panel: Locator) =>
  panel.evaluate((root) => {
    const now = document.activeElement
    if (root.contains(now)) return 'inside'
    return now === document.body ? 'nowhere' : (now?.outerHTML.slice(0, 120) ?? 'nowhere')
  })

export const expectFocusInside = (panel: Locator, after: string) =>
  expect.poll(() => held(panel), { message: `the keyboard after ${after}` }).toBe('inside')

/** What leaves the panel on purpose, or the page. */
const leaving =
  /^(close|cancel|add (patient|animal|all|service|room|practitioner)|save|book|book visit|book at .*|open .*)$/i

/**
 * Presses every button, switch and tick of a panel once by the keyboard, those that appear on the way too, and asks after
 * each whether the keyboard is still in the panel. What opens over it is closed again by Escape.
 */
export async function walkPanel(page: Page, panel: Locator): Promise<string[]> {
  const pressed: string[] = []
  for (let presses = 0; presses < 80; presses += 1) {
    const next = await panel.evaluate(
      (root, { done, away }) => {
        const isAway = new RegExp(away, 'i')
        const controls = root.querySelectorAll<HTMLElement>(
          'button:not(:disabled), input[type="checkbox"], [role="switch"]',
        )
        for (const control of controls) {
          const label = control.closest('label')?.textContent ?? control.textContent
          // Times are one of a kind, and so are the days that lead from one to the next.
          const name = (control.getAttribute('aria-label') ?? label ?? '').trim().replace(/\d+:\d+|(?<=:).*/g, '#')
          if (control instanceof HTMLButtonElement && control.type === 'submit') continue
          if (!control.checkVisibility() || isAway.test(name) || done.includes(name) || name === '') continue
          control.focus()
          return name
        }
        return undefined
      },
      { done: pressed, away: leaving.source },
    )
    if (next === undefined) return pressed
    pressed.push(next)
    await page.keyboard.press('Space')
    const over = page.locator(
      '[role="menu"], [role="listbox"], [role="dialog"], [role="alertdialog"]:not([role="region"] *)',
    )
    if ((await over.count()) > 0) {
      await page.keyboard.press('Escape')
      await expect(over, `what ${next} opened`).toHaveCount(0)
    }
    await expectFocusInside(panel, `“${next}”`)
  }
  throw new Error('the panel never ends')
}
