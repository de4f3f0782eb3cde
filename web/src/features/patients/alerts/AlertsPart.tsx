import { lazy, Suspense, useState } from 'react'
import { useQuery } from '@tanstack/react-query'
import { Plus } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Alert } from '@polyclinic/contract/patients/alerts.ts'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { alertsQuery } from '../warnings/queries.ts'
import { WarningsPart } from '../warnings/WarningsPart.tsx'
import { AlertRow } from './AlertRow.tsx'

const AlertDialog = lazy(() => import('./AlertDialog.tsx').then((module) => ({ default: module.AlertDialog })))

export function AlertsPart({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { slug, can } = useOrganization()
  const query = useQuery(alertsQuery(slug, patient.id))
  const [edited, setEdited] = useState<Alert | 'new' | null>(null)
  const items = query.data?.items
  return (
    <WarningsPart
      title={t('alert.title')}
      query={query}
      isEmpty={items?.length === 0}
      actions={
        can('patients.write') && (
          <Button size="small" icon={<Plus aria-hidden="true" className="size-4" />} onPress={() => setEdited('new')}>
            {t('alert.add')}
          </Button>
        )
      }
    >
      {items?.length === 0 && <p className="text-muted">{t('alert.none')}</p>}
      {items && items.length > 0 && (
        <ul aria-label={t('alert.title')} className="flex flex-col gap-3">
          {items.map((alert) => (
            <AlertRow key={alert.id} alert={alert} onEdit={() => setEdited(alert)} />
          ))}
        </ul>
      )}
      {edited && (
        <Suspense>
          <AlertDialog
            patient={patient}
            alert={edited === 'new' ? undefined : edited}
            onClose={() => setEdited(null)}
          />
        </Suspense>
      )}
    </WarningsPart>
  )
}
