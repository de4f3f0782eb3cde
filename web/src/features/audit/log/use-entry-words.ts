import type { LogEntry } from '@polyclinic/contract/audit/log.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useEventWords } from '../../organizations/public.ts'

/** An entry in words: who, what, and what it was about. */
export function useEntryWords() {
  const { t } = useTrade('audit')
  const { list } = useFormat()
  const { name } = useOrganization()
  const security = useEventWords()
  const fieldName = (field: string) => {
    const [name = field, part] = field.split('.')
    const said = t(`field.${name}`, { defaultValue: name.replaceAll('_', ' ') })
    return part ? `${said} · ${t(`field.${part}`, { defaultValue: part.replaceAll('_', ' ') })}` : said
  }
  return {
    fieldName,
    who: (entry: LogEntry) => {
      const who = entry.source === 'security' ? security.who(entry) : (entry.accountName ?? t('itself'))
      return entry.support ? t('support.who', { name: who }) : who
    },
    what: (entry: LogEntry) => {
      if (entry.source === 'security') return security.what(entry)
      const subject = t(`subject.${entry.subject}`, { defaultValue: entry.subject.replaceAll('_', ' ') })
      return t(`action.${entry.action}`, { subject })
    },
    more: (entry: LogEntry) => {
      if (entry.source === 'security') return security.more(entry)
      // A column without a word of its own is none of the reader's business.
      const said = entry.fields.map((field) => t(`field.${field}`, { defaultValue: '' })).filter(Boolean)
      return entry.action === 'update' && said.length > 0 ? list([...new Set(said)]) : undefined
    },
    support: ({ support }: LogEntry) =>
      support && t('support.why', { reason: support.reason, whom: support.grantedBy ?? name }),
    why: ({ reason }: LogEntry) => reason && t(`reason.${reason}`, { defaultValue: reason }),
    fromWhere: ({ origin }: LogEntry) => (origin ? t(`origin.${origin}`) : undefined),
  }
}
