// `npm test`: installs what is missing, then checks, tests and browser journeys in order; the first failure ends it.
import { spawn, spawnSync } from 'node:child_process'
import { once } from 'node:events'
import fs from 'node:fs'
import path from 'node:path'
import { ensureBuilt, ensureInstalled, installedNode, npm, prepared, root } from './prepare.mjs'

const deep = process.argv.includes('--deep')
const inCi = process.env.CI === 'true'
const seed = process.env.SEED ?? String(Math.floor(Math.random() * 2 ** 31))
const durations = []

console.log(`seed: ${seed}`)
step('install and build', () => prepared(() => (ensureInstalled(), ensureBuilt())))

const chromium = step('find a browser', findChromium)
if (inCi) {
  step('find PostgreSQL 15', () => installPackages(['postgresql-15'], '/usr/lib/postgresql/15/bin/postgres'))
  step('find PgBouncer', () => installPackages(['pgbouncer'], '/usr/sbin/pgbouncer'))
}

const env = {
  ...process.env,
  PATH: `${path.join(root, 'node_modules', '.bin')}${path.delimiter}${process.env.PATH}`,
  SEED: seed,
  ...(deep ? { DEEP: '1' } : {}),
  ...(chromium ? { CHROMIUM: chromium } : {}),
}
const inherited = { cwd: root, env, stdio: 'inherit' }

run('check', () => npm(['run', 'check'], inherited))
const answers = path.join(root, '.cache', 'answers.jsonl')
fs.rmSync(answers, { force: true })
run('tests', () => node({ ANSWERS_FILE: answers }, 'node_modules/vitest/vitest.mjs', 'run'))
run('answers', () => node({ ANSWERS_FILE: answers }, 'tools/check-answers.ts'))
const bookings = 'server/src/features/scheduling/bookings'
const surrounded = deep
  ? ['server/src/isolation', bookings]
  : ['server/src/isolation/isolation.test.ts', `${bookings}/bookings.test.ts`, `${bookings}/race.test.ts`]
// each has a server of its own, and one long suite that keeps one core busy
await besides('tests on PostgreSQL 15 and through PgBouncer', [
  {
    name: 'tests on PostgreSQL 15',
    program: '/usr/lib/postgresql/15/bin/postgres',
    surroundings: { TEST_POSTGRES: 'oldest' },
    suites: ['server/src/kit/db/functions.test.ts', ...surrounded],
  },
  {
    name: 'tests through PgBouncer',
    program: '/usr/sbin/pgbouncer',
    surroundings: { TEST_POOLER: 'pgbouncer' },
    suites: ['server/src/kit/pools/behind-a-pooler.test.ts', 'server/src/kit/db/transaction.test.ts', ...surrounded],
  },
])
if (fs.existsSync(path.join(root, 'e2e', 'playwright.config.ts'))) journeys()
report()

/** The suites that matter most, with other surroundings at one time, where those are installed; each prints when it is over. */
async function besides(called, runs) {
  const begun = Date.now()
  const ended = await Promise.all(
    runs.map(async ({ name, program, surroundings, suites }) => {
      if (!fs.existsSync(program))
        return { name, said: `Not run, because ${program} is not installed`, isMissing: true }
      const child = spawn(installedNode(), ['node_modules/vitest/vitest.mjs', 'run', ...suites], {
        cwd: root,
        env: { ...env, ...surroundings },
        stdio: ['ignore', 'pipe', 'pipe'],
      })
      const said = []
      for (const stream of [child.stdout, child.stderr]) stream.on('data', (part) => said.push(part))
      const [status, signal] = await once(child, 'close')
      return { name, said: Buffer.concat(said).toString(), status: status ?? signal }
    }),
  )
  durations.push(`${called} ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  for (const { name, said } of ended) console.log(`\n${name}:\n${said}`)
  for (const { name, status, isMissing } of ended) if (isMissing ? inCi : status !== 0) fail(name, status ?? 1)
}

function journeys() {
  if (chromium)
    return run('journeys', () =>
      node({}, 'node_modules/@playwright/test/cli.js', 'test', '-c', 'e2e/playwright.config.ts'),
    )
  const files = fs
    .readdirSync(path.join(root, 'e2e'), { recursive: true })
    .filter((name) => /\.(spec|test)\.ts$/.test(name))
  console.log(
    `Not run, because there is no browser (install Chromium or name one in CHROMIUM):\n  ${files.join('\n  ')}`,
  )
  if (inCi) fail('journeys', 1)
}

function node(more, ...args) {
  return spawnSync(installedNode(), args, { ...inherited, env: { ...env, ...more } })
}

/** A browser from the environment or from Debian, best the one without windows (half the work); undefined where none can be had. */
function findChromium() {
  // what is printed is read back by pdftotext
  installPackages(['poppler-utils'], '/usr/bin/pdftotext')
  if (process.env.CHROMIUM) return process.env.CHROMIUM
  const known = '/usr/bin/chromium'
  if (installPackages(['chromium-headless-shell', 'fonts-noto-core'], `${known}-headless-shell`))
    return `${known}-headless-shell`
  return installPackages(['chromium', 'fonts-noto-core'], known) ? known : undefined
}

/** Installs Debian packages unless `wanted` is there already; true when it is there afterwards. */
function installPackages(names, wanted) {
  if (fs.existsSync(wanted)) return true
  if (process.geteuid?.() !== 0 || !fs.existsSync('/usr/bin/apt-get')) return false
  console.log(`Installing ${names.join(', ')} …`)
  keepDebianFromStartingClusters()
  const apt = (...args) =>
    spawnSync('apt-get', ['-qq', '-o', 'DPkg::Lock::Timeout=300', ...args], {
      stdio: ['ignore', 'ignore', 'inherit'],
      env: { ...process.env, DEBIAN_FRONTEND: 'noninteractive' },
    })
  apt('update')
  apt('install', '-y', '--no-install-recommends', ...names)
  return fs.existsSync(wanted)
}

/** Debian's PostgreSQL makes and starts a cluster at installation, which nobody here wants. */
function keepDebianFromStartingClusters() {
  const file = '/etc/postgresql-common/createcluster.conf'
  if (fs.existsSync(file)) return
  fs.mkdirSync(path.dirname(file), { recursive: true })
  fs.writeFileSync(file, 'create_main_cluster = false\n')
}

function run(name, command) {
  const { status, signal } = step(name, command)
  if (status !== 0) fail(name, status ?? signal)
}

function step(name, work) {
  const begun = Date.now()
  try {
    return work()
  } finally {
    durations.push(`${name} ${((Date.now() - begun) / 1000).toFixed(1)} s`)
  }
}

function fail(name, reason) {
  report()
  console.error(`Failed: ${name} (${reason}); run it again with SEED=${seed}`)
  process.exit(1)
}

function report() {
  console.log(`\nseed: ${seed}\n${durations.join(' · ')}`)
}
