import { useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Pencil } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import type { Condition } from '@polyclinic/contract/records/conditions.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { ConditionDialog } from './ConditionDialog.tsx'
import { conditionsQuery } from './queries.ts'

/** What did this patient die of? For readers of charts, beside the day. */
export function CauseOfDeath({ patient }: { patient: Patient }) {
  const { t } = useTranslation('records')
  const { can } = useOrganization()
  const [edited, setEdited] = useState<Condition | 'new'>()
  if (!patient.deceasedOn || !can('charts.read')) return null
  return (
    <Card title={t('conditions.causeOfDeath')}>
      <Causes patient={patient} onEdit={setEdited} />
      {edited && (
        <ConditionDialog
          patient={patient}
          condition={edited === 'new' ? undefined : edited}
          isCauseOfDeath={edited === 'new'}
          onClose={() => setEdited(undefined)}
        />
      )}
    </Card>
  )
}

const stands = ({ isCauseOfDeath, verification }: Condition) =>
  isCauseOfDeath && verification !== 'entered-in-error' && verification !== 'refuted'

function Causes({ patient, onEdit }: { patient: Patient; onEdit: (condition: Condition | 'new') => void }) {
  const { t } = useTranslation('records')
  const text = useProblemText()
  const { slug, can } = useOrganization()
  const { data, error } = useQuery(conditionsQuery(slug, patient.id))
  if (error) return <Banner tone="bad">{text(error)}</Banner>
  if (!data)
    return (
      <SkeletonRegion label={t('kit:state.loading')}>
        <Skeleton shape="text" lines={1} />
      </SkeletonRegion>
    )
  const causes = data.items.filter(stands)
  if (causes.length > 0)
    return (
      <ul className="flex flex-col gap-2">
        {causes.map((cause) => (
          <Cause key={cause.id} cause={cause} onEdit={() => onEdit(cause)} />
        ))}
      </ul>
    )
  return (
    <div className="flex flex-wrap items-center justify-between gap-2">
      <p className="text-muted">{t('conditions.noCause')}</p>
      {can('charts.write') && (
        <Button size="small" aria-label={t('conditions.addCause')} onPress={() => onEdit('new')}>
          {t('add')}
        </Button>
      )}
    </div>
  )
}

function Cause({ cause, onEdit }: { cause: Condition; onEdit: () => void }) {
  const { t } = useTranslation('records')
  return (
    <li className="flex items-start gap-2">
      <span className="min-w-0 flex-1">
        <bdi className="break-words">{cause.text}</bdi>
        <span className="block text-13 text-muted">
          {cause.code && <bdi className="me-2 tabular-nums">{cause.code.code}</bdi>}
          {cause.verification === 'unconfirmed' && t('verification.unconfirmed')}
        </span>
      </span>
      {cause.abilities.update.allowed && (
        <IconButton
          size="small"
          label={t('editNamed', { what: cause.text })}
          icon={<Pencil aria-hidden="true" className="size-4" />}
          onPress={onEdit}
        />
      )}
    </li>
  )
}
