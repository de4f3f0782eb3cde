import { useQueryClient } from '@tanstack/react-query'
import { PatientForm } from '../../../features/patients/public.ts'
import { q } from '../../../kit/api.ts'
import { useGo } from '../../../kit/navigation.tsx'
import { useOrganization } from '../../../kit/session.tsx'
import { paths } from '../../../paths.ts'

/** The first patient, in the form by which every later one is added. */
export function PatientStep() {
  const { slug } = useOrganization()
  const client = useQueryClient()
  const go = useGo()
  return (
    <div className="rounded-lg border border-line bg-surface p-5">
      <PatientForm
        onSaved={() => void client.invalidateQueries({ queryKey: q.patients.key() })}
        onCancel={() => go(paths.today(slug))}
      />
    </div>
  )
}
