import { useQuery, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { PatientForm } from '../../../features/patients/public.ts'
import { q } from '../../../kit/api/api.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { StepSkeleton } from './StepForm.tsx'

export function PatientStep({ patient, onDone }: { patient?: PatientSummary; onDone: () => void }) {
  const { t } = useTranslation('staff')
  const { slug } = useOrganization()
  const client = useQueryClient()
  const go = useGo()
  const leave = () => {
    go(paths.today(slug))
    toast.info(t('setup.left'), { actionLabel: t('unfinished.action'), onAction: () => go(paths.setup(slug)) })
  }
  const save = async () => {
    await client.invalidateQueries({ queryKey: q.patients.patients.key() })
    onDone()
  }
  const params = { organization: slug, id: patient?.id ?? '' }
  const whole = useQuery({ ...q.patients.patients.get.queryOptions({ input: { params } }), enabled: Boolean(patient) })
  if (patient && !whole.data) return <StepSkeleton />
  return (
    <div className="rounded-lg border border-line bg-surface p-5">
      <PatientForm patient={whole.data} onSaved={() => void save()} onCancel={leave} />
    </div>
  )
}
