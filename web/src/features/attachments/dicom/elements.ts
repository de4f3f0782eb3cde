/** Where the value of an element lies. */
export interface Element {
  offset: number
  length: number
}

export type Elements = ReadonlyMap<number, Element>

/** The file ends before what it says that it holds. */
export class Truncated extends Error {}

/** Of two letters that say what a value is: those with a length of four bytes (DICOM PS3.5 §7.1.2). */
const long = new Set(['OB', 'OD', 'OF', 'OL', 'OV', 'OW', 'SQ', 'SV', 'UC', 'UN', 'UR', 'UT', 'UV'])

const undefinedLength = 0xffff_ffff
const [itemStart, itemEnd, sequenceEnd] = [0xfffe_e000, 0xfffe_e00d, 0xfffe_e0dd]
export const pixelData = 0x7fe0_0010

export const tagOf = (group: number, element: number) => group * 0x1_0000 + element

interface Reading {
  view: DataView
  isExplicit: boolean
}

interface Head extends Element {
  tag: number
}

/** Tag, length and place of the element that begins at an offset. */
function headAt({ view, isExplicit }: Reading, at: number): Head {
  if (at + 8 > view.byteLength) throw new Truncated()
  const tag = tagOf(view.getUint16(at, true), view.getUint16(at + 2, true))
  const isDelimiter = tag >>> 16 === itemStart >>> 16
  if (!isExplicit || isDelimiter) return { tag, length: view.getUint32(at + 4, true), offset: at + 8 }
  const kind = String.fromCharCode(view.getUint8(at + 4), view.getUint8(at + 5))
  if (!long.has(kind)) return { tag, length: view.getUint16(at + 6, true), offset: at + 8 }
  if (at + 12 > view.byteLength) throw new Truncated()
  return { tag, length: view.getUint32(at + 8, true), offset: at + 12 }
}

/** Behind a sequence, or an item, that says where it ends only when it does. */
function behindOpen(reading: Reading, from: number, end: number): number {
  for (let at = from; ;) {
    const { tag, length, offset } = headAt(reading, at)
    if (tag === end) return offset
    at =
      length === undefinedLength
        ? behindOpen(reading, offset, tag === itemStart ? itemEnd : sequenceEnd)
        : offset + length
  }
}

/**
 * Elements from one offset on, by tag, up to the pixels or to the end; of sequences only that they are passed. `isWhole` of
 * the pixels is for who reads them to say.
 */
export function elementsFrom(view: DataView, from: number, isExplicit: boolean, upTo?: number): Map<number, Element> {
  const elements = new Map<number, Element>()
  const reading = { view, isExplicit }
  for (let at = from; at < view.byteLength;) {
    const { tag, length, offset } = headAt(reading, at)
    if (upTo !== undefined && tag >= upTo) return elements
    elements.set(tag, { offset, length })
    if (tag === pixelData) return elements
    at = length === undefinedLength ? behindOpen(reading, offset, sequenceEnd) : offset + length
    if (at > view.byteLength) throw new Truncated()
  }
  return elements
}

/** Where the data set begins: behind the elements of group 2, which are always explicit. */
export function endOfMeta(view: DataView, meta: Elements): number {
  const last = [...meta.values()].at(-1)
  return last ? last.offset + last.length : Math.min(132, view.byteLength)
}

export function textAt(view: DataView, element: Element | undefined, charset = 'windows-1252'): string | undefined {
  if (!element) return undefined
  if (element.offset + element.length > view.byteLength) throw new Truncated()
  const bytes = new Uint8Array(view.buffer, view.byteOffset + element.offset, element.length)
  return new TextDecoder(charset).decode(bytes).replaceAll('\0', '').trim()
}

export const numbersAt = (view: DataView, element: Element | undefined): number[] =>
  (textAt(view, element) ?? '')
    .split('\\')
    .filter((each) => each.trim() !== '')
    .map(Number)
    .filter(Number.isFinite)

export const shortAt = (view: DataView, element: Element | undefined): number | undefined =>
  element && element.length >= 2 && element.offset + 2 <= view.byteLength
    ? view.getUint16(element.offset, true)
    : undefined
