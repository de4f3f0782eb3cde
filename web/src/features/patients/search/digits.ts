/** A code of digits as people type it: with spaces or hyphens, or in the digits of their script. */
export const digitsOf = (typed: string) =>
  typed
    .replaceAll(/[\u0660-\u0669\u06F0-\u06F9]/g, (digit) => String(digit.charCodeAt(0) & 15))
    .replaceAll(/[\s-]/g, '')
