import {
  elementsFrom,
  endOfMeta,
  numbersAt,
  pixelData,
  shortAt,
  tagOf,
  textAt,
  Truncated,
  type Elements,
} from './elements.ts'
import type { Dicom, GreyWindow } from './pixels.ts'

/** Why a file is not shown: it ends too early, it is packed in a way that is not unpacked here, or it is no DICOM at all. */
export type DicomFault = 'truncated' | 'packed' | 'unreadable'

const implicitLittle = '1.2.840.10008.1.2'
const explicitLittle = '1.2.840.10008.1.2.1'

/** A DICOM file (PS3.10) with pixels that are not compressed, little endian. */
export function readDicom(bytes: Uint8Array<ArrayBuffer>): Dicom | DicomFault {
  const view = new DataView(bytes.buffer, bytes.byteOffset, bytes.byteLength)
  if (bytes.byteLength < 132 || String.fromCharCode(...bytes.subarray(128, 132)) !== 'DICM') return 'unreadable'
  try {
    const meta = elementsFrom(view, 132, true, tagOf(3, 0))
    const syntax = textAt(view, meta.get(tagOf(2, 0x10))) ?? implicitLittle
    if (syntax !== implicitLittle && syntax !== explicitLittle) return 'packed'
    return imageIn(view, elementsFrom(view, endOfMeta(view, meta), syntax === explicitLittle))
  } catch (error) {
    if (error instanceof Truncated) return 'truncated'
    throw error
  }
}

function imageIn(view: DataView, elements: Elements): Dicom | DicomFault {
  const short = (element: number) => shortAt(view, elements.get(tagOf(0x28, element)))
  const numbers = (group: number, element: number) => numbersAt(view, elements.get(tagOf(group, element)))
  const [rows, columns, bits = 16, samples = 1] = [short(0x10), short(0x11), short(0x100), short(2)]
  const pixels = elements.get(pixelData)
  // what ends before its pixels says nothing of them
  if (!pixels || !rows || !columns) return 'truncated'
  const kind = textAt(view, elements.get(tagOf(0x28, 4))) ?? 'MONOCHROME2'
  const isColour = samples === 3
  const isKnown = isColour ? kind === 'RGB' && bits === 8 && short(6) !== 1 : kind.startsWith('MONOCHROME')
  if (!isKnown || (bits !== 8 && bits !== 16)) return 'packed'
  const frames = Math.max(1, numbers(0x28, 8)[0] ?? 1)
  const perFrame = rows * columns * samples
  if (pixels.offset + (perFrame * frames * bits) / 8 > view.byteLength) return 'truncated'
  const [slope = 1] = numbers(0x28, 0x1053)
  const [intercept = 0] = numbers(0x28, 0x1052)
  const raw = rawReader(view, bits, short(0x103) === 1)
  const valuesOf = (frame: number) => {
    const first = pixels.offset + (frame * perFrame * bits) / 8
    const step = bits / 8
    return isColour
      ? Uint8Array.from({ length: perFrame }, (_, at) => raw(first + at))
      : Float32Array.from({ length: perFrame }, (_, at) => raw(first + at * step) * slope + intercept)
  }
  const charset = /192/.test(textAt(view, elements.get(tagOf(8, 5))) ?? '') ? 'utf-8' : undefined
  const patientName = textAt(view, elements.get(tagOf(0x10, 0x10)), charset)
    ?.replaceAll(/[\^=]+/g, ' ')
    .trim()
  const spacing = [numbers(0x28, 0x30), numbers(0x18, 0x1164)].find((each) => each.length === 2)
  return {
    rows,
    columns,
    frames,
    isColour,
    isInverted: kind === 'MONOCHROME1',
    ...(spacing && { spacing: [spacing[0] ?? 1, spacing[1] ?? 1] }),
    ...(patientName && { patientName }),
    window: windowOf(numbers(0x28, 0x1050)[0], numbers(0x28, 0x1051)[0], valuesOf(0)),
    valuesOf,
  }
}

function rawReader(view: DataView, bits: number, isSigned: boolean): (at: number) => number {
  if (bits === 8) return isSigned ? (at) => view.getInt8(at) : (at) => view.getUint8(at)
  return isSigned ? (at) => view.getInt16(at, true) : (at) => view.getUint16(at, true)
}

function windowOf(center: number | undefined, width: number | undefined, values: ArrayLike<number>): GreyWindow {
  if (center !== undefined && width !== undefined && width >= 1) return { center, width }
  let [low, high] = [Infinity, -Infinity]
  for (let at = 0; at < values.length; at++) {
    low = Math.min(low, values[at] ?? low)
    high = Math.max(high, values[at] ?? high)
  }
  return { center: (low + high) / 2, width: Math.max(1, high - low) }
}
