import { importsOf, isForTests, resolved, type Source } from './sources.ts'

const nounOf = (file: string) => /^server\/src\/features\/[a-z-]+\/[a-z-]+(?=\/)/.exec(file)?.[0]
const featureOf = (noun: string) => noun.split('/')[3]

/** Which nouns of its own feature each noun of the server imports. */
function arrowsOf(sources: readonly Source[]): Map<string, Set<string>> {
  const arrows = new Map<string, Set<string>>()
  for (const source of sources.filter(({ path }) => !isForTests(path))) {
    const from = nounOf(source.path)
    if (!from) continue
    for (const { specifier } of importsOf(source)) {
      const to = nounOf(resolved(source.path, specifier) ?? '')
      if (to && to !== from && featureOf(to) === featureOf(from))
        arrows.set(from, (arrows.get(from) ?? new Set()).add(to))
    }
  }
  return arrows
}

function reachedFrom(start: string, arrows: ReadonlyMap<string, ReadonlySet<string>>): Set<string> {
  const seen = new Set<string>()
  const waiting = [start]
  for (let noun = waiting.pop(); noun !== undefined; noun = waiting.pop())
    for (const next of arrows.get(noun) ?? [])
      if (!seen.has(next)) {
        seen.add(next)
        waiting.push(next)
      }
  return seen
}

/** Nouns of a feature that lead back to themselves, by types too: none of them can be read without the others. */
export function nounsInRings(sources: readonly Source[]): string[] {
  const arrows = arrowsOf(sources)
  return [...arrows.keys()].filter((noun) => reachedFrom(noun, arrows).has(noun)).toSorted()
}
