import { setTimeout as wait } from 'node:timers/promises'
import { startClusterWithTemplates } from '../server/src/testing/cluster.ts'
import { availability } from './availability.ts'
import { booking } from './booking.ts'
import { bundles } from './bundles.ts'
import { calendar } from './calendar.ts'
import { charts } from './charts.ts'
import { contention } from './contention.ts'
import { documents } from './documents.ts'
import { files } from './files.ts'
import { imports } from './imports.ts'
import { longWork } from './long-work.ts'
import { memory } from './memory.ts'
import { reads } from './reads.ts'
import { waitingReminders } from './reminders.ts'
import { tableOf, type Benchmark, type Line, type Settings } from './report.ts'
import { search } from './search.ts'
import { startUp } from './start-up.ts'
import { strangers } from './strangers.ts'
import { traces } from './traces.ts'

const benchmarks: readonly Benchmark[] = [
  startUp,
  bundles,
  search,
  booking,
  contention,
  waitingReminders,
  longWork,
  imports,
  availability,
  reads,
  charts,
  documents,
  files,
  memory,
  calendar,
  strangers,
  traces,
]

/** `npm run bench -- [--quick] [name…]`: everything, or what is named; one table at the end (ARCHITECTURE §8). */
async function main(): Promise<void> {
  const given = process.argv.slice(2)
  const isQuick = given.includes('--quick') || (process.env.CI === 'true' && !given.includes('--full'))
  const names = given.filter((word) => !word.startsWith('--'))
  const unknown = names.find((name) => !benchmarks.some((each) => each.name === name))
  if (unknown)
    throw new Error(`there is no benchmark ${unknown}; there are ${benchmarks.map(({ name }) => name).join(', ')}`)

  const share = shareOfACore()
  let cluster: ReturnType<typeof startClusterWithTemplates> | undefined
  const settings: Settings = {
    isQuick,
    cluster: async () => (await (cluster ??= startClusterWithTemplates())).url,
    say: (sentence) => process.stderr.write(`  ${sentence}\n`),
  }
  onSignal(async () => (await cluster)?.stop())
  const lines: (Line & { name: string })[] = []
  try {
    for (const { name, run } of benchmarks) {
      if (names.length > 0 && !names.includes(name)) continue
      process.stderr.write(`${name} …\n`)
      lines.push(...(await run(settings).catch(failed)).map((line) => ({ name, ...line })))
    }
  } finally {
    // connections that were let go of are closed a moment later, and one cut by the cluster's end would be an error
    await wait(200)
    await (await cluster)?.stop()
  }
  const shareAfter = shareOfACore()
  console.log(`\n${tableOf(lines, Math.min(share, shareAfter) < 80)}\n`)
  console.log(
    `Ratios are medians of interleaved rounds of this run${isQuick ? '; quick: small data, few rounds' : ''}.`,
  )
  console.log(
    `Seconds and milliseconds depend on the machine: at the start a busy loop got ${share} % of a core, at the end ${shareAfter} %.`,
  )
  if (lines.some(({ what }) => what === 'failed')) process.exitCode = 1
}

/** Ctrl-C: children end with us, and the memory disk is given back. */
function onSignal(stop: () => Promise<unknown>): void {
  const end = () => {
    // connections that the end of the cluster cuts are no failures now
    process.on('uncaughtException', () => {})
    void stop().finally(() => process.exit(130))
  }
  for (const signal of ['SIGINT', 'SIGTERM']) process.once(signal, end)
}

/** How much of a core a process gets that wants all of it, in percent: what others leave. */
function shareOfACore(): number {
  const [began, before] = [performance.now(), process.cpuUsage()]
  while (performance.now() - began < 500);
  const { user, system } = process.cpuUsage(before)
  return Math.min(100, Math.round((user + system) / 10 / (performance.now() - began)))
}

/** One benchmark that breaks does not hide the others. */
function failed(error: Error): Line[] {
  console.error(error)
  return [{ what: 'failed', figures: error.message.split('\n')[0] ?? '' }]
}

await main()
