/** `npm run test:deep`: what `npm test` samples is asked whole. */
export const isDeep = process.env.DEEP === '1'

/** Of the run; a sample is another one with each seed, and the same with the same. */
export const seed = Number(process.env.SEED ?? Date.now() % 1_000_000)

/** Every one in depth, else one of so many. */
export const sampled = <Item>(items: readonly Item[], oneOf: number): Item[] =>
  isDeep ? [...items] : items.filter((_, nth) => (nth + seed) % oneOf === 0)
