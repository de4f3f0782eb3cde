import { mkdirSync, rmSync, statSync } from 'node:fs'
import path from 'node:path'
import { chromium as browserType, type Browser, type Page } from '@playwright/test'
import { languageTable } from '../contract/src/kit/language.ts'
import { Api, origin } from '../e2e/api.ts'
import { browserArguments, chromium } from '../e2e/browser.ts'
import { startProduct } from '../e2e/product.ts'
import { opensPanel } from '../e2e/screens.ts'
import { allPictures, readmePictures, type Picture } from './shot-list.ts'
import { writeSheet } from './shot-sheet.ts'

// `npm run shots` writes every screen of the app in every face into shots/, with one contact sheet per width; `--readme` writes
// the four pictures of the README instead, `--only=calendar` those screens whose name holds that word.

const root = path.dirname(import.meta.dirname)
const widths: [width: number, height: number][] = [
  [1440, 900],
  [1024, 768],
  [390, 844],
]

export interface Face {
  language: 'en' | 'ar'
  theme: 'light' | 'dark'
}

const faces: Face[] = [
  { language: 'en', theme: 'light' },
  { language: 'en', theme: 'dark' },
  { language: 'ar', theme: 'light' },
  { language: 'ar', theme: 'dark' },
]

interface Screen extends Face {
  width: number
  height: number
}

const only = process.argv.find((word) => word.startsWith('--only='))?.slice('--only='.length)
const product = process.env.ORIGIN ? undefined : await startProduct(path.join(root, 'test-results', 'shots.log'))
if (product) process.env.ORIGIN = product.origin
const browser = await browserType.launch({ executablePath: chromium, args: browserArguments })
try {
  await (process.argv.includes('--readme') ? shootForReadme() : shootAll())
} finally {
  await browser.close()
  await product?.stop()
}

async function shootAll(): Promise<void> {
  const pictures = (await allPictures()).filter(({ name }) => !only || name.includes(only))
  if (!only) rmSync(path.join(root, 'shots'), { recursive: true, force: true })
  for (const [width, height] of widths) {
    for (const face of faces) {
      const screen = { ...face, width, height }
      const fileOf = ({ name }: Picture) =>
        path.join(root, 'shots', String(width), `${face.language}-${face.theme}`, `${name}.png`)
      await shoot(browser, screen, pictures, fileOf)
    }
    const sheet = await writeSheet(browser, path.join(root, 'shots'), width, faces, pictures)
    console.log(`${pictures.length * faces.length} pictures at ${width}: ${path.relative(root, sheet)}`)
  }
}

async function shootForReadme(): Promise<void> {
  for (const picture of await readmePictures()) {
    const screen = { language: 'en', theme: 'light', ...picture.screen } as const
    const file = path.join(root, 'docs', 'images', `${picture.name}.png`)
    await shoot(browser, screen, [picture], () => file)
    console.log(`${path.relative(root, file)} ${Math.round(statSync(file).size / 1000)} kB`)
  }
}

async function shoot(
  browser: Browser,
  { language, theme, width, height }: Screen,
  pictures: readonly Picture[],
  fileOf: (picture: Picture) => string,
) {
  for (const [email, theirs] of Map.groupBy(pictures, (picture) => picture.email)) {
    const context = await browser.newContext({
      baseURL: origin(),
      viewport: { width, height },
      locale: languageTable[language].locale,
      timezoneId: 'Europe/London',
      colorScheme: theme,
      reducedMotion: 'reduce',
      hasTouch: width < 640,
    })
    await context.addInitScript((chosen) => localStorage.setItem('language', chosen), language)
    if (email) {
      const api = await Api.as(email)
      await context.addCookies(await api.cookies())
      await api.dispose()
    }
    const page = await context.newPage()
    for (const picture of theirs) {
      const file = fileOf(picture)
      mkdirSync(path.dirname(file), { recursive: true })
      const isPublic = new URL(picture.address, origin()).pathname.startsWith('/visit/')
      await page.goto(isPublic ? `${picture.address}?language=${language}` : picture.address)
      await still(page, picture.address)
      if (picture.keys) await page.keyboard.press(picture.keys)
      if (picture.keys) await page.getByRole('dialog').waitFor()
      await page.screenshot({ path: file, animations: 'disabled' })
    }
    await context.close()
  }
}

/** Nothing loads any more and every letter has its font. */
async function still(page: Page, address: string): Promise<void> {
  await page.getByRole('heading').first().waitFor()
  if (opensPanel(address)) await page.getByRole('complementary').or(page.getByRole('dialog')).first().waitFor()
  const loading = page.getByRole('status').filter({ hasText: /^(Loading…|جارٍ التحميل…)/ })
  // What loads for ever is worth a picture as well.
  await loading
    .first()
    .waitFor({ state: 'detached', timeout: 8000 })
    .catch(() => console.log(`still loading: ${page.url()}`))
  await page.evaluate(() => document.fonts.ready.then(() => undefined))
}
