import { createHash } from 'node:crypto'
import type { BrowserContext, Page } from '@playwright/test'
import { hostileFiles, type HostileFile } from '../server/src/testing/hostile-files.ts'
import { origin } from './api.ts'
import { expect, test } from './journey.ts'
import { openOrganization } from './organization.ts'

const files = hostileFiles('/beacon')
const headers = () => ({ origin: origin(), 'x-requested-with': 'polyclinic' })

/** Names of files of which something ran or was fetched. */
async function beaconsOf(context: BrowserContext): Promise<Set<string>> {
  const heard = new Set<string>()
  await context.route('**/beacon?*', async (route) => {
    heard.add(new URL(route.request().url()).search.slice(1))
    await route.fulfill({ status: 204 })
  })
  return heard
}

/** A page of this origin that forbids nothing. */
const bare = (context: BrowserContext) =>
  context.route('**/bare', (route) => route.fulfill({ contentType: 'text/html', body: '<!doctype html><title>bare' }))

async function sent(page: Page, at: string, { name, content }: HostileFile): Promise<string> {
  const made = await page.request.post(`${at}/files`, {
    data: { name, purpose: 'attachment', size: content.length },
    headers: headers(),
  })
  const { id } = (await made.json()) as { id: string }
  const octets = { ...headers(), 'content-type': 'application/octet-stream' }
  await page.request.put(`${at}/files/${id}/parts/0`, { data: content, headers: octets })
  const sha256 = createHash('sha256').update(content).digest('hex')
  const kept = await page.request.post(`${at}/files/${id}/completion`, { data: { sha256 }, headers: headers() })
  expect(kept.status(), name).toBe(200)
  return `${at}/files/${id}/content`
}

/** Puts each address to every use that a page can make of one, and waits until the page has heard of all that it loads. */
const useEverywhere = (page: Page, addresses: string[]) =>
  page.evaluate(async (all) => {
    const heard: Promise<unknown>[] = []
    const add = (tag: string, set: Record<string, string>) => {
      const element = Object.assign(document.createElement(tag), set)
      heard.push(new Promise((resolve) => ['load', 'error'].forEach((end) => element.addEventListener(end, resolve))))
      document.body.append(element)
    }
    for (const url of all) {
      add('img', { src: url })
      add('script', { src: url })
      add('script', { src: url, type: 'module' })
      add('link', { href: url, rel: 'stylesheet' })
      heard.push(import(url).catch(() => undefined))
      heard.push(navigator.serviceWorker?.register(url).catch(() => undefined))
      try {
        heard.push(new Promise((resolve) => (new Worker(url).onerror = resolve)))
      } catch {
        // the page's own policy refused it
      }
    }
    // what is handed over to be kept may end without a word in these
    for (const url of all)
      for (const [tag, name] of [
        ['iframe', 'src'],
        ['object', 'data'],
        ['embed', 'src'],
      ] as const)
        document.body.append(Object.assign(document.createElement(tag), { [name]: url }))
    const patience = new Promise((resolve) => setTimeout(resolve, 10_000))
    await Promise.race([Promise.allSettled(heard), patience])
    await Promise.all(all.map((url) => fetch(url).then((answer) => answer.arrayBuffer())))
    return (self as { ranFrom?: string }).ranFrom
  }, addresses)

test('every file of the corpus that claims to be one is armed: served as what it pretends to be, it runs', async ({
  page,
  context,
}) => {
  const heard = await beaconsOf(context)
  await bare(context)
  const armed = files.flatMap((file) => (file.armed ? [{ ...file, ...file.armed }] : []))
  await context.route('**/armed/*', (route) => {
    const file = armed.find(({ name }) => route.request().url().endsWith(name))
    return route.fulfill({ contentType: file?.type, body: file?.content })
  })
  for (const { name, as } of armed) {
    const url = `/armed/${name}`
    if (as === 'document') await page.goto(url)
    else {
      await page.goto('/bare')
      if (as === 'script') await page.addScriptTag({ url })
      else await page.addStyleTag({ url }).catch(() => undefined)
    }
    await expect.poll(() => heard.has(name), name).toBe(true)
  }
})

test('what members send runs nowhere: opened, framed, embedded, as a picture, a style, a script, a worker', async ({
  page,
  context,
  enter,
}) => {
  const { slug, owner } = await openOrganization()
  await enter(owner.email, `/${slug}/patients`)
  const heard = await beaconsOf(context)
  await bare(context)
  const addresses: string[] = []
  for (const file of files) addresses.push(await sent(page, `/api/v1/organizations/${slug}`, file))

  // a page of ours, and one of our origin that forbids nothing
  for (const from of [`/${slug}/patients`, '/bare']) {
    await page.goto(from)
    expect(await useEverywhere(page, addresses), from).toBeUndefined()
    const frames = await Promise.all(
      page.frames().map((frame) => frame.evaluate(() => (self as { ranFrom?: string }).ranFrom).catch(() => undefined)),
    )
    expect(frames.filter(Boolean), from).toEqual([])
  }
  for (const address of addresses) {
    const opened = await context.newPage()
    // what is handed over to be kept is no page to arrive at
    await opened.goto(address).catch(() => undefined)
    expect(await opened.evaluate(() => (self as { ranFrom?: string }).ranFrom)).toBeUndefined()
    await opened.close()
  }
  await page.goto('/bare')
  await page.evaluate(() => fetch('/beacon?last'))
  expect([...heard]).toEqual(['last'])
})
