// `npm run fresh-clone`: what somebody meets who has just cloned the repository. Clones HEAD into a folder that only root may enter and,
// as root, for a new ordinary user; in each starts, stops, kills, starts again and runs the tests, all by the documented commands.
import { execFileSync } from 'node:child_process'
import fs from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { rehearse, type Visitor } from './fresh-clone-rehearsal.ts'

const root = path.dirname(import.meta.dirname)
const startOnly = process.argv.includes('--start-only')
const isRoot = process.geteuid?.() === 0

if (git('status', '--porcelain')) console.log('Note: what is not committed is not part of the clone.')

const failures: string[] = []
for (const visit of isRoot ? [asRoot, asNewUser] : [asMyself]) {
  try {
    await visit()
  } catch (error) {
    failures.push(`${visit.name}: ${error instanceof Error ? error.message : String(error)}`)
    console.error(`✗ ${failures.at(-1)}`)
  }
}
console.log(failures.length === 0 ? 'fresh-clone: all well' : `fresh-clone: failed\n${failures.join('\n')}`)
process.exitCode = failures.length === 0 ? 0 : 1

async function asRoot(): Promise<void> {
  const closed = fs.mkdtempSync(path.join(os.homedir(), 'polyclinic-clone-'))
  await visitAs({ title: 'root, below a 0700 folder', home: os.homedir(), clone: cloneInto(closed), ids: {} }, () =>
    removed(closed),
  )
}

async function asMyself(): Promise<void> {
  const folder = fs.mkdtempSync(path.join(os.tmpdir(), 'polyclinic-clone-'))
  await visitAs({ title: os.userInfo().username, home: os.homedir(), clone: cloneInto(folder), ids: {} }, () =>
    removed(folder),
  )
}

async function asNewUser(): Promise<void> {
  const name = `clone${process.pid}`
  execFileSync('useradd', ['--create-home', '--user-group', name])
  const remove = () => void execFileSync('userdel', ['--remove', name], { stdio: 'ignore' })
  try {
    const id = (flag: string) => Number(execFileSync('id', [flag, name], { encoding: 'utf8' }))
    const ids = { uid: id('-u'), gid: id('-g') }
    const home = execFileSync('getent', ['passwd', name], { encoding: 'utf8' }).split(':')[5] ?? ''
    const clone = cloneInto(home)
    handOverNpmSettings(home)
    execFileSync('chown', ['-R', `${ids.uid}:${ids.gid}`, home])
    await visitAs({ title: 'a new ordinary user', home, clone, ids }, () => {})
  } finally {
    remove()
  }
}

async function visitAs(visitor: Visitor, tidy: () => void): Promise<void> {
  console.log(`\n── ${visitor.title} (${visitor.clone})`)
  try {
    await rehearse(visitor, { startOnly })
  } finally {
    tidy()
  }
}

/** Without hard links, since the clone may change hands and a link would take the original's objects along. */
function cloneInto(folder: string): string {
  const clone = path.join(folder, 'polyclinic')
  git('clone', '--quiet', '--no-hardlinks', root, clone)
  return clone
}

/** A new user knows nothing of the package registry that this machine is set up for. */
function handOverNpmSettings(home: string): void {
  const settings = process.env['npm_config_userconfig'] ?? path.join(os.homedir(), '.npmrc')
  if (!fs.existsSync(settings)) return
  fs.copyFileSync(settings, path.join(home, '.npmrc'))
  fs.chmodSync(path.join(home, '.npmrc'), 0o600)
}

function git(...args: string[]): string {
  return execFileSync('git', args, { cwd: root, encoding: 'utf8' })
}

function removed(folder: string): void {
  fs.rmSync(folder, { recursive: true, force: true })
}
