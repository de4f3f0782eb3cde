import { existsSync, readFileSync, statSync } from 'node:fs'
import path from 'node:path'
import type { ManifestChunk } from 'vite'
import { filesOf } from '../web/pages.ts'
import type { Benchmark } from './report.ts'

const client = path.join(import.meta.dirname, '../web/dist/client')
const manifestFile = path.join(client, '.vite/manifest.json')

const pages = [
  { what: 'sign-in page', page: 'account/SignInPage', goal: 250 },
  { what: 'today', page: 'staff/TodayPage', goal: 350 },
  { what: 'calendar', page: 'staff/CalendarPage', goal: 450 },
  { what: 'patients', page: 'staff/PatientsPage', goal: 550 },
]

/** Bytes over the wire: packed where a packed copy stands beside it. */
function packedSize(file: string): number {
  const at = path.join(client, file)
  return statSync(`${at}.br`, { throwIfNoEntry: false })?.size ?? statSync(at).size
}

export const bundles: Benchmark = {
  name: 'bundles',
  async run() {
    if (!existsSync(manifestFile))
      return [{ what: 'first view', figures: 'the web app is not built (npm run build)', goal: '' }]
    const manifest = JSON.parse(readFileSync(manifestFile, 'utf8')) as Record<string, ManifestChunk>
    const entry = Object.keys(manifest).filter((key) => manifest[key]?.isEntry)
    const styles = Object.values(manifest).flatMap(({ css = [] }) => css)
    const type = Object.values(manifest).flatMap(({ file, assets = [] }) =>
      [file, ...assets].filter((name) => name.includes('inter-latin-wght')),
    )
    const texts = (page: string) =>
      Object.keys(manifest).filter((key) =>
        (page.startsWith('account') ? /(kit|identity)\/locales\/en\.json$/ : /\/locales\/en\.json$/).test(key),
      )
    const frame = ['StaffFrame', 'OrganizationGate'].map((name) => `src/pages/staff/frame/${name}.tsx`)
    return pages.map(({ what, page, goal }) => {
      const needed = [...entry, `src/pages/${page}.tsx`, ...texts(page), ...(page.startsWith('staff') ? frame : [])]
      const files = new Set([...filesOf(manifest, needed), ...styles, ...type])
      const kilobytes = [...files].reduce((sum, file) => sum + packedSize(file), 0) / 1000
      return {
        what: `first view, ${what}`,
        figures: `${kilobytes.toFixed(0)} kB in ${files.size} files`,
        goal: `≤ ${goal} kB`,
        isMet: kilobytes <= goal,
      }
    })
  },
}
