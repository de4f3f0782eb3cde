import type { ReactNode } from 'react'
import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { GuardianPage, PatientPage, type PatientActions } from '../../features/patients/public.ts'
import { CauseOfDeath, Chart } from '../../features/records/public.ts'
import { useAddress } from '../../kit/screen/navigation.tsx'
import { useOrganization } from '../../kit/session/session.tsx'
import { Button } from '../../ui/buttons/Button.tsx'
import type { PanelSearch } from '../../paths.ts'
import { BesidePanel } from './panels/BesidePanel.tsx'
import { GuardianAppointments } from './GuardianAppointments.tsx'
import { Page } from '../../kit/screen/Page.tsx'
import { PatientAppointments } from './PatientAppointments.tsx'

export function PatientDetail() {
  const { can } = useOrganization()
  return (
    <PatientFrame>
      {(id, actions) => (
        <PatientPage
          id={id}
          actions={actions}
          timeline={can('appointments.read') && <PatientAppointments patientId={id} />}
          beside={(patient) => <CauseOfDeath patient={patient} />}
        />
      )}
    </PatientFrame>
  )
}

/** The same patient from another side: what is known of their health. */
export function PatientChart() {
  return (
    <PatientFrame>
      {(id, actions) => <PatientPage id={id} actions={actions} chart={(patient) => <Chart patient={patient} />} />}
    </PatientFrame>
  )
}

function PatientFrame({ children }: { children: (id: string, actions: PatientActions) => ReactNode }) {
  const { t } = useTranslation('staff')
  const { can } = useOrganization()
  const { patient = '' } = useParams({ strict: false })
  const { set } = useAddress<PanelSearch>()
  const book: PatientActions = (_, refusal) =>
    can('appointments.write') && (
      <Button
        writes
        variant="primary"
        disabledReason={refusal('book')}
        onPress={() => set({ book: '1', visit: undefined })}
      >
        {t('patient.book')}
      </Button>
    )
  return (
    <Page title={t('kit:nav.patients')} panel={<BesidePanel patientId={patient} />}>
      <div className="flex h-full min-h-0 flex-1">{children(patient, book)}</div>
    </Page>
  )
}

export function GuardianDetail() {
  const { t } = useTranslation('staff')
  const { can } = useOrganization()
  const { guardian = '' } = useParams({ strict: false })
  const { search, set } = useAddress<PanelSearch>()
  // Once booked, the patient that the form began with opens no panel of its own here.
  const isOpen = search.book ?? search.visit
  return (
    <Page title={t('kit:nav.patients')} panel={isOpen && <BesidePanel />}>
      <div className="flex h-full min-h-0 flex-1">
        <GuardianPage
          id={guardian}
          actionFor={
            can('appointments.write')
              ? ({ id, givenName }) => (
                  <Button
                    size="small"
                    aria-label={t('patient.bookFor', { name: givenName })}
                    onPress={() => set({ book: '1', patient: id, visit: undefined })}
                  >
                    {t('patient.book')}
                  </Button>
                )
              : undefined
          }
        >
          {can('appointments.read') && <GuardianAppointments guardianId={guardian} />}
        </GuardianPage>
      </div>
    </Page>
  )
}
