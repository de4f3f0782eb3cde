/** Jobs of one organization that stand at the same place, and how many of them a second works off at least. */
const [atOnePlace, perSecond] = [10, 10]

/** Places further back than this say no more. */
const lastPlace = 30_000

/**
 * The place of an organization's next job: the more of its jobs were added lately, the further back. Whoever adds few
 * stands before whoever has added thousands, and is kept waiting by no more than what runs already. Counted by each worker
 * for what it hands on itself.
 */
export function fairPlaces(now: () => number = () => performance.now() / 1000): (organizationId: string) => number {
  const backlogs = new Map<string, { jobs: number; at: number }>()
  return (organizationId) => {
    const at = now()
    const before = backlogs.get(organizationId)
    const left = before ? Math.max(0, before.jobs - (at - before.at) * perSecond) : 0
    if (backlogs.size > 10_000)
      for (const [id, each] of backlogs) if (each.jobs < (at - each.at) * perSecond) backlogs.delete(id)
    backlogs.set(organizationId, { jobs: left + 1, at })
    return Math.min(lastPlace, Math.floor(left / atOnePlace))
  }
}
