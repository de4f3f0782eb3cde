import { expect, test } from './journey.ts'
import { everyPanel, opensPanel } from './screens.ts'
import { settled } from './sweep.ts'
import { demoWorld } from './worlds.ts'

for (const width of [1440, 1024, 390]) {
  test(`whatever has the focus or opens, the frame stands still at ${width} px`, async ({ enter }) => {
    const { email, parts } = await demoWorld()
    const page = await enter(email, `/${parts.organization}/today`)
    await page.setViewportSize({ width, height: 700 })
    const scrolled: string[] = []
    // Those of the daily work; they hold every kind of field.
    for (const address of everyPanel(parts).filter((one) => opensPanel(one) && !one.includes('/settings/'))) {
      await page.goto(address)
      await settled(page, address)
      const moved = await page.evaluate(() => {
        const seen: string[] = []
        for (const one of document.querySelectorAll<HTMLElement>('main *, aside *')) {
          if (one.tabIndex < 0) continue
          one.focus()
          one.scrollIntoView({ block: 'center' })
          const frame = document.querySelector('#root > div')
          const by = scrollY + document.body.scrollTop + (frame?.scrollTop ?? 0)
          if (by !== 0) seen.push(`${one.tagName} ${one.textContent?.slice(0, 20)}: ${by}`)
        }
        return seen
      })
      scrolled.push(...moved.map((one) => `${address} ${one}`))
    }
    expect(scrolled).toEqual([])
  })
}
