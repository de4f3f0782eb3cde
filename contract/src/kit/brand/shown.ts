import type { Brand, Look } from './look.ts'

/** What is shown at a clinic, or by the organization as a whole. */
export const lookAt = ({ own, clinics }: Brand, clinicId?: string): Look => ({
  ...own,
  ...(clinicId === undefined ? {} : clinics[clinicId]),
})

export const linesIn = (text = ''): string[] => text.split('\n').filter((line) => line !== '')

/** What stands where there is no picture. */
export const initialsOf = (called: string): string => {
  const words = called.split(/\s+/).filter((word) => /[\p{L}\p{N}]/u.test(word))
  const first = (word = '') => [...word.replace(/^[^\p{L}\p{N}]+/u, '')][0]?.toLocaleUpperCase() ?? ''
  return first(words[0]) + (words.length > 1 ? first(words[1]) : '')
}
