import { readFile } from 'node:fs/promises'
import path from 'node:path'
import { setImmediate } from 'node:timers/promises'
import { promisify } from 'node:util'
import { gunzip } from 'node:zlib'
import type { Language } from '@polyclinic/contract/kit/language.ts'
import type { CodeHit, Coding } from '@polyclinic/contract/records/codes.ts'
import { refuseField } from '../../../kit/http/refusal.ts'
import { broughtLists, type BroughtList, type CodesOf } from './lists.ts'
import { foldedLine, indexOfCode, searchedList, searchLines, shownAt, termsOf, type SearchedList } from './rules.ts'

const unpack = promisify(gunzip)
const linesAtOnce = 2000

/** Read when somebody first looks for a code, and then kept: a process in which nobody does holds nothing of them. */
const read = new Map<string, Promise<SearchedList>>()

function listOf(brought: BroughtList): Promise<SearchedList> {
  const known = read.get(brought.file)
  if (known) return known
  const reading = readList(brought)
  read.set(brought.file, reading)
  // what could not be read is tried again by whoever asks next
  reading.catch(() => read.delete(brought.file))
  return reading
}

async function readList({ file, titles, usable = '', again = '' }: BroughtList): Promise<SearchedList> {
  const bytes = await readFile(path.join(import.meta.dirname, 'lists', file))
  const text = (file.endsWith('.gz') ? await unpack(bytes) : bytes).toString('utf8')
  const [heading = '', ...lines] = text.trimEnd().split('\n')
  const columns = heading.split('\t')
  const titled = ['code', ...titles.map(({ column }) => column)].map((name) => columns.indexOf(name))
  const [usableAt, againAt] = [columns.indexOf(usable), columns.indexOf(again)]
  const shown: string[] = []
  const folded: string[] = []
  for (const [index, line] of lines.entries()) {
    // nobody else's request waits for a list to be read
    if (index % linesAtOnce === 0) await setImmediate()
    const cells = line.split('\t')
    if (usableAt >= 0 && cells[usableAt] !== '1') continue
    const kept = titled.map((column) => cells[column] ?? '').join('\t')
    shown.push(againAt < 0 ? kept : `${kept}\t${cells[againAt] ?? ''}`)
    folded.push(foldedLine(kept))
  }
  return searchedList(shown, folded)
}

const titleIn = ({ titles }: BroughtList, shown: readonly string[], language: Language) =>
  shown[
    1 +
      Math.max(
        0,
        titles.findIndex((title) => title.language === language),
      )
  ] ?? ''

const broughtFor = (of: CodesOf, kind: BroughtList['for']) =>
  broughtLists.filter((list) => list.of === of && list.for === kind)

/** What the lists of a search say of themselves. */
export const listsFor = (of: CodesOf, kind: BroughtList['for']) =>
  broughtFor(of, kind).map(({ system, name, edition, attribution }) => ({ system, name, edition, attribution }))

/** Codes by words in any of a list's languages, or by how they begin; the nearest first. */
export async function findCodes(
  search: string,
  { of, kind, language, limit }: { of: CodesOf; kind: BroughtList['for']; language: Language; limit: number },
): Promise<(CodeHit & { againMonths?: number })[]> {
  const terms = termsOf(search)
  if (terms.length === 0) return []
  const found = await Promise.all(
    broughtFor(of, kind).map(async (brought) => {
      const list = await listOf(brought)
      return searchLines(list, terms, limit).map((index) => {
        const shown = shownAt(list, index)
        const againMonths = brought.again ? Number(shown.at(-1)) : 0
        const hit = { system: brought.system, code: shown[0] ?? '', title: titleIn(brought, shown, language) }
        return againMonths > 0 ? { ...hit, againMonths } : hit
      })
    }),
  )
  return found.flat().slice(0, limit)
}

/** The title of a code, in English where its list has it; undefined where no list of this has such a code. */
async function findCode({ system, code }: Coding, of: CodesOf): Promise<string | undefined> {
  for (const brought of broughtLists.filter((list) => list.of === of && list.system === system)) {
    const list = await listOf(brought)
    const index = indexOfCode(list, code)
    if (index >= 0) return titleIn(brought, shownAt(list, index), 'en')
  }
  return undefined
}

/** Undefined without a code; one that its list does not have is refused. */
export async function titleOfCode(code: Coding | null | undefined, of: CodesOf): Promise<string | undefined> {
  if (!code) return undefined
  const title = await findCode(code, of)
  if (title === undefined) throw refuseField('code.code', 'unknown', 'is not a code of this list')
  return title
}
