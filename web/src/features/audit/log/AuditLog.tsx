import { useInfiniteQuery } from '@tanstack/react-query'
import { Download, Eye, KeyRound, LogIn, Pencil, Plus, Printer, ShieldX, Trash2, type LucideIcon } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { LogEntry } from '@polyclinic/contract/audit/log.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { cx } from '../../../ui/class-names.ts'
import { LogFilters } from './LogFilters.tsx'
import { logPages } from './queries.ts'
import { useEntryWords } from './use-entry-words.ts'
import { useLogFilter } from './use-log-filter.ts'

const signs: Record<LogEntry['action'], LucideIcon> = {
  create: Plus,
  update: Pencil,
  delete: Trash2,
  read: Eye,
  print: Printer,
  export: Download,
  'sign-in': LogIn,
  refuse: ShieldX,
  grant: KeyRound,
}

/** Who did what: records, looks at them, sign-ins and rights, in one list. */
export function AuditLog() {
  const { t } = useTranslation('audit')
  const { slug } = useOrganization()
  const { search, set, filter, isFiltered } = useLogFilter()
  const query = useInfiniteQuery(logPages(slug, filter))
  const patientName = query.data?.pages.flatMap(({ items }) => items).find(({ patient }) => patient)?.patient?.name
  return (
    <div className="flex flex-col gap-4">
      <LogFilters patientName={patientName} />
      <div>
        <PagedLog
          label={t('title')}
          query={query}
          lines={8}
          none={
            isFiltered ? { title: t('noneFound'), text: t('noneFoundText') } : { title: t('none'), text: t('noneText') }
          }
          renderRow={(entry) => (
            <EntryRow
              key={entry.id}
              entry={entry}
              isOpen={search.entry === entry.id}
              onOpen={() => set({ entry: entry.id }, { replace: search.entry !== undefined })}
            />
          )}
        />
      </div>
    </div>
  )
}

function EntryRow({ entry, isOpen, onOpen }: { entry: LogEntry; isOpen: boolean; onOpen: () => void }) {
  const { timeZone } = useOrganization()
  const format = useFormat()
  const words = useEntryWords()
  const Sign = signs[entry.action]
  const more = words.more(entry)
  return (
    <li>
      <button
        type="button"
        aria-pressed={isOpen}
        onClick={onOpen}
        className={cx(
          'flex w-full items-start gap-3 px-4 py-3 text-start -outline-offset-2! hover:bg-hover',
          isOpen && 'bg-accent-soft',
        )}
      >
        <span
          className={cx(
            'flex size-8 shrink-0 items-center justify-center rounded-full',
            entry.action === 'refuse' ? 'bg-warn-soft text-warn-ink' : 'bg-sunken text-muted',
          )}
        >
          <Sign aria-hidden="true" className="size-4" />
        </span>
        <span className="min-w-0 flex-1">
          <span className="block break-words">
            <bdi className="font-semibold">{words.who(entry)}</bdi> <span>{words.what(entry)}</span>
            {entry.patient?.name && (
              <>
                {' '}
                <bdi className="font-semibold">{entry.patient.name}</bdi>
              </>
            )}
          </span>
          {more && <span className="block text-13 break-words text-muted">{more}</span>}
          {entry.support && <span className="block text-13 break-words text-muted">{words.support(entry)}</span>}
          {entry.reason && <span className="block text-13 break-words text-muted">{words.why(entry)}</span>}
        </span>
        <time dateTime={entry.at} className="shrink-0 text-13 text-muted tabular-nums max-sm:max-w-24 max-sm:text-end">
          {format.dateTime(entry.at, timeZone)}
        </time>
      </button>
    </li>
  )
}
