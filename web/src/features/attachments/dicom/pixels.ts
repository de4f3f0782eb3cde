/** What a window lets through: what lies below its lower edge is black, above its upper one white (DICOM PS3.3 C.11.2.1.2). */
export interface GreyWindow {
  center: number
  width: number
}

export interface Dicom {
  columns: number
  rows: number
  frames: number
  /** Millimetres of a pixel, down and across; absent where the file does not say. */
  spacing?: [row: number, column: number]
  /** As the file proposes, else from its darkest to its brightest pixel. */
  window: GreyWindow
  /** Who it says it shows: family name and given name, as far as it says. */
  patientName?: string
  isColour: boolean
  /** Bright is dense, unless the file says the contrary (MONOCHROME1). */
  isInverted: boolean
  /** Values of a frame, after slope and intercept; of colours three a pixel. */
  valuesOf(frame: number): ArrayLike<number>
}

/** A value as a shade from 0 to 255. */
export function shadeOf(value: number, { center, width }: GreyWindow, isInverted: boolean): number {
  const share = (value - (center - 0.5)) / Math.max(1, width - 1) + 0.5
  const shade = Math.round(Math.min(1, Math.max(0, share)) * 255)
  return isInverted ? 255 - shade : shade
}

/** A frame as a browser draws it: four bytes a pixel. */
export function paintedFrame(dicom: Dicom, frame: number, window: GreyWindow): Uint8ClampedArray<ArrayBuffer> {
  const { columns, rows, isColour, isInverted } = dicom
  const values = dicom.valuesOf(frame)
  const painted = new Uint8ClampedArray(columns * rows * 4)
  for (let pixel = 0; pixel < columns * rows; pixel++) {
    for (let channel = 0; channel < 3; channel++)
      painted[pixel * 4 + channel] = isColour
        ? (values[pixel * 3 + channel] ?? 0)
        : shadeOf(values[pixel] ?? 0, window, isInverted)
    painted[pixel * 4 + 3] = 255
  }
  return painted
}

/** Millimetres between two pixels; undefined where the file does not say how large they are. */
export function millimetres(
  { spacing }: Pick<Dicom, 'spacing'>,
  [ax, ay]: readonly [number, number],
  [bx, by]: readonly [number, number],
): number | undefined {
  return spacing && Math.hypot((ay - by) * spacing[0], (ax - bx) * spacing[1])
}

const lettersOf = (name: string) =>
  name
    .normalize('NFD')
    .replaceAll(/\p{M}/gu, '')
    .toLowerCase()
    .split(/[^\p{L}\p{N}]+/u)
    .filter((word) => word !== '')

/** Whether a file shows somebody else, as far as both names can be compared: no word of one is a word of the other. */
export function namesSomebodyElse(inFile: string | undefined, patient: string): boolean {
  const [one, other] = [lettersOf(inFile ?? ''), lettersOf(patient)]
  return one.length > 0 && other.length > 0 && !one.some((word) => other.includes(word))
}
