import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { LogDetail } from '@polyclinic/contract/audit/log.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { AppLink, useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Facts, Section } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { entryQuery, type LogAddress } from './queries.ts'
import { useEntryWords } from './use-entry-words.ts'

/** One entry, beside the list: the whole of it, and what its fields held. */
export function LogPanel({ id }: { id: string }) {
  const { t } = useTranslation('audit')
  const { slug, timeZone } = useOrganization()
  const { set } = useAddress<LogAddress>()
  const format = useFormat()
  const words = useEntryWords()
  const { data, error, refetch } = useQuery(entryQuery(slug, id))
  return (
    <SidePanel
      title={data ? words.who(data.entry) : t('entry')}
      subtitle={data && format.dateTime(data.entry.at, timeZone)}
      closeLabel={t('kit:action.close')}
      onClose={() => set({ entry: undefined })}
    >
      {data ? (
        <div className="flex flex-col gap-8">
          <EntryFacts detail={data} />
          <Changes detail={data} />
        </div>
      ) : error ? (
        <EmptyState
          size="small"
          title={t('kit:error.title')}
          text={problemText(error)}
          action={<Button onPress={() => void refetch()}>{t('kit:action.retry')}</Button>}
        />
      ) : (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="text" lines={8} />
        </SkeletonRegion>
      )}
    </SidePanel>
  )
}

function EntryFacts({ detail: { entry } }: { detail: LogDetail }) {
  const { t } = useTrade('audit')
  const { slug, can } = useOrganization()
  const words = useEntryWords()
  const { patient } = entry
  const fromWhere = words.fromWhere(entry)
  const name = patient?.name ?? t('patientUnnamed')
  return (
    <Facts
      items={[
        { label: t('fact.what'), value: words.what(entry) },
        ...(patient
          ? [
              {
                label: t('fact.patient'),
                value: can('patients.read') ? (
                  <AppLink href={paths.patient(slug, patient.id)} className={linkClass}>
                    <bdi>{name}</bdi>
                  </AppLink>
                ) : (
                  <bdi>{name}</bdi>
                ),
              },
            ]
          : []),
        ...(fromWhere ? [{ label: t('fact.fromWhere'), value: fromWhere }] : []),
        ...(entry.support ? [{ label: t('support.fact'), value: words.support(entry) }] : []),
        ...(entry.reason ? [{ label: t('fact.why'), value: words.why(entry) }] : []),
        { label: t('fact.source'), value: t(`source.${entry.source}`) },
        ...(entry.requestId
          ? [{ label: t('fact.request'), value: <code className="text-13 break-all">{entry.requestId}</code> }]
          : []),
      ]}
    />
  )
}

function Changes({ detail: { held, changes, entry } }: { detail: LogDetail }) {
  const { t } = useTranslation('audit')
  const words = useEntryWords()
  if (held === 'none') return null
  return (
    <Section title={t('held.title')} headingLevel={3}>
      {held !== 'shown' && <p className="text-muted">{t(`held.${held}`)}</p>}
      {held !== 'shown' && entry.fields.length > 0 && (
        <p className="mt-2">{entry.fields.map((field) => words.fieldName(field)).join(', ')}</p>
      )}
      {held === 'shown' && changes.length === 0 && <p className="text-muted">{t('held.nothing')}</p>}
      {held === 'shown' && changes.length > 0 && (
        <dl className="flex flex-col divide-y divide-line">
          {changes.map(({ field, before, after }) => (
            <div key={field} className="py-2">
              <dt className="text-13 text-muted">{words.fieldName(field)}</dt>
              <dd className="flex flex-col gap-0.5 break-words">
                {before !== undefined && (
                  <del className="text-muted">
                    <span className="sr-only">{t('held.before')} </span>
                    <bdi>{before}</bdi>
                  </del>
                )}
                {after !== undefined && (
                  <ins className="no-underline">
                    <span className="sr-only">{t('held.after')} </span>
                    <bdi>{after}</bdi>
                  </ins>
                )}
              </dd>
            </div>
          ))}
        </dl>
      )}
    </Section>
  )
}
