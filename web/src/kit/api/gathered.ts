/** Milliseconds within which questions belong together: what one drawing of a list asks. */
const moment = 10

/**
 * Answers questions one by one that are asked for together: what comes within one moment is one request, up to `limit` at a
 * time. Undefined for what the answer does not name.
 */
export function gathered<Answer>(
  ask: (keys: string[]) => Promise<ReadonlyMap<string, Answer>>,
  limit = 100,
): (key: string) => Promise<Answer | undefined> {
  let open: { keys: Set<string>; answer: Promise<ReadonlyMap<string, Answer>> } | undefined
  const begin = () => {
    const keys = new Set<string>()
    const answer = new Promise<void>((resolve) => setTimeout(resolve, moment)).then(() => {
      if (open?.keys === keys) open = undefined
      return ask([...keys])
    })
    return { keys, answer }
  }
  return async (key) => {
    if (!open || (open.keys.size >= limit && !open.keys.has(key))) open = begin()
    open.keys.add(key)
    return (await open.answer).get(key)
  }
}
