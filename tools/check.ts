import { spawn } from 'node:child_process'
import path from 'node:path'
import { root } from './sources.ts'

/**
 * `npm run check`: everything that can be known without running a test, two at a time, the quick ones first. What is generated is
 * written anew, and only compared where CI is true.
 */
export interface Step {
  name: string
  command: string
  args: readonly string[]
}

export interface Outcome {
  name: string
  ok: boolean
  seconds: number
  output: string
}

const bin = (name: string) => path.join(root, 'node_modules', '.bin', name)
const script = (name: string, file: string, ...args: string[]): Step => ({
  name,
  command: process.execPath,
  args: [path.join(root, 'tools', file), ...args],
})
const tool = (name: string) => script(name, `check-${name}.ts`)
const generated = (name: string) => script(name, `gen-${name}.ts`, ...(process.env['CI'] === 'true' ? ['--check'] : []))

const steps: readonly Step[] = [
  tool('imports'),
  tool('structure'),
  script('table tiers', 'check-tables.ts'),
  tool('env'),
  tool('texts'),
  { name: 'format', command: bin('oxfmt'), args: ['--check', '.'] },
  generated('map'),
  { name: 'lint', command: bin('oxlint'), args: ['--type-aware', '--format', 'unix'] },
  { name: 'types of contract, server and tools', command: bin('tsc'), args: ['-p', '.', '--checkers', '1'] },
  { name: 'types of web', command: bin('tsc'), args: ['-p', 'web', '--checkers', '1'] },
  { name: 'dead code', command: bin('knip'), args: ['--no-progress'] },
  generated('tables'),
  tool('database'),
]

export function run({ name, command, args }: Step): Promise<Outcome> {
  const begun = performance.now()
  const child = spawn(command, args, {
    cwd: root,
    env: { ...process.env, PATH: `${path.dirname(bin('x'))}${path.delimiter}${process.env['PATH']}` },
  })
  let output = ''
  child.stdout.on('data', (text: Buffer) => (output += text.toString()))
  child.stderr.on('data', (text: Buffer) => (output += text.toString()))
  return new Promise((resolve) => {
    const end = (ok: boolean) => resolve({ name, ok, seconds: (performance.now() - begun) / 1000, output })
    child.once('error', (error) => {
      output += error.message
      end(false)
    })
    child.once('close', (code) => end(code === 0))
  })
}

/** Runs steps in order, `most` at a time; after a failure nothing new begins, unless `all` is wished. */
export async function runAll(
  todo: readonly Step[],
  { most, all, say }: { most: number; all: boolean; say: (outcome: Outcome) => void },
): Promise<Outcome[]> {
  const waiting = [...todo]
  const outcomes: Outcome[] = []
  const work = async () => {
    for (let step = waiting.shift(); step; step = waiting.shift()) {
      const outcome = await run(step)
      outcomes.push(outcome)
      say(outcome)
      if (!outcome.ok && !all) waiting.length = 0
    }
  }
  await Promise.all(Array.from({ length: most }, work))
  return outcomes
}

/** The first hundred lines: enough to begin with. */
export function shortened(output: string, most = 100): string {
  const lines = output.trimEnd().split('\n')
  return lines.length <= most
    ? lines.join('\n')
    : [...lines.slice(0, most), `… and ${lines.length - most} more lines`].join('\n')
}

if (import.meta.main) {
  // `npm run check -- --first` ends with the first failure
  const all = !process.argv.includes('--first')
  const say = ({ name, ok, seconds, output }: Outcome) => {
    console.log(`${ok ? '✓' : '✗'} ${name} ${seconds.toFixed(1)} s`)
    if (!ok) console.log(shortened(output))
    else for (const line of output.split('\n')) if (line.startsWith('Not run')) console.log(`  ${line}`)
  }
  const outcomes = await runAll(steps, { most: 2, all, say })
  const failed = outcomes.filter((outcome) => !outcome.ok)
  console.log(
    failed.length === 0
      ? `check: all ${outcomes.length} well`
      : `check: failed: ${failed.map((outcome) => outcome.name).join(', ')}`,
  )
  process.exitCode = failed.length === 0 ? 0 : 1
}
