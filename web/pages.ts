import { readFileSync, writeFileSync } from 'node:fs'
import { join } from 'node:path'
import { pathToFileURL } from 'node:url'
import { directionOf, languages, type Language } from '@polyclinic/contract/kit/language.ts'
import type { ManifestChunk } from 'vite'

type Manifest = Record<string, ManifestChunk>
type Shell = { signInShell: (language: Language) => Promise<string> }

/**
 * Writes the documents that the app begins with: one for the desk, and per language one that shows the way in and starts the app
 * when somebody is there. Each names the files it will need, so that they are fetched together.
 */
export async function writePages(root: string, doorScript: string): Promise<void> {
  const client = join(root, 'dist/client')
  const page = readFileSync(join(client, 'index.html'), 'utf8')
  const manifest = JSON.parse(readFileSync(join(client, '.vite/manifest.json'), 'utf8')) as Manifest
  const { signInShell } = (await import(pathToFileURL(join(root, 'dist/shell/shell.js')).href)) as Shell
  const scripts = (keys: string[]) =>
    [...filesOf(manifest, keys)].filter((file) => !page.includes(file)).map((file) => preload(file))
  const inter = preload(fontOf(manifest, 'inter-latin-wght-normal'), 'font')
  const arabic = preload(fontOf(manifest, 'noto-sans-arabic-arabic-wght-normal'), 'font')

  const desk = ['frame/StaffFrame', 'frame/OrganizationGate', 'TodayPage'].map((name) => `src/pages/staff/${name}.tsx`)
  writeFileSync(join(client, 'index.html'), withHead(page, [inter, ...scripts(desk)]))
  for (const language of languages) {
    const texts = [`src/kit/texts/everywhere/${language}.ts`]
    const fonts = language === 'ar' ? [inter, arabic] : [inter]
    const head = [...fonts, ...scripts(['src/pages/account/SignInPage.tsx', ...texts])]
    const [, title = '', shown = ''] = /<title>(.*?)<\/title>(.*)/s.exec(await signInShell(language)) ?? []
    const [entry, app = ''] = /<script type="module"[^>]* src="([^"]+)"[^>]*><\/script>/.exec(page) ?? ['']
    const needed = withHead(page, head)
    // What is drawn needs no script: the door fetches the app's once all else is there, and runs it when somebody is.
    const files = [...needed.matchAll(modulePreload)].map(([, file]) => file).join(' ')
    const door = needed
      .replace(modulePreload, '')
      .replace(entry, `<script type="module" nonce="__CSP_NONCE__">${doorScript}</script>`)
      .replace('<title>Polyclinic', `<title>${title}`)
      .replace('<html lang="en" dir="ltr">', `<html lang="${language}" dir="${directionOf(language)}">`)
      .replace(
        '<div id="root">',
        `<div id="shell" data-app="${app}" data-files="${files}">${shown}</div><div id="root">`,
      )
    writeFileSync(join(client, `sign-in.${language}.html`), door)
  }
}

const modulePreload = /<link rel="modulepreload"[^>]* href="([^"]+)"[^>]*>\s*/g

const withHead = (page: string, lines: string[]) =>
  page.replace('<link rel="icon"', `${lines.join('\n    ')}\n    <link rel="icon"`)

const preload = (file: string, as?: 'font') =>
  as
    ? `<link rel="preload" as="font" type="font/woff2" crossorigin href="/${file}">`
    : `<link rel="modulepreload" crossorigin href="/${file}">`

/** The scripts of these modules and of all that they import before they run. */
export function filesOf(manifest: Manifest, keys: readonly string[]): Set<string> {
  const seen = new Set<string>()
  const walk = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) walk(next)
  }
  for (const key of keys) {
    if (!manifest[key]) throw new Error(`${key} is in no file of the build`)
    walk(key)
  }
  return new Set([...seen].flatMap((key) => manifest[key]?.file ?? []))
}

function fontOf(manifest: Manifest, name: string): string {
  const found = Object.values(manifest).flatMap(({ file, assets = [] }) => [file, ...assets])
  return found.find((file) => file.includes(`/${name}`) && file.endsWith('.woff2')) ?? ''
}
