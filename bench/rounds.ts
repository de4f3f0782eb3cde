/** The value below which `share` of the values lie. */
export function percentile(values: readonly number[], share: number): number {
  const sorted = values.toSorted((a, b) => a - b)
  return sorted[Math.min(sorted.length - 1, Math.floor(sorted.length * share))] ?? Number.NaN
}

export const median = (values: readonly number[]) => percentile(values, 0.5)

export interface Measured {
  rate: number
  /** Milliseconds of each call. */
  times: number[]
}

/** Calls `work` again and again for so many seconds, so many at once. */
export async function during(seconds: number, atOnce: number, work: () => Promise<unknown>): Promise<Measured> {
  const times: number[] = []
  const began = performance.now()
  let until = began + seconds * 1000
  async function worker() {
    while (performance.now() < until) {
      const start = performance.now()
      await work()
      times.push(performance.now() - start)
    }
  }
  // the first failure ends it, and nothing is left under way
  const ended = await Promise.allSettled(
    Array.from({ length: atOnce }, () => worker().finally(() => (until = Math.min(until, performance.now())))),
  )
  for (const each of ended) if (each.status === 'rejected') throw each.reason
  return { rate: (times.length * 1000) / (performance.now() - began), times }
}

export type Side = () => Promise<{ rate: number; times?: number[] }>

export interface Compared {
  /** The middle one of the rounds' ratios. */
  ratio: number
  ours: number
  bare: number
  times: number[]
}

/** Ours beside the bare thing, turn by turn: a busy machine slows both, and the ratio stays. The first round only warms up. */
export async function interleaved(rounds: number, ours: Side, bare: Side): Promise<Compared> {
  const pairs: { ours: number; bare: number }[] = []
  const times: number[] = []
  for (let round = 0; round <= rounds; round++) {
    const sides = round % 2 ? [ours, bare] : [bare, ours]
    const rates = new Map<Side, number>()
    for (const side of sides) {
      const { rate, times: took = [] } = await side()
      rates.set(side, rate)
      if (round > 0 && side === ours) times.push(...took)
    }
    if (round > 0) pairs.push({ ours: rates.get(ours) ?? 0, bare: rates.get(bare) ?? 0 })
  }
  return {
    ratio: median(pairs.map((pair) => pair.ours / pair.bare)),
    ours: median(pairs.map((pair) => pair.ours)),
    bare: median(pairs.map((pair) => pair.bare)),
    times,
  }
}
