/**
 * One cleaning for every text that is taken, from a form, a program or a search: what nobody sees and nobody meant is
 * left out, one letter is one letter however it was typed (NFC), blanks of all kinds are blanks. Cleaning twice changes nothing.
 */
export const cleanLine = (typed: string): string =>
  visibleOf(blanksOf(typed))
    .replaceAll(/[\t\n]+/g, ' ')
    .trim()

/** The same for text of several lines; its line ends and tabs stay. */
export const cleanLines = (typed: string): string => visibleOf(blanksOf(typed)).trim()

export const isVisible = (text: string): boolean => /[\p{L}\p{N}\p{P}\p{S}]/u.test(cleanLine(text))

/** Whether it could be called out: a name has a letter or a digit. */
export const isName = (text: string): boolean => /[\p{L}\p{N}]/u.test(cleanLine(text))

/** Controls but tab and line ends; they are refused, not dropped: whoever sends them means something else than text. */
export const hasControls = (text: string): boolean => !text.isWellFormed() || /(?![\t\n\r])\p{Cc}/u.test(text)

/** Vertical tab, form feed, next line, line and paragraph separator end a line like any other line end. */
const lineEnds = /\r\n?|[\v\f\u0085\u2028\u2029]/g

/** Space separators, and the Braille pattern without dots. */
const blanks = /[\p{Zs}\u2800]/gu

const blanksOf = (text: string) => text.replaceAll(lineEnds, '\n').replaceAll(blanks, ' ')

/** What Unicode calls ignorable (UAX 44: zero widths, bidi marks and isolates, soft hyphen, fillers, BOM) and the marks of annotations. */
const hidden = /[\p{Default_Ignorable_Code_Point}\uFFF9-\uFFFB]/u

/** Where a hidden character is a part of what is seen: joiners inside words of some scripts, emoji, variants of a letter. */
const joinedScripts =
  /[\p{Script=Arabic}\p{Script=Syriac}\p{Script=Nko}\p{Script=Mongolian}\p{Script=Devanagari}\p{Script=Bengali}\p{Script=Gurmukhi}\p{Script=Gujarati}\p{Script=Oriya}\p{Script=Tamil}\p{Script=Telugu}\p{Script=Kannada}\p{Script=Malayalam}\p{Script=Sinhala}\p{Script=Khmer}\p{Script=Myanmar}\p{Script=Tibetan}\p{Script=Balinese}\p{Script=Javanese}\p{M}]/u
const pictures = /[\p{Extended_Pictographic}\p{Emoji_Modifier}\uFE0F]/u

/** What is left out can leave another character with nothing to belong to: until all that stays has its place. */
function visibleOf(typed: string): string {
  let text = typed.normalize('NFC')
  for (let shown = shownOf(text); shown !== text; shown = shownOf(text)) text = shown
  return text
}

function shownOf(text: string): string {
  if (!hidden.test(text)) return text
  const signs = [...text]
  let shown = ''
  let before = ''
  for (const [at, sign] of signs.entries()) {
    if (hidden.test(sign) && !isPartOfSeen(signs, at, before)) continue
    shown += sign
    before = sign
  }
  // composed once more: what stood between a letter and its mark is gone
  return shown.normalize('NFC')
}

/** `before`: the last sign that stays. */
function isPartOfSeen(signs: readonly string[], at: number, before: string): boolean {
  const sign = signs[at] as string
  if (sign === '\u200C' || sign === '\u200D') {
    const after = signs.slice(at + 1, at + 9).find((next) => !hidden.test(next)) ?? ''
    const joins = (kind: RegExp) => kind.test(before) && kind.test(after)
    return joins(joinedScripts) || (sign === '\u200D' && joins(pictures))
  }
  if (sign === '\uFE0E' || sign === '\uFE0F') return /\p{Emoji}/u.test(before)
  if (/[\u{E0100}-\u{E01EF}\uFE00-\uFE0D]/u.test(sign)) return /[\p{Script=Han}\p{S}\p{Script=Myanmar}]/u.test(before)
  if (/[\u180B-\u180D\u180F]/u.test(sign)) return /\p{Script=Mongolian}/u.test(before)
  return isFlagTag(signs, at)
}

/** More tags than any flag has. */
const longest = 7

/** The flags of England, Scotland and Wales are a black flag and tags, ended by a tag of its own (UTS 51). */
function isFlagTag(signs: readonly string[], at: number): boolean {
  const isTag = (sign: string | undefined) => sign !== undefined && /[\u{E0020}-\u{E007F}]/u.test(sign)
  if (!isTag(signs[at])) return false
  let start = at
  while (at - start <= longest && isTag(signs[start - 1])) start--
  let end = at
  while (end - at <= longest && isTag(signs[end + 1])) end++
  return signs[start - 1] === '\u{1F3F4}' && signs[end] === '\u{E007F}' && end - start <= longest
}
