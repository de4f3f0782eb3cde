import fc from 'fast-check'

const [surrogates, last] = [0xd800, 0x10ffff]

/**
 * Any letter of Unicode, as a unit of generated text. What fast-check calls `binary` is the same, and takes seconds to list
 * them all first, in every process.
 */
export const anyLetter = fc
  .integer({ min: 0, max: last - 0x800 })
  .map((nth) => String.fromCodePoint(nth < surrogates ? nth : nth + 0x800))
