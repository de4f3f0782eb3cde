import { expect, test } from 'vitest'
import { millimetres, namesSomebodyElse, paintedFrame, shadeOf } from './pixels.ts'
import { readDicom } from './read.ts'

const bytesOf = (text: string) => new TextEncoder().encode(text.length % 2 === 0 ? text : `${text} `)
const short = (value: number) => new Uint8Array([value & 255, value >> 8])

function element(group: number, number: number, kind: string, value: Uint8Array, isExplicit = true): number[] {
  const tag = [...short(group), ...short(number)]
  const size = [...short(value.length & 0xffff), ...short(value.length >>> 16)]
  if (!isExplicit) return [...tag, ...size, ...value]
  if (kind === 'OW') return [...tag, ...bytesOf(kind), 0, 0, ...size, ...value]
  return [...tag, ...bytesOf(kind), ...short(value.length), ...value]
}

interface Made {
  syntax?: string
  /** Two rows of two pixels a frame. */
  pixels?: number[]
  frames?: number
  before?: number[]
}

function dicom({ syntax = '1.2.840.10008.1.2.1', pixels = [0, 100, 200, 300], frames = 1, before = [] }: Made = {}) {
  const isExplicit = syntax !== '1.2.840.10008.1.2'
  const put = (group: number, number: number, kind: string, value: Uint8Array) =>
    element(group, number, kind, value, isExplicit)
  return new Uint8Array([
    ...Array.from({ length: 128 }, () => 0),
    ...bytesOf('DICM'),
    ...element(2, 0x10, 'UI', bytesOf(syntax)),
    ...before,
    ...put(0x10, 0x10, 'PN', bytesOf('Krause^Nils')),
    ...put(0x28, 2, 'US', short(1)),
    ...put(0x28, 4, 'CS', bytesOf('MONOCHROME2')),
    ...put(0x28, 8, 'IS', bytesOf(String(frames))),
    ...put(0x28, 0x10, 'US', short(2)),
    ...put(0x28, 0x11, 'US', short(2)),
    ...put(0x28, 0x30, 'DS', bytesOf('0.5\\0.25')),
    ...put(0x28, 0x100, 'US', short(16)),
    ...put(0x28, 0x103, 'US', short(0)),
    ...put(0x28, 0x1052, 'DS', bytesOf('-100')),
    ...put(0x7fe0, 0x10, 'OW', new Uint8Array(pixels.flatMap((value) => [...short(value)]))),
  ])
}

test.each(['1.2.840.10008.1.2.1', '1.2.840.10008.1.2'])(
  'pixels are read with their size, window and name (%s)',
  (syntax) => {
    const read = readDicom(dicom({ syntax }))
    if (typeof read === 'string') throw new Error(read)
    expect(read).toMatchObject({ rows: 2, columns: 2, frames: 1, spacing: [0.5, 0.25], patientName: 'Krause Nils' })
    expect(Array.from(read.valuesOf(0))).toEqual([-100, 0, 100, 200])
    expect(read.window).toEqual({ center: 50, width: 300 })
    expect(millimetres(read, [0, 0], [4, 0])).toBe(1)
    const painted = paintedFrame(read, 0, read.window)
    expect([painted[0], painted[3], painted[12]]).toEqual([0, 255, 255])
  },
)

test('each frame is its own, and sequences of any length are passed', () => {
  const item = [0xfe, 0xff, 0x00, 0xe0, 0xff, 0xff, 0xff, 0xff]
  const inside = element(8, 0x100, 'SH', bytesOf('T-1'))
  const ends = [0xfe, 0xff, 0x0d, 0xe0, 0, 0, 0, 0, 0xfe, 0xff, 0xdd, 0xe0, 0, 0, 0, 0]
  const sequence = [8, 0, 0x40, 0x11, ...bytesOf('SQ'), 0, 0, 0xff, 0xff, 0xff, 0xff, ...item, ...inside, ...ends]
  const read = readDicom(dicom({ frames: 2, pixels: [1, 2, 3, 4, 5, 6, 7, 8], before: sequence }))
  if (typeof read === 'string') throw new Error(read)
  expect(Array.from(read.valuesOf(1))).toEqual([-95, -94, -93, -92])
})

test('one that ends too early says so, wherever it ends', () => {
  const whole = dicom()
  for (let length = 150; length < whole.length; length++)
    expect(readDicom(whole.slice(0, length)), String(length)).toBe('truncated')
})

test('what is packed, and what is no DICOM, is not shown', () => {
  expect(readDicom(dicom({ syntax: '1.2.840.10008.1.2.4.70' }))).toBe('packed')
  expect(readDicom(new Uint8Array(400))).toBe('unreadable')
  expect(readDicom(new Uint8Array(3))).toBe('unreadable')
})

test('shades lie within black and white, turned round where the file says so', () => {
  const window = { center: 50, width: 100 }
  expect([-1000, 0, 50, 1000].map((value) => shadeOf(value, window, false))).toEqual([0, 0, 129, 255])
  expect(shadeOf(1000, window, true)).toBe(0)
})

test('a file names somebody else where no word of its name is one of the patient’s', () => {
  expect(namesSomebodyElse('KRAUSE NILS', 'Nils Krause')).toBe(false)
  expect(namesSomebodyElse('Müller', 'Anna Muller')).toBe(false)
  expect(namesSomebodyElse('Somebody Else', 'Nils Krause')).toBe(true)
  expect(namesSomebodyElse(undefined, 'Nils Krause')).toBe(false)
})
