// What `npm start` and `npm test` need before anything of ours can run: plain JavaScript for Node 18 and later, no packages.
import { spawnSync } from 'node:child_process'
import { createHash } from 'node:crypto'
import fs from 'node:fs'
import path from 'node:path'
import { fileURLToPath } from 'node:url'

export const root = path.dirname(path.dirname(fileURLToPath(import.meta.url)))

const modules = path.join(root, 'node_modules')
const installStamp = path.join(modules, '.polyclinic-stamp')
const dist = path.join(root, 'web', 'dist')
const buildStamp = path.join(dist, '.stamp')
const REQUIRED_NODE = 26

/** Why Polyclinic cannot go on, in one sentence for the person at the keyboard. */
export class PrepareError extends Error {}

export function prepared(steps) {
  try {
    steps()
  } catch (error) {
    if (!(error instanceof PrepareError)) throw error
    console.error(`Polyclinic cannot start: ${error.message}`)
    process.exit(1)
  }
}

/** Installs the packages when the lock file has changed; touches the network only then. */
export function ensureInstalled() {
  const wanted = createHash('sha256')
    .update(fs.readFileSync(path.join(root, 'package-lock.json')))
    .digest('hex')
  if (read(installStamp) === wanted && fs.existsSync(installedNode())) return
  if (read(installStamp) !== wanted && !matchesLock()) install()
  checkNode()
  fs.writeFileSync(installStamp, wanted)
}

export function ensureBuilt() {
  if (!fs.existsSync(path.join(root, 'web', 'build.mjs'))) return
  const wanted = hashOf(webSources())
  if (read(buildStamp) === wanted) return
  console.log('Building the web app …')
  const { status, stdout, stderr } = npm(['run', 'build', '-w', 'web'], { stdio: 'pipe', encoding: 'utf8' })
  if (status !== 0) {
    console.error(`${stdout}${stderr}`)
    throw new PrepareError('the web app could not be built, for the reason above.')
  }
  fs.mkdirSync(dist, { recursive: true })
  fs.writeFileSync(buildStamp, wanted)
}

/** The Node that npm installed, which everything after the preparation runs on. */
export function installedNode() {
  return path.join(modules, '.bin', 'node')
}

export function npm(args, options) {
  const own = process.env.npm_execpath
  const [command, ...first] = own && /\.[cm]?js$/.test(own) ? [process.execPath, own] : ['npm']
  return spawnSync(command, [...first, ...args], { cwd: root, ...options })
}

function install() {
  console.log('Installing packages (only when the lock file has changed) …')
  fs.rmSync(installStamp, { force: true })
  // Everything, whatever NODE_ENV says: the web app is built here, and PostgreSQL is an optional package per platform.
  const { status, error } = npm(
    ['ci', '--include=dev', '--include=optional', '--loglevel=error', '--no-audit', '--no-fund'],
    {
      stdio: ['ignore', 'ignore', 'inherit'],
    },
  )
  if (error) throw new PrepareError(`npm could not be run (${error.message}): install it beside Node.`)
  if (status !== 0) {
    throw new PrepareError(
      'npm could not install the packages, for the reason above; what you entered into Polyclinic is untouched.',
    )
  }
}

function checkNode() {
  const { stdout } = spawnSync(installedNode(), ['--version'], { encoding: 'utf8' })
  if (Number(/^v(\d+)/.exec(stdout ?? '')?.[1]) >= REQUIRED_NODE) return
  throw new PrepareError(
    'npm installed the packages without running their install scripts, so the Node that Polyclinic runs on is missing: run "npm ci --ignore-scripts=false" and start again.',
  )
}

/** Whether what npm last installed here is what the lock file says, as after an `npm install` by hand. */
function matchesLock() {
  const installed = read(path.join(modules, '.package-lock.json'))
  if (!installed) return false
  const has = JSON.parse(installed).packages
  const wanted = JSON.parse(fs.readFileSync(path.join(root, 'package-lock.json'), 'utf8')).packages
  return Object.entries(wanted).every(
    ([at, { version, optional, link }]) =>
      !at.includes('node_modules/') || link || (at in has ? has[at].version === version : optional),
  )
}

function webSources() {
  const web = path.join(root, 'web')
  const beside = fs.readdirSync(web).filter((name) => /\.(ts|mjs|html)$/.test(name) || name === 'package.json')
  return [
    ...beside.map((name) => path.join(web, name)),
    ...filesBelow(path.join(web, 'src')),
    ...filesBelow(path.join(web, 'public')),
    ...filesBelow(path.join(root, 'contract', 'src')),
    path.join(root, 'package-lock.json'),
  ].filter((file) => !/\.test\.tsx?$/.test(file))
}

function filesBelow(folder) {
  if (!fs.existsSync(folder)) return []
  return fs.readdirSync(folder, { withFileTypes: true }).flatMap((entry) => {
    const at = path.join(folder, entry.name)
    return entry.isDirectory() ? filesBelow(at) : [at]
  })
}

function hashOf(files) {
  const hash = createHash('sha256')
  for (const file of files.sort())
    hash
      .update(`${path.relative(root, file)}\0`)
      .update(fs.readFileSync(file))
      .update('\0')
  return hash.digest('hex')
}

function read(file) {
  return fs.existsSync(file) ? fs.readFileSync(file, 'utf8') : undefined
}
