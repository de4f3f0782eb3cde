/** Round numbers around a stretch of values, at most `most` steps apart: what an axis is labelled with. */
export function ticksOf(low: number, high: number, most = 5): number[] {
  const [from, to] = low === high ? [low - Math.abs(low || 1) / 10, high + Math.abs(high || 1) / 10] : [low, high]
  const rough = (to - from) / most
  const power = 10 ** Math.floor(Math.log10(rough))
  const step = ([1, 2, 2.5, 5, 10].find((each) => each * power >= rough) ?? 10) * power
  const first = Math.floor(from / step)
  const count = Math.ceil(to / step) - first
  return Array.from({ length: count + 1 }, (_, nth) => Number(((first + nth) * step).toPrecision(12)))
}

/** Places a value of one stretch in another. */
export const scaleOf =
  ([low, high]: readonly [number, number], [start, end]: readonly [number, number]) =>
  (value: number) =>
    high === low ? (start + end) / 2 : start + ((value - low) / (high - low)) * (end - start)

/** Every how many-th label of a row is written, so that they do not touch. */
export const everyNth = (count: number, fitting: number): number => Math.max(1, Math.ceil(count / Math.max(1, fitting)))
