import { createHash } from 'node:crypto'

/** The fixed id of a thing of the demo world, from its name: `demoId('riverside', 'clinic', 'old-town')`. */
export function demoId(...name: string[]): string {
  const hash = createHash('sha256').update(name.join('/')).digest('hex')
  return `0de30000-${hash.slice(0, 4)}-7${hash.slice(4, 7)}-8${hash.slice(7, 10)}-${hash.slice(10, 22)}`
}

/** A random source that says the same each time for the same words (mulberry32). */
export function randomOf(...words: string[]): () => number {
  let state = createHash('sha256').update(words.join('/')).digest().readUInt32LE(0)
  return () => {
    state = (state + 0x6d2b79f5) | 0
    let t = Math.imul(state ^ (state >>> 15), 1 | state)
    t = (t + Math.imul(t ^ (t >>> 7), 61 | t)) ^ t
    return ((t ^ (t >>> 14)) >>> 0) / 2 ** 32
  }
}

export const pick = <Value>(random: () => number, values: readonly Value[]): Value =>
  values[Math.floor(random() * values.length)] as Value
