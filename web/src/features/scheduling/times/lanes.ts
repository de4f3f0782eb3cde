/** A stretch to be laid beside others; any unit, `to` exclusive. */
export type Stretch = { id: string; from: number; to: number }

/** Lane 0 is the first; `span` lanes are taken of `lanes` in this cluster. */
export type Lane = { lane: number; lanes: number; span: number }

/** Lays overlapping stretches side by side: as few lanes as the fullest moment of each cluster needs, widened where there is room. */
export function lanesOf(stretches: readonly Stretch[]): Map<string, Lane> {
  const placed = new Map<string, Lane>()
  const sorted = [...stretches].sort((a, b) => a.from - b.from || b.to - a.to || (a.id < b.id ? -1 : 1))
  let cluster: Stretch[] = []
  let clusterEnd = -Infinity
  for (const stretch of sorted) {
    if (stretch.from >= clusterEnd) {
      layCluster(cluster, placed)
      cluster = []
      clusterEnd = -Infinity
    }
    cluster.push(stretch)
    clusterEnd = Math.max(clusterEnd, stretch.to)
  }
  layCluster(cluster, placed)
  return placed
}

function layCluster(cluster: readonly Stretch[], placed: Map<string, Lane>) {
  const lanes: Stretch[][] = []
  const laneOf = new Map<string, number>()
  for (const stretch of cluster) {
    const free = lanes.findIndex((lane) => lane.at(-1)!.to <= stretch.from)
    const lane = free < 0 ? lanes.length : free
    lanes[lane] = [...(lanes[lane] ?? []), stretch]
    laneOf.set(stretch.id, lane)
  }
  for (const stretch of cluster) {
    const lane = laneOf.get(stretch.id)!
    let span = 1
    while (lane + span < lanes.length && !lanes[lane + span]!.some((other) => overlaps(other, stretch))) span += 1
    placed.set(stretch.id, { lane, lanes: lanes.length, span })
  }
}

/** Whether two stretches share a moment; touching ends do not. */
export function overlaps(a: { from: number; to: number }, b: { from: number; to: number }): boolean {
  return a.from < b.to && b.from < a.to
}

/** What lies between `from` and `to` outside the given stretches, in order. */
export function complementOf(stretches: readonly { from: number; to: number }[], from: number, to: number) {
  const rest: { from: number; to: number }[] = []
  let reached = from
  for (const stretch of [...stretches].sort((a, b) => a.from - b.from)) {
    if (stretch.from > reached) rest.push({ from: reached, to: Math.min(stretch.from, to) })
    reached = Math.max(reached, stretch.to)
    if (reached >= to) break
  }
  if (reached < to) rest.push({ from: reached, to })
  return rest.filter((each) => each.from < each.to)
}

export function covers(stretches: readonly { from: number; to: number }[], from: number, to: number): boolean {
  return complementOf(stretches, from, to).length === 0
}
