/** Stands in the address for every column. */
export const everyone = 'all'

/** Whose columns an address or a memory names, as far as they are there: none of them means everyone. Undefined: it says nothing that holds. */
export function whoNamed(text: string | null | undefined, known: readonly string[]): string[] | undefined {
  if (!text) return undefined
  if (text === everyone) return []
  const named = text.split(',').filter((id) => known.includes(id))
  return named.length > 0 ? named : undefined
}

/** The same as text; all of them one by one are everyone. */
export const whoText = (who: readonly string[], known: readonly string[]) =>
  who.length === 0 || known.every((id) => who.includes(id)) ? everyone : who.join(',')

/** What a press in the list means: "Everyone" takes the place of single ones, a single one that of everyone, and nobody is everyone. */
export function whoPressed(before: readonly string[], now: readonly string[]): string[] {
  const isEveryoneNew = now.includes(everyone) && before.length > 0
  return isEveryoneNew ? [] : now.filter((id) => id !== everyone)
}
