// `npm start`: runs on whatever Node is there (18 or later), installs and builds what is missing, goes on under the installed Node.
import { spawn } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { pathToFileURL } from 'node:url'
import { ensureBuilt, ensureInstalled, installedNode, prepared, root } from './tools/prepare.mjs'

prepared(() => {
  ensureInstalled()
  ensureBuilt()
})

const followParent = pathToFileURL(path.join(root, 'tools', 'follow-parent.mjs')).href
const server = spawn(
  installedNode(),
  ['--import', followParent, path.join('server', 'src', 'start.ts'), ...process.argv.slice(2)],
  // A group of its own: Ctrl-C in a terminal reaches every process of the group, npm forwards it once more, and the server should
  // hear it once. The channel tells the server when this process is killed.
  {
    cwd: root,
    detached: true,
    stdio: ['ignore', 'inherit', 'inherit', 'ipc'],
    // half of the time until it answers is compiling what the last start compiled
    env: { NODE_COMPILE_CACHE: path.join(root, '.cache', 'compiled'), ...process.env },
  },
)

let lastSignal = 0
for (const signal of ['SIGINT', 'SIGTERM']) {
  process.on(signal, () => {
    if (Date.now() - lastSignal > 500) server.kill(signal)
    lastSignal = Date.now()
  })
}

// npm killed without a chance to forward anything: nobody is left to stop us.
if (process.env.npm_lifecycle_event) {
  const above = ancestors()
  setInterval(() => ancestors() !== above && server.kill('SIGTERM'), 250).unref()
}

server.on('error', (error) => {
  console.error(`Polyclinic cannot start: ${error.message}`)
  process.exit(1)
})
server.on('exit', (code, signal) => process.exit(code ?? 128 + os.constants.signals[signal]))

/** Who runs us: npm, or npm by way of its shell (which Linux lets us look through). */
function ancestors() {
  try {
    const [, name, , parent] = /^\d+ \((.*)\) (\S) (\d+)/.exec(fs.readFileSync(`/proc/${process.ppid}/stat`, 'utf8'))
    return name.endsWith('sh') ? `${parent} ${process.ppid}` : `${process.ppid}`
  } catch {
    return `${process.ppid}`
  }
}
