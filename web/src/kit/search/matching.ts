import { fold, foldedForms } from '@polyclinic/contract/kit/reading/fold.ts'

/** What was folded already: lists of countries and time zones are searched at every key. */
const forms = new Map<string, string[]>()
const mostKept = 5_000

function formsOf(text: string): string[] {
  const known = forms.get(text)
  if (known) return known
  if (forms.size > mostKept) forms.clear()
  const folded = foldedForms(text)
  forms.set(text, folded)
  return folded
}

/** Whether every word that was typed stands somewhere in the text, with the forgiveness of every search: cafe in Café, mueller in Müller. */
export function isFoundIn(text: string, typed: string): boolean {
  if (fold(typed) === '') return true
  const found = formsOf(text)
  return foldedForms(typed).some((way) => way.split(' ').every((part) => found.some((form) => form.includes(part))))
}
