import { Building } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import { weekdaysFrom } from '../../../kit/texts/locale.ts'
import { useClinic } from '../../../kit/session/session.tsx'
import { useIsPhone } from '../../../kit/screen/viewport.ts'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { Table, type TableColumn } from '../../../ui/lists/Table.tsx'

export function ClinicsTable({ activeId, onOpen }: { activeId?: string; onOpen: (id: string) => void }) {
  const { t } = useTranslation('organizations')
  const { weekday, list } = useFormat()
  const { firstDay } = useWeek()
  const { clinics } = useClinic()
  const openOn = ({ openingHours }: Clinic) => {
    const days = runsOf(
      openingHours.map((span) => span.weekday),
      weekdaysFrom(firstDay),
    )
    if (days.length === 0) return t('clinic.noHours')
    return list(
      days.map(([first, last]) =>
        [first, last]
          .map((day) => weekday(day, 'short'))
          .slice(first === last ? 1 : 0)
          .join(' – '),
      ),
    )
  }
  const isPhone = useIsPhone()
  const columns: TableColumn<Clinic>[] = [
    {
      id: 'name',
      label: t('field.clinicName'),
      minWidth: isPhone ? 0 : 180,
      render: ({ name }) => <bdi className="font-semibold">{name}</bdi>,
    },
    {
      id: 'place',
      label: t('field.place'),
      minWidth: 160,
      render: ({ address }) => <bdi>{[address?.line1, address?.city].filter(Boolean).join(', ') || '–'}</bdi>,
    },
    { id: 'hours', label: t('clinic.hours'), minWidth: isPhone ? 0 : 200, render: openOn },
    {
      id: 'zone',
      label: t('field.timeZone'),
      minWidth: 140,
      render: ({ timeZone }) => <bdi>{timeZone.replaceAll('_', ' ')}</bdi>,
    },
  ]
  return (
    <Table
      label={t('clinic.title')}
      columns={isPhone ? columns.filter(({ id }) => id === 'name' || id === 'hours') : columns}
      items={clinics}
      activeId={activeId}
      onRowAction={onOpen}
      empty={<EmptyState icon={<Building aria-hidden="true" />} title={t('clinic.none')} text={t('clinic.noneText')} />}
    />
  )
}

/** Days in a row as first and last, in the order of the week: [1, 2, 3, 4, 5, 7] → [[1, 5], [7, 7]]. */
function runsOf(weekdays: readonly number[], week: readonly number[]): [number, number][] {
  const runs: [number, number][] = []
  for (const [nth, day] of week.entries()) {
    const run = runs.at(-1)
    if (!weekdays.includes(day)) continue
    if (run && run[1] === week[nth - 1]) run[1] = day
    else runs.push([day, day])
  }
  return runs
}
