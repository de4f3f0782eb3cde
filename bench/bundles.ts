import { existsSync, readFileSync } from 'node:fs'
import path from 'node:path'
import { gzipSync } from 'node:zlib'
import type { Benchmark } from './report.ts'

interface Chunk {
  file: string
  isEntry?: boolean
  imports?: string[]
  css?: string[]
}

const client = path.join(import.meta.dirname, '../web/dist/client')
const manifestFile = path.join(client, '.vite/manifest.json')

/** What the browser loads for these chunks: they themselves and all that they import statically. */
function reached(manifest: Record<string, Chunk>, from: readonly string[]): Chunk[] {
  const seen = new Set<string>()
  const walk = (key: string) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key]?.imports ?? []) walk(next)
  }
  from.forEach(walk)
  return [...seen].flatMap((key) => manifest[key] ?? [])
}

const gzipped = (files: readonly string[]) =>
  files.reduce((sum, file) => sum + gzipSync(readFileSync(path.join(client, file))).length, 0) / 1000

/** kB of script, gzipped. */
const scriptOf = (chunks: readonly Chunk[]) =>
  gzipped(chunks.map(({ file }) => file).filter((file) => file.endsWith('.js')))

/** What a browser downloads before the first view of the staff app and of a public page. */
export const bundles: Benchmark = {
  name: 'bundles',
  async run() {
    const goals = { staff: '≤ 250 kB', public: '≤ 60 kB' }
    if (!existsSync(manifestFile)) {
      const figures = 'the web app is not built (npm run build)'
      return [
        { what: 'first view of the staff app', figures, goal: goals.staff },
        { what: 'public page', figures, goal: goals.public },
      ]
    }
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, Chunk>
    const entries = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
    const isPublic = (key: string) => key.startsWith('src/pages/public/')
    const app = entries.filter((key) => !isPublic(key))
    const frame = Object.keys(manifest).filter((key) => key.endsWith('pages/staff/StaffFrame.tsx'))
    const first = reached(manifest, [...app, ...frame])
    const today = reached(manifest, [
      ...app,
      ...frame,
      ...Object.keys(manifest).filter((key) => key.endsWith('pages/staff/CalendarPage.tsx')),
    ])
    const styles = gzipped([...new Set(first.flatMap(({ css = [] }) => css))])
    const staffScript = scriptOf(first)
    // public pages are markup from the server; only an island of theirs would be an entry of its own
    const publicScript = scriptOf(reached(manifest, entries.filter(isPublic)))
    return [
      {
        what: 'first view of the staff app',
        figures: `${staffScript.toFixed(0)} kB script, ${styles.toFixed(0)} kB style`,
        goal: goals.staff,
        isMet: staffScript <= 250,
      },
      { what: 'the same with the calendar page', figures: `${scriptOf(today).toFixed(0)} kB script` },
      {
        what: 'public page',
        figures: `${publicScript.toFixed(0)} kB script`,
        goal: goals.public,
        isMet: publicScript <= 60,
      },
    ]
  },
}
