// Builds the browser's files, the bundle that the server renders public pages from, and the documents that the app begins with.
import { readFileSync, rmSync, statSync } from 'node:fs'
import { join } from 'node:path'
import { build } from 'vite'
import { groupsOf } from './chunks.ts'
import { packFiles } from './pack.ts'
import { filesOf, writePages } from './pages.ts'

const root = import.meta.dirname
const plain = { root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' }

const trial = await build({ ...plain, build: { write: false, minify: false, emptyOutDir: false } })
await build({ ...plain, build: { rolldownOptions: { output: { codeSplitting: { groups: groupsOf(trial) } } } } })
await rendered('src/pages/public/server.tsx', 'dist/server')
await rendered('src/pages/account/shell.tsx', 'dist/shell')
await writePages(root, await inlined('src/pages/account/door.ts'))
rmSync(join(root, 'dist/shell'), { recursive: true })
await packFiles(join(root, 'dist/client/assets'))
report()

/** Code that Node runs. */
function rendered(entry, outDir) {
  return build({
    ...plain,
    build: { ssr: join(root, entry), outDir, emptyOutDir: true, copyPublicDir: false, manifest: false },
    ssr: { noExternal: true },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}

/** Code of a few lines that stands in a document. */
async function inlined(entry) {
  const lib = { entry: join(root, entry), formats: ['es'] }
  const [{ output }] = await build({ ...plain, build: { lib, write: false, emptyOutDir: false, copyPublicDir: false } })
  return output[0].code.trim()
}

/** Prints what the sign-in page and the desk send over the wire, as scripts and styles. */
function report() {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/client/.vite/manifest.json'), 'utf8'))
  const entry = Object.keys(manifest).find((key) => manifest[key].isEntry)
  const styles = new Set(Object.values(manifest).flatMap(({ css = [] }) => css))
  for (const page of ['account/SignInPage', 'staff/TodayPage', 'staff/CalendarPage', 'staff/PatientsPage']) {
    const files = [...filesOf(manifest, [entry, `src/pages/${page}.tsx`]), ...styles]
    const bytes = files.reduce((sum, file) => sum + packedSize(join(root, 'dist/client', file)), 0)
    process.stdout.write(`${(bytes / 1000).toFixed(1).padStart(7)} kB in ${files.length} files  ${page}\n`)
  }
}

function packedSize(file) {
  return statSync(`${file}.br`, { throwIfNoEntry: false })?.size ?? statSync(file).size
}
