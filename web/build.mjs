// Builds the browser bundle and, where the public pages exist, the server-rendered bundle beside it.
import { existsSync, readFileSync } from 'node:fs'
import { join } from 'node:path'
import { gzipSync } from 'node:zlib'
import { build } from 'vite'

const root = import.meta.dirname
const publicPages = join(root, 'src/pages/public/server.tsx')

await build({ root, configFile: join(root, 'vite.config.ts'), logLevel: 'warn' })
if (existsSync(publicPages)) {
  await build({
    root,
    configFile: join(root, 'vite.config.ts'),
    logLevel: 'warn',
    build: { ssr: publicPages, outDir: 'dist/server', emptyOutDir: true, copyPublicDir: false, manifest: false },
    ssr: { noExternal: true },
    define: { 'process.env.NODE_ENV': '"production"' },
  })
}
report()

/** Prints what a browser loads before the first view: the entry and everything it imports statically. */
function report() {
  const manifest = JSON.parse(readFileSync(join(root, 'dist/client/.vite/manifest.json'), 'utf8'))
  const seen = new Set()
  const walk = (key) => {
    if (seen.has(key)) return
    seen.add(key)
    for (const next of manifest[key].imports ?? []) walk(next)
  }
  for (const [key, chunk] of Object.entries(manifest)) if (chunk.isEntry) walk(key)

  let script = 0
  const styles = new Set()
  for (const key of seen) {
    const { file, css = [] } = manifest[key]
    const size = gzipped(file)
    if (file.endsWith('.js')) script += size
    for (const sheet of css) styles.add(sheet)
    process.stdout.write(`${kilobytes(size)}  ${file}\n`)
  }
  for (const sheet of styles) process.stdout.write(`${kilobytes(gzipped(sheet))}  ${sheet}\n`)
  process.stdout.write(`${kilobytes(script)}  first view, JavaScript gzip (budget 250 kB)\n`)
}

function gzipped(file) {
  return gzipSync(readFileSync(join(root, 'dist/client', file))).length
}

function kilobytes(bytes) {
  return `${(bytes / 1000).toFixed(1)} kB`.padStart(9)
}
