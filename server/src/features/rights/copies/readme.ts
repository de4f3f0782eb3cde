import { words } from '../../../kit/text/text.ts'
import type { SubjectRow } from './queries.ts'

interface Told {
  subject: Pick<SubjectRow, 'given_name' | 'family_name'>
  organization: string
  /** Of everything else that is in the archive. */
  names: readonly string[]
  missing: readonly string[]
  unreadable: number
}

/** What an archive says of itself, in the language of who asked for it. */
export function readmeOf(language: string, { subject, organization, names, missing, unreadable }: Told): string {
  const t = words(language, 'rights')
  const name = [subject.given_name, subject.family_name].filter(Boolean).join(' ')
  const table = (path: string) => /^tables\/(.+)\.csv$/.exec(path)?.[1]
  const said = (path: string): string => {
    const of = table(path)
    if (of) return t(`copy.table.${of}`, { defaultValue: of })
    return path === 'patient.json' ? t('copy.data') : ''
  }
  const lines = [
    t('copy.title', { name }),
    t('copy.from', { organization, day: new Date().toISOString().slice(0, 10) }),
    '',
    t('copy.holds'),
    ...names.filter((path) => said(path) !== '').map((path) => `  ${path}: ${said(path)}`),
    ...(names.some((path) => path.startsWith('documents/')) ? [`  documents/: ${t('copy.documents')}`] : []),
    ...(names.some((path) => path.startsWith('pictures/')) ? [`  pictures/: ${t('copy.pictures')}`] : []),
    '',
    t('copy.left'),
    ...(missing.length > 0 ? ['', t('copy.missing'), ...missing.map((path) => `  ${path}`)] : []),
    ...(unreadable > 0 ? ['', t('copy.unreadable', { count: unreadable })] : []),
  ]
  return `${lines.join('\r\n')}\r\n`
}
