import { writeFileSync } from 'node:fs'
import path from 'node:path'
import type { Browser } from '@playwright/test'
import type { Picture } from './shot-list.ts'
import type { Face } from './shots.ts'

/** All pictures of one width on one page, a row per screen and a column per face: as HTML, and as a picture of that. Answers with the latter's file. */
export async function writeSheet(
  browser: Browser,
  folder: string,
  width: number,
  faces: readonly Face[],
  pictures: readonly Picture[],
): Promise<string> {
  const thumb = width < 640 ? 190 : 460
  // Narrow ones stand two screens to a row, so that no sheet outgrows what a browser can paint.
  const perRow = faces.length * (width < 640 ? 2 : 1)
  const cells = pictures.flatMap(({ name }) =>
    faces.map(({ language, theme }) => {
      const file = `${width}/${language}-${theme}/${name}.png`
      return `<figure><a href="${file}"><img src="${file}" alt=""></a><figcaption>${name} · ${language} ${theme}</figcaption></figure>`
    }),
  )
  const html = `<!doctype html><meta charset="utf-8"><title>Polyclinic at ${width} px</title>
<style>
  body { margin: 16px; font: 12px system-ui; background: #888; color: #fff }
  main { display: grid; grid-template-columns: repeat(${perRow}, ${thumb}px); gap: 8px }
  figure { margin: 0 } img { width: 100%; display: block } figcaption { padding: 2px 0 6px }
</style>
<main>${cells.join('\n')}</main>
`
  const file = path.join(folder, `${width}.html`)
  writeFileSync(file, html)
  const page = await browser.newPage({ viewport: { width: perRow * (thumb + 8) + 24, height: 900 } })
  await page.goto(`file://${file}`)
  const picture = path.join(folder, `${width}.png`)
  await page.screenshot({ path: picture, fullPage: true })
  await page.close()
  return picture
}
