import { fold } from '@polyclinic/contract/kit/fold.ts'

export type Piece = { text: string; isMatch: boolean }

/**
 * Cuts a name into what was searched for and the rest, with the forgiveness of the search itself:
 * case and accents do not count, each word of the query matches the start of a word.
 */
export function highlightPieces(text: string, query: string): Piece[] {
  const wanted = fold(query).split(' ').filter(Boolean)
  if (wanted.length === 0) return [{ text, isMatch: false }]
  const letters = Array.from(new Intl.Segmenter().segment(text), ({ segment }) => ({ segment, folded: fold(segment) }))
  const marked = letters.map(() => false)
  for (let start = 0; start < letters.length; start += 1) {
    const isWordStart = letters[start]?.folded !== '' && (start === 0 || letters[start - 1]?.folded === '')
    if (!isWordStart) continue
    const length = Math.max(...wanted.map((word) => matchLength(letters, start, word)))
    for (let at = start; at < start + length; at += 1) marked[at] = true
  }
  return letters.reduce<Piece[]>((pieces, { segment }, at) => {
    const isMatch = marked[at] ?? false
    const last = pieces.at(-1)
    if (last && last.isMatch === isMatch) last.text += segment
    else pieces.push({ text: segment, isMatch })
    return pieces
  }, [])
}

/** How many letters from `start` on spell the word; 0 where they do not. */
function matchLength(letters: readonly { folded: string }[], start: number, word: string) {
  let spelt = ''
  for (let at = start; at < letters.length; at += 1) {
    spelt += letters[at]?.folded
    if (spelt === word || spelt.startsWith(word)) return at - start + 1
    if (!word.startsWith(spelt)) return 0
  }
  return 0
}
