import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { FilterX } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { logActions, logSources } from '@polyclinic/contract/audit/log-words.ts'
import { q } from '../../../kit/api/api.ts'
import { DatePicker } from '../../../kit/fields/DatePicker.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { ComboBox } from '../../../ui/choices/ComboBox.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { PatientSearch } from '../../patients/public.ts'
import type { LogAddress } from './queries.ts'
import { useLogFilter } from './use-log-filter.ts'

const all = 'all'
const nothing: LogAddress | Record<keyof LogAddress, undefined> = {
  source: undefined,
  act: undefined,
  who: undefined,
  patient: undefined,
  from: undefined,
  to: undefined,
  entry: undefined,
}

/** `patientName`: of the patient that the address names, where the list knows it. */
export function LogFilters({ patientName }: { patientName?: string }) {
  const { t } = useTranslation('audit')
  const { can } = useOrganization()
  const { search, set, isFiltered } = useLogFilter()
  const change = (part: Partial<LogAddress>) => set({ ...part, entry: undefined }, { replace: true })
  const choices = (ids: readonly string[], word: string) => [
    { id: all, label: t(`${word}.all`) },
    ...ids.map((id) => ({ id, label: t(`${word}.${id}`) })),
  ]
  return (
    <div role="search" aria-label={t('filter.label')} className="flex flex-wrap items-end gap-3">
      <Select
        label={t('filter.source')}
        placeholder={t('source.all')}
        options={choices(logSources, 'source')}
        value={search.source ?? all}
        onChange={(id) => change({ source: id === all ? undefined : id })}
        className="w-44 max-sm:basis-36 max-sm:flex-1"
      />
      <Select
        label={t('filter.act')}
        placeholder={t('act.all')}
        options={choices(logActions, 'act')}
        value={search.act ?? all}
        onChange={(id) => change({ act: id === all ? undefined : id })}
        className="w-40 max-sm:basis-36 max-sm:flex-1"
      />
      {can('members.read') && <MemberFilter onChange={(who) => change({ who })} />}
      {can('patients.read') && <PatientFilter name={patientName} onChange={(patient) => change({ patient })} />}
      <DayFilter label={t('filter.from')} value={search.from} onChange={(from) => change({ from })} />
      <DayFilter label={t('filter.to')} value={search.to} onChange={(to) => change({ to })} />
      {isFiltered && (
        <Button
          variant="quiet"
          className="max-sm:w-full"
          icon={<FilterX aria-hidden="true" className="size-4" />}
          onPress={() => set(nothing, { replace: true })}
        >
          {t('filter.clear')}
        </Button>
      )}
    </div>
  )
}

interface DayProps {
  label: string
  value: string | undefined
  onChange: (day: string | undefined) => void
}

const DayFilter = ({ label, value, onChange }: DayProps) => (
  <DatePicker
    label={label}
    value={value ?? null}
    onChange={(day) => onChange(day ?? undefined)}
    className="w-40 max-sm:basis-36 max-sm:flex-1"
  />
)

function MemberFilter({ onChange }: { onChange: (accountId: string | undefined) => void }) {
  const { t } = useTranslation('audit')
  const { slug: organization } = useOrganization()
  const { search } = useLogFilter()
  const members = useQuery(q.organizations.members.list.queryOptions({ input: { params: { organization } } }))
  const items = members.data?.items.map(({ accountId, name, email }) => ({
    id: accountId,
    label: name,
    description: email,
  }))
  return (
    <ComboBox
      label={t('filter.who')}
      placeholder={t('filter.everybody')}
      emptyText={t('filter.nobody')}
      items={items ?? []}
      value={search.who ?? null}
      onChange={(id) => onChange(id === null ? undefined : String(id))}
      className="w-56 max-sm:basis-36 max-sm:flex-1"
    />
  )
}

function PatientFilter({ name, onChange }: { name?: string; onChange: (id: string | undefined) => void }) {
  const { search } = useLogFilter()
  const [chosen, setChosen] = useState<{ id: string; givenName: string; familyName?: string } | null>(null)
  const id = search.patient
  const value = id ? (chosen?.id === id ? chosen : { id, givenName: name ?? '…' }) : null
  return (
    <PatientSearch
      // Emptied from outside.
      key={id ? 'chosen' : 'open'}
      value={value}
      onChange={(patient) => {
        setChosen(patient)
        onChange(patient?.id)
      }}
      className="w-56 max-sm:basis-36 max-sm:flex-1"
    />
  )
}
