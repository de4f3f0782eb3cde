import type { Browser, Page } from '@playwright/test'

/** Kept by the page for us: when the first appointments were painted, and every task of more than 50 ms. */
interface Watched {
  paintedAt?: number
  longTasks: { at: number; took: number }[]
}

declare global {
  interface Window {
    watched: Watched
  }
}

/** Runs in the page before anything else. */
export function watch(): void {
  window.watched = { longTasks: [] }
  new PerformanceObserver((list) => {
    for (const task of list.getEntries()) window.watched.longTasks.push({ at: task.startTime, took: task.duration })
  }).observe({ type: 'longtask', buffered: true })
  const look = () => {
    // the frame after the one in which they stand in the document has been painted
    if (document.querySelector('[data-visit]'))
      requestAnimationFrame(() => (window.watched.paintedAt = performance.now()))
    else requestAnimationFrame(look)
  }
  requestAnimationFrame(look)
}

/** Milliseconds from the arrival of the calendar's data to its first painted frame. */
export async function drawn(page: Page, url: string): Promise<number> {
  await page.goto(url)
  await page.waitForFunction(() => window.watched.paintedAt !== undefined)
  return page.evaluate(() => {
    const data = performance
      .getEntriesByType('resource')
      .find(({ name }) => name.includes('/calendar?')) as PerformanceResourceTiming
    return (window.watched.paintedAt ?? Number.NaN) - data.responseEnd
  })
}

/** The longest task while an appointment is dragged over the grid and brought back: by the clock, and what of it was work. */
export async function longestTaskOfADrag(browser: Browser, page: Page): Promise<{ took: number; cpu: number }> {
  // what the page still has to do after its first view (the neighbouring weeks are fetched) is not the drag's
  await page.waitForFunction(
    () => performance.getEntriesByType('resource').filter(({ name }) => name.includes('/calendar?')).length >= 3,
  )
  await page.evaluate(() => new Promise((resolve) => requestIdleCallback(resolve)))
  const box = await page.locator('[data-visit]').first().boundingBox()
  if (!box) throw new Error('no visit is in sight')
  const [x, y] = [box.x + box.width / 2, box.y + Math.min(12, box.height / 2)]
  const began = await page.evaluate(() => performance.now())
  await browser.startTracing(page, { categories: ['toplevel'] })
  await page.mouse.move(x, y)
  await page.mouse.down()
  for (let step = 1; step <= 90; step++)
    await page.mouse.move(x + Math.sin(step / 15) * 260, y + Math.sin(step / 9) * 140)
  await page.keyboard.press('Escape')
  await page.mouse.up()
  const took = await page.evaluate(
    (since) => Math.max(0, ...window.watched.longTasks.filter(({ at }) => at >= since).map((task) => task.took)),
    began,
  )
  return { took, cpu: longestWork((await browser.stopTracing()).toString()) }
}

interface TraceEvent {
  name: string
  pid: number
  tid: number
  /** Microseconds of the thread's own CPU. */
  tdur?: number
  args?: { name?: string }
}

/** Milliseconds of CPU of the longest task on a page's main thread. */
function longestWork(trace: string): number {
  const { traceEvents } = JSON.parse(trace) as { traceEvents: TraceEvent[] }
  const main = new Set(
    traceEvents
      .filter(({ name, args }) => name === 'thread_name' && args?.name === 'CrRendererMain')
      .map(({ pid, tid }) => `${pid} ${tid}`),
  )
  const tasks = traceEvents.filter(({ name, pid, tid }) => name.endsWith('RunTask') && main.has(`${pid} ${tid}`))
  return Math.max(0, ...tasks.map(({ tdur = 0 }) => tdur)) / 1000
}
