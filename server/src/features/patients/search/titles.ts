import { fold } from '@polyclinic/contract/kit/reading/fold.ts'

/** Forms of address that stand before names; nobody is looked for by them. */
const titles = new Set(
  `mr mrs ms miss mx dr prof professor doctor sir madam herr frau fräulein doktor mme mlle monsieur madame sr sra señor señora
  السيد السيدة الآنسة الدكتور الدكتورة دكتور دكتورة`
    .split(/\s+/)
    .map(fold),
)

export const isTitle = (word: string) => titles.has(word)
