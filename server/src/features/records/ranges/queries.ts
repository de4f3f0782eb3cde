import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { readRanges, type AgedRange } from './rules.ts'

let known: Promise<readonly AgedRange[]> | undefined

/** What is usual by species and age, as the product brings it; read when it is first asked for. */
export function listRanges(): Promise<readonly AgedRange[]> {
  known ??= readFile(path.join(import.meta.dirname, 'reference-ranges.tsv'), 'utf8').then(readRanges)
  return known
}
