import { useEffect, useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { AppLink, useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths, type PanelSearch } from '../../../paths.ts'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { Tabs } from '../../../ui/layout/Tabs.tsx'
import { EmergencyBanner } from '../emergency-accesses/EmergencyBanner.tsx'
import { MergedNotice } from '../merges/MergedNotice.tsx'
import { AccessHistory } from './AccessHistory.tsx'
import { fullName } from './naming.ts'
import { PageFault } from './PageFault.tsx'
import { PatientBanner } from './PatientBanner.tsx'
import { PatientFacts } from './PatientFacts.tsx'
import { PatientNav } from './PatientNav.tsx'
import { PatientMenu } from './PatientMenu.tsx'
import { PatientPageSkeleton } from './PatientPageSkeleton.tsx'
import { patientQuery } from './queries.ts'
import { useRefusal, type Refusal } from './use-refusal.ts'
import { PatientForm } from '../patient-form/PatientForm.tsx'
import { PortalAccess } from '../links/PortalAccess.tsx'
import { WarningsCard } from '../warnings/WarningsCard.tsx'
import { useWords } from '../words.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'

export type PatientActions = ReactNode | ((patient: Patient, refusal: Refusal) => ReactNode)

type Props = {
  id: string
  timeline?: ReactNode
  /** In the banner, for instance "Book appointment"; `refusal('book')` says why it cannot be done to this patient. */
  actions?: PatientActions
  /** In place of visits and facts: the patient's chart. */
  chart?: (patient: Patient) => ReactNode
  /** What features above know of the patient, above the facts. */
  beside?: (patient: Patient) => ReactNode
}

/** A patient's whole page. Put it in a row of full height: its edit panel opens beside it. */
export function PatientPage({ id, ...parts }: Props) {
  const { slug } = useOrganization()
  const { data: patient, error, refetch } = useQuery(usePrefetched(patientQuery(slug, id)))
  const go = useGo()
  // the id of a record that was merged leads to the one that was kept
  const leadsTo = patient && patient.id !== id ? patient.id : undefined
  useEffect(() => {
    if (leadsTo) go(paths.patient(slug, leadsTo), { replace: true })
  }, [go, leadsTo, slug])
  if (patient) return <Loaded patient={patient} {...parts} />
  if (error) return <PageFault error={error} onRetry={() => void refetch()} />
  return <PatientPageSkeleton />
}

function Loaded({ patient, timeline, actions, chart, beside }: { patient: Patient } & Omit<Props, 'id'>) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const { slug, can } = useOrganization()
  const { search, set } = useAddress<PanelSearch>()
  const [wantsEdit, setEditing] = useState(false)
  const refusal = useRefusal(patient)
  const mayWrite = can('patients.write')
  // One panel at a time: what the address names goes before.
  const isEditing = wantsEdit && !search.visit && !search.book && !search.new
  const startEditing = () => {
    if (search.visit || search.book || search.new) set({ visit: undefined, book: undefined, new: undefined })
    setEditing(true)
  }
  const edit = mayWrite && patient.abilities.update.allowed ? startEditing : undefined
  return (
    <>
      <div className="flex min-h-0 min-w-0 flex-1 flex-col">
        <PatientBanner
          patient={patient}
          back={
            <AppLink href={paths.patients(slug)} className={linkClass}>
              {words('allPatients')}
            </AppLink>
          }
          actions={
            <>
              {mayWrite && <PatientMenu patient={patient} onEdit={startEditing} />}
              {typeof actions === 'function' ? actions(patient, refusal) : actions}
            </>
          }
        />
        <EmergencyBanner patient={patient} />
        {can('charts.read') && <PatientNav patientId={patient.id} isChart={chart !== undefined} />}
        <div className="@container min-h-0 flex-1 overflow-auto">
          {chart ? (
            chart(patient)
          ) : (
            <Overview patient={patient} timeline={timeline} beside={beside?.(patient)} onEdit={edit} />
          )}
        </div>
      </div>
      {isEditing && (
        <SidePanel
          title={words('editPatient')}
          subtitle={fullName(patient)}
          closeLabel={t('kit:action.close')}
          onClose={() => setEditing(false)}
          size="large"
        >
          <PatientForm
            patient={patient}
            onCancel={() => setEditing(false)}
            onSaved={() => {
              setEditing(false)
              toast.good(t('kit:state.saved'))
            }}
          />
        </SidePanel>
      )}
    </>
  )
}

type OverviewProps = { patient: Patient; timeline?: ReactNode; beside?: ReactNode; onEdit?: () => void }

function Overview({ patient, timeline, beside, onEdit }: OverviewProps) {
  return (
    <div className="grid max-w-7xl grid-cols-1 items-start gap-6 p-6 max-sm:gap-4 max-sm:p-4 @min-[50rem]:grid-cols-[minmax(0,1fr)_20rem]">
      <div className="min-w-0">
        <Middle patient={patient} timeline={timeline} />
      </div>
      <div className="flex min-w-0 flex-col gap-4">
        <WarningsCard patient={patient} />
        {beside}
        <PatientFacts patient={patient} onEdit={onEdit} />
        <MergedNotice patient={patient} />
        <div data-print="hide">
          <PortalAccess patient={patient} />
        </div>
      </div>
    </div>
  )
}

function Middle({ patient, timeline }: { patient: Patient; timeline?: ReactNode }) {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  const [tab, setTab] = useState<'timeline' | 'access'>('timeline')
  if (!can('audit.read')) return timeline
  return (
    <Tabs
      label={fullName(patient)}
      value={tab}
      onChange={setTab}
      tabs={[
        { id: 'timeline', label: t('timeline'), content: timeline },
        { id: 'access', label: t('access.title'), content: <AccessHistory patientId={patient.id} /> },
      ]}
    />
  )
}
