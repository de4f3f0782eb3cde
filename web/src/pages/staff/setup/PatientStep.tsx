import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { PatientForm } from '../../../features/patients/public.ts'
import { q } from '../../../kit/api.ts'
import { useGo } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { toast } from '../../../kit/toast.ts'
import { paths } from '../../../paths.ts'

/** The first patient, in the form by which every later one is added. */
export function PatientStep() {
  const { t } = useTranslation('staff')
  const { slug } = useOrganization()
  const client = useQueryClient()
  const go = useGo()
  const leave = () => {
    go(paths.today(slug))
    toast.info(t('setup.left'), { actionLabel: t('unfinished.action'), onAction: () => go(paths.setup(slug)) })
  }
  return (
    <div className="rounded-lg border border-line bg-surface p-5">
      <PatientForm onSaved={() => void client.invalidateQueries({ queryKey: q.patients.key() })} onCancel={leave} />
    </div>
  )
}
