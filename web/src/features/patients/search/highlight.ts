import { fold } from '@polyclinic/contract/kit/reading/fold.ts'
import { digitsOf } from './digits.ts'

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

const plain = (text: string) => digitsOf(fold(text)).replaceAll(/[^\p{L}\p{N}]/gu, '')

/**
 * Cuts a phone, an e-mail address or a chip into what was typed of it and the rest: separators on either side do not
 * count, nor does the zero of the trunk that a number abroad is written without.
 */
export function matchedPieces(text: string, query: string): Piece[] {
  const letters = Array.from(text, plain)
  const starts = letters.map((_, at) => letters.slice(0, at).join('').length)
  const whole = letters.join('')
  const wanted = plain(query)
  const found = [wanted, wanted.replace(/^0+/, '')].find((one) => one !== '' && whole.includes(one))
  if (found === undefined) return [{ text, isMatch: false }]
  const [from, to] = [whole.lastIndexOf(found), whole.lastIndexOf(found) + found.length]
  const isIn = (at: number) => letters[at] !== '' && starts[at]! >= from && starts[at]! < to
  const first = letters.findIndex((_, at) => isIn(at))
  const last = letters.findLastIndex((_, at) => isIn(at))
  const characters = Array.from(text)
  return [
    { text: characters.slice(0, first).join(''), isMatch: false },
    { text: characters.slice(first, last + 1).join(''), isMatch: true },
    { text: characters.slice(last + 1).join(''), isMatch: false },
  ].filter((piece) => piece.text !== '')
}
