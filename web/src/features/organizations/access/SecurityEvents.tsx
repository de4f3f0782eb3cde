import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { LogIn, Pencil, Plus, ShieldX, Trash2, Download, KeyRound, type LucideIcon } from 'lucide-react'
import type { ControlEvent } from '@polyclinic/contract/organizations/access.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { cx } from '../../../ui/class-names.ts'
import { eventPages } from './queries.ts'
import { useEventWords } from './use-event-words.ts'

const signs: Record<ControlEvent['action'], LucideIcon> = {
  create: Plus,
  update: Pencil,
  delete: Trash2,
  'sign-in': LogIn,
  refuse: ShieldX,
  export: Download,
  grant: KeyRound,
}

export function SecurityEvents() {
  const { t } = useTranslation('organizations')
  const { slug } = useOrganization()
  return (
    <PagedLog
      label={t('events.title')}
      query={useInfiniteQuery(eventPages(slug))}
      lines={8}
      none={{ title: t('events.none'), text: t('events.noneText') }}
      renderRow={(event) => <EventRow key={event.id} event={event} />}
    />
  )
}

function EventRow({ event }: { event: ControlEvent }) {
  const { timeZone } = useOrganization()
  const format = useFormat()
  const words = useEventWords()
  const Sign = signs[event.action]
  const more = words.more(event)
  return (
    <li className="flex items-start gap-3 px-4 py-3">
      <span
        className={cx(
          'flex size-8 shrink-0 items-center justify-center rounded-full',
          event.action === 'refuse' ? 'bg-warn-soft text-warn-ink' : 'bg-sunken text-muted',
        )}
      >
        <Sign aria-hidden="true" className="size-4" />
      </span>
      <div className="min-w-0 flex-1">
        <p>
          <bdi className="font-semibold">{words.who(event)}</bdi> <span>{words.what(event)}</span>
        </p>
        {more && <p className="text-13 break-words text-muted">{more}</p>}
      </div>
      <time dateTime={event.at} className="shrink-0 text-13 text-muted tabular-nums max-sm:max-w-24 max-sm:text-end">
        {format.dateTime(event.at, timeZone)}
      </time>
    </li>
  )
}
