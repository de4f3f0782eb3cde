import { lazy, Suspense, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { ArrowRightLeft, Pencil, SlidersHorizontal } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { GuardianBlock } from '../guardians/GuardianBlock.tsx'
import { useWords } from '../words.ts'
import { relationsQuery } from './queries.ts'
import { RelationLines } from './RelationLines.tsx'

const RelationDialog = lazy(() => import('./RelationDialog.tsx').then((module) => ({ default: module.RelationDialog })))
const ChangeGuardianDialog = lazy(() =>
  import('./ChangeGuardianDialog.tsx').then((module) => ({ default: module.ChangeGuardianDialog })),
)

type Props = {
  patient: Patient
  /** To the patient's form, where somebody is added or taken off. */
  onEdit?: () => void
}

/** Who answers for a patient, and as what; who did lies folded below. */
export function RelationsCard({ patient, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug, can } = useOrganization()
  const [edited, setEdited] = useState<Relation | null>(null)
  const [isChanging, setChanging] = useState(false)
  const { data, error, refetch } = useQuery(relationsQuery(slug, patient.id))
  const items = data?.items ?? []
  const mayWrite = can('patients.write') && patient.abilities.update.allowed
  return (
    <Card
      title={words(patient.guardians.length === 1 ? 'guardian' : 'guardians')}
      actions={
        <Actions
          kind={patient.kind}
          onEdit={onEdit}
          onChange={mayWrite && data ? () => setChanging(true) : undefined}
        />
      }
    >
      <div className="flex flex-col gap-4">
        {/* until the rest is here, the names that came with the patient */}
        {!data && patient.guardians.map((guardian) => <GuardianBlock key={guardian.id} guardian={guardian} />)}
        {error && (
          <div className="flex flex-col items-start gap-2">
            <p className="text-muted">{problemText(error)}</p>
            <Button size="small" onPress={() => void refetch()}>
              {t('kit:action.retry')}
            </Button>
          </div>
        )}
        <Answering items={items} onEdit={mayWrite ? setEdited : undefined} />
        {patient.guardians.length === 0 && <p className="text-muted">{words('noGuardianYet')}</p>}
        <Former items={items} title={words('relation.former')} onEdit={mayWrite ? setEdited : undefined} />
      </div>
      <Suspense>
        {edited && <RelationDialog relation={edited} kind={patient.kind} onClose={() => setEdited(null)} />}
        {isChanging && <ChangeGuardianDialog patient={patient} relations={items} onClose={() => setChanging(false)} />}
      </Suspense>
    </Card>
  )
}

type ActionsProps = { kind: Patient['kind']; onEdit?: () => void; onChange?: () => void }

function Actions({ kind, onEdit, onChange }: ActionsProps) {
  const { t } = useTranslation('patients')
  const words = useWords(kind)
  return (
    <>
      {onChange && (
        <Button size="small" icon={<ArrowRightLeft aria-hidden="true" className="size-4" />} onPress={onChange}>
          {words('relation.change')}
        </Button>
      )}
      {onEdit && (
        <IconButton
          size="small"
          label={t('editNamed', { what: words('guardians') })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </>
  )
}

type ListProps = { items: readonly Relation[]; onEdit?: (relation: Relation) => void }

function Answering({ items, onEdit }: ListProps) {
  return items
    .filter(({ state }) => state !== 'ended')
    .map((relation) => (
      <div key={relation.guardianId} className="flex items-start gap-2">
        <div className="flex min-w-0 flex-1 flex-col gap-1">
          <GuardianBlock guardian={{ id: relation.guardianId, name: relation.guardianName }} />
          <RelationLines relation={relation} />
        </div>
        <EditButton relation={relation} onEdit={onEdit} />
      </div>
    ))
}

function EditButton({ relation, onEdit }: { relation: Relation; onEdit: ListProps['onEdit'] }) {
  const { t } = useTranslation('patients')
  if (!onEdit) return null
  return (
    <IconButton
      size="small"
      label={t('relation.editNamed', { name: relation.guardianName })}
      icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
      onPress={() => onEdit(relation)}
    />
  )
}

function Former({ items, title, onEdit }: ListProps & { title: string }) {
  const { slug } = useOrganization()
  const former = items.filter(({ state }) => state === 'ended')
  if (former.length === 0) return null
  return (
    <details>
      <summary className="cursor-pointer text-13 text-muted">{title}</summary>
      <ul className="mt-2 flex flex-col gap-3">
        {former.map((relation) => (
          <li key={relation.guardianId} className="flex items-start gap-2">
            <div className="min-w-0 flex-1">
              <AppLink href={paths.guardian(slug, relation.guardianId)} className={`${linkClass} break-words`}>
                <bdi>{relation.guardianName}</bdi>
              </AppLink>
              <RelationLines relation={relation} />
            </div>
            <EditButton relation={relation} onEdit={onEdit} />
          </li>
        ))}
      </ul>
    </details>
  )
}
