import { lazy, Suspense, useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Plus, SlidersHorizontal } from 'lucide-react'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { relationsOfGuardianQuery } from '../relations/queries.ts'
import { RelationLines } from '../relations/RelationLines.tsx'
import { PatientLine } from '../search/PatientLine.tsx'
import { useUsualKind, useWords } from '../words.ts'

const RelationDialog = lazy(() =>
  import('../relations/RelationDialog.tsx').then((module) => ({ default: module.RelationDialog })),
)

type Props = {
  guardian: Guardian
  onAdd?: () => void
  /** What can be done for one of the patients, at the end of the row. */
  actionFor?: (patient: PatientSummary) => ReactNode
}

/** For whom does somebody answer, as what, and what does that permit? Those of before lie folded below. */
export function PatientsOfGuardian({ guardian, onAdd, actionFor }: Props) {
  const words = useWords()
  const usualKind = useUsualKind()
  const { slug } = useOrganization()
  const [edited, setEdited] = useState<Relation | null>(null)
  const { data } = useQuery(relationsOfGuardianQuery(slug, guardian.id))
  const items = data?.items ?? []
  const isListed = new Set(guardian.patients.map(({ id }) => id))
  const others = items.filter(({ patientId }) => !isListed.has(patientId))
  const add = onAdd && (
    <Button size="small" icon={<Plus aria-hidden="true" className="size-4" />} onPress={onAdd}>
      {words('addAnother')}
    </Button>
  )
  return (
    <Card title={words('patients')} actions={guardian.patients.length > 0 && add} isFlush>
      {guardian.patients.length === 0 ? (
        <EmptyState size="small" headingLevel={3} title={words('noDependants')} action={add} />
      ) : (
        <ul className="divide-y divide-line">
          {guardian.patients.map((patient) => (
            <Row
              key={patient.id}
              patient={patient}
              relation={items.find(({ patientId }) => patientId === patient.id)}
              action={isBookable(patient) && actionFor?.(patient)}
              onEdit={setEdited}
            />
          ))}
        </ul>
      )}
      <Others items={others} onEdit={setEdited} />
      {edited && (
        <Suspense>
          <RelationDialog
            relation={edited}
            kind={edited.species ? 'animal' : usualKind}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </Card>
  )
}

/** Nobody is booked for who has died or is put away. */
const isBookable = ({ deceasedOn, archivedAt }: PatientSummary) => !deceasedOn && !archivedAt

type RowProps = {
  patient: PatientSummary
  relation?: Relation
  action: ReactNode
  onEdit: (relation: Relation) => void
}

function Row({ patient, relation, action, onEdit }: RowProps) {
  const words = useWords(patient.kind)
  const format = useFormat()
  const { clinic } = useClinic()
  const { slug } = useOrganization()
  return (
    <li className="flex flex-wrap items-center gap-x-2 gap-y-1 py-2 pe-4">
      <div className="min-w-0 flex-1 basis-56">
        <AppLink
          href={paths.patient(slug, patient.id)}
          className="flex min-h-10 min-w-0 items-center px-4 -outline-offset-2 hover:bg-hover"
        >
          <PatientLine patient={{ ...patient, guardians: [] }} />
        </AppLink>
        <div className="px-4 pb-1">
          {relation && <RelationLines relation={relation} />}
          {patient.nextVisitAt && isBookable(patient) && (
            <p className="text-13 text-muted">
              {words('nextVisit')}{' '}
              <span className="font-semibold text-ink tabular-nums">
                {format.relativeTime(patient.nextVisitAt, clinic?.timeZone ?? 'UTC')}
              </span>
            </p>
          )}
        </div>
      </div>
      <span className="flex shrink-0 items-center gap-1 max-sm:ps-4">
        {action}
        {relation && <EditButton relation={relation} onEdit={onEdit} />}
      </span>
    </li>
  )
}

type OthersProps = { items: readonly Relation[]; onEdit: (relation: Relation) => void }

/** Those that have still to begin, and, folded, those that are over. */
function Others({ items, onEdit }: OthersProps) {
  const { t } = useTranslation('patients')
  const ahead = items.filter(({ state }) => state !== 'ended')
  const former = items.filter(({ state }) => state === 'ended')
  if (items.length === 0) return null
  return (
    <div className="flex flex-col gap-3 border-t border-line px-4 py-3">
      {ahead.length > 0 && <Named items={ahead} onEdit={onEdit} />}
      {former.length > 0 && (
        <details>
          <summary className="cursor-pointer text-13 text-muted">{t('relation.formerPatients')}</summary>
          <Named items={former} onEdit={onEdit} />
        </details>
      )}
    </div>
  )
}

function Named({ items, onEdit }: OthersProps) {
  const { slug } = useOrganization()
  return (
    <ul className="mt-2 flex flex-col gap-3">
      {items.map((relation) => (
        <li key={relation.patientId} className="flex items-start gap-2">
          <div className="min-w-0 flex-1">
            <AppLink
              href={paths.patient(slug, relation.patientId)}
              className={`${linkClass} font-semibold break-words`}
            >
              <bdi>{relation.patientName}</bdi>
            </AppLink>
            <RelationLines relation={relation} />
          </div>
          <EditButton relation={relation} onEdit={onEdit} />
        </li>
      ))}
    </ul>
  )
}

function EditButton({ relation, onEdit }: { relation: Relation; onEdit: (relation: Relation) => void }) {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  if (!can('patients.write')) return null
  return (
    <IconButton
      size="small"
      label={t('relation.editFor', { name: relation.patientName })}
      icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
      onPress={() => onEdit(relation)}
    />
  )
}
