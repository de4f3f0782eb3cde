import { execFileSync, spawnSync } from 'node:child_process'
import {
  cpSync,
  existsSync,
  globSync,
  mkdirSync,
  mkdtempSync,
  readdirSync,
  readFileSync,
  rmSync,
  symlinkSync,
  writeFileSync,
} from 'node:fs'
import os from 'node:os'
import path from 'node:path'
import { expect } from 'vitest'
import { root } from './sources.ts'

/** A copy of the repository in which a test may plant what does not exist. */
export interface ScratchCopy {
  directory: string
  read(file: string): string
  /** Writes a file anew; one that is there must differ afterwards. */
  change(file: string, plant: (text: string) => string): void
  /** Runs a script and answers what it says; fails where it fails. */
  run(script: string, ...args: string[]): string
  remove(): void
}

const isDeep = process.env.DEEP === '1'
const turns = ['channel', 'feature', 'field', 'language', 'state'] as const

/** Whether what is planted also runs this time: one kind with each seed, in depth all of them. */
export const hasTurn = (kind: (typeof turns)[number]): boolean =>
  isDeep || turns[Number(process.env.SEED ?? Date.now()) % turns.length] === kind

/** Packages stay where they are; the product's own are those of the copy. */
function linkPackages(from: string, to: string) {
  mkdirSync(to, { recursive: true })
  for (const name of readdirSync(from))
    if (name !== '@polyclinic') symlinkSync(path.join(from, name), path.join(to, name))
}

/** Every file that git knows or would, but for those below `without`. */
export function scratchCopy(without: string): ScratchCopy {
  const directory = mkdtempSync(path.join(os.tmpdir(), 'polyclinic-planted-'))
  const tracked = execFileSync('git', ['ls-files', '--cached', '--others', '--exclude-standard'], {
    cwd: root,
    encoding: 'utf8',
  })
  for (const file of tracked.split('\n').filter((name) => name && !name.startsWith(without)))
    cpSync(path.join(root, file), path.join(directory, file), { recursive: true })
  linkPackages(path.join(root, 'node_modules'), path.join(directory, 'node_modules'))
  linkPackages(path.join(root, 'server/node_modules'), path.join(directory, 'server/node_modules'))
  mkdirSync(path.join(directory, 'node_modules/@polyclinic'))
  for (const room of ['contract', 'server', 'web'])
    symlinkSync(path.join(directory, room), path.join(directory, 'node_modules/@polyclinic', room))
  symlinkSync(path.join(root, 'web/dist'), path.join(directory, 'web/dist'))

  const at = (file: string) => path.join(directory, file)
  const read = (file: string) => (existsSync(at(file)) ? readFileSync(at(file), 'utf8') : '')
  return {
    directory,
    read,
    change(file, plant) {
      const before = read(file)
      const after = plant(before)
      expect(after, file).not.toBe(before)
      writeFileSync(at(file), after)
    },
    run(script, ...args) {
      const { status, stdout, stderr } = spawnSync(process.execPath, [script, ...args], {
        cwd: directory,
        encoding: 'utf8',
        env: { ...process.env, DEEP: '', CI: '', ANSWERS: '' },
      })
      expect({ status, said: status === 0 ? '' : `${stdout}${stderr}` }).toEqual({ status: 0, said: '' })
      return stdout
    },
    remove: () => rmSync(directory, { recursive: true, force: true }),
  }
}

/** The files that the table of a how-to names. */
export function filesOf(howTo: string): string[] {
  const text = readFileSync(path.join(root, 'docs/how-to', howTo), 'utf8')
  return [...text.matchAll(/^\| `([^`]+)` \|/gm)].flatMap(([, file = '']) =>
    file.includes('{') ? globSync(file, { cwd: root }) : [file],
  )
}
