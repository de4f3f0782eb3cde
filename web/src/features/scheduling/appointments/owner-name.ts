/** What belongs to the family name that follows it. */
const particles = new Set(
  'van von der den de del della di da do dos das du la le el al ten ter zu zum zur af av st bin ibn ben abu mac mc بن ابن أبو آل عبد'.split(
    ' ',
  ),
)

const ranks = /^(?:jr|sr|ii|iii|iv|phd|md|esq)\.?$/i

/** The family name of a name in one piece: what a desk calls an animal's owner by. */
export function familyNameOf(name: string): string {
  const [beforeComma, given] = name.split(/[,،]/)
  if (beforeComma && given?.trim() && !ranks.test(given.trim())) return beforeComma.trim()
  const words = (beforeComma ?? name).trim().split(/\s+/)
  while (words.length > 2 && ranks.test(words.at(-1) ?? '')) words.pop()
  let first = words.length - 1
  while (first > 1 && particles.has((words[first - 1] ?? '').toLocaleLowerCase('en'))) first -= 1
  return words.slice(first).join(' ')
}

type Named = { name: string; species?: string; guardianName?: string }

/** Whose animal it is, beside its own name; nothing where that says it already. */
export function ownerBeside({ name, species, guardianName }: Named): string | undefined {
  if (!species || !guardianName) return undefined
  const family = familyNameOf(guardianName)
  return family === '' || name.split(/\s+/).includes(family) ? undefined : family
}
