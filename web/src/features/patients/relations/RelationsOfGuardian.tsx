import { lazy, Suspense, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { SlidersHorizontal } from 'lucide-react'
import type { Relation } from '@polyclinic/contract/patients/relations/relations.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { useUsualKind, useWords } from '../words.ts'
import { relationsOfGuardianQuery } from './queries.ts'
import { RelationLines } from './RelationLines.tsx'

const RelationDialog = lazy(() => import('./RelationDialog.tsx').then((module) => ({ default: module.RelationDialog })))

/** What somebody is to each patient and may do for it; for whom they answered before lies folded below. */
export function RelationsOfGuardian({ guardianId }: { guardianId: string }) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const usualKind = useUsualKind()
  const { slug } = useOrganization()
  const [edited, setEdited] = useState<Relation | null>(null)
  const { data } = useQuery(relationsOfGuardianQuery(slug, guardianId))
  const items = data?.items ?? []
  if (items.length === 0) return null
  const former = items.filter(({ state }) => state === 'ended')
  const others = items.filter(({ state }) => state !== 'ended')
  return (
    <Card title={words('relation.ofGuardian')}>
      <div className="flex flex-col gap-4">
        <Lines items={others} onEdit={setEdited} />
        {former.length > 0 && (
          <details open={others.length === 0}>
            <summary className="cursor-pointer text-13 text-muted">{t('relation.formerPatients')}</summary>
            <div className="mt-2 flex flex-col gap-3">
              <Lines items={former} onEdit={setEdited} />
            </div>
          </details>
        )}
      </div>
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

function Lines({ items, onEdit }: { items: readonly Relation[]; onEdit: (relation: Relation) => void }) {
  const { t } = useTranslation('patients')
  const { slug, can } = useOrganization()
  return items.map((relation) => (
    <div key={relation.patientId} className="flex items-start gap-2">
      <div className="min-w-0 flex-1">
        <AppLink href={paths.patient(slug, relation.patientId)} className={`${linkClass} font-semibold break-words`}>
          <bdi>{relation.patientName}</bdi>
        </AppLink>
        <RelationLines relation={relation} />
      </div>
      {can('patients.write') && (
        <IconButton
          size="small"
          label={t('relation.editFor', { name: relation.patientName })}
          icon={<SlidersHorizontal aria-hidden="true" className="size-4" />}
          onPress={() => onEdit(relation)}
        />
      )}
    </div>
  ))
}
