import { languageTable } from '@polyclinic/contract/kit/language.ts'
import { useState, type ReactNode } from 'react'
import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Pencil } from 'lucide-react'
import type { Guardian } from '@polyclinic/contract/patients/guardians.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { AppLink } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { paths } from '../../../paths.ts'
import { PhoneLink } from '../../../kit/texts/PhoneLink.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card, Facts } from '../../../ui/layout/Card.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { GuardianForm } from './GuardianForm.tsx'
import { ContactLines } from '../contacts/ContactLines.tsx'
import { fullName } from '../patients/naming.ts'
import { PageFault } from '../patients/PageFault.tsx'
import { PatientPageSkeleton } from '../patients/PatientPageSkeleton.tsx'
import { PatientsOfGuardian } from './PatientsOfGuardian.tsx'
import { guardianQuery } from './queries.ts'
import { PatientForm } from '../patient-form/PatientForm.tsx'
import { useWords } from '../words.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'

type Props = {
  id: string
  /** Under the patients: appointments, later messages and balance. */
  children?: ReactNode
  /** What can be done for one of the patients, at the end of the row. */
  actionFor?: (patient: PatientSummary) => ReactNode
}

/** Who answers for patients: contact, patients, another one added in place. Put it in a row of full height. */
export function GuardianPage({ id, children, actionFor }: Props) {
  const { slug } = useOrganization()
  const { data: guardian, error, refetch } = useQuery(usePrefetched(guardianQuery(slug, id)))
  if (guardian) {
    return (
      <Loaded guardian={guardian} actionFor={actionFor}>
        {children}
      </Loaded>
    )
  }
  if (error) return <PageFault error={error} onRetry={() => void refetch()} />
  return <PatientPageSkeleton />
}

function Loaded({ guardian, children, actionFor }: { guardian: Guardian } & Omit<Props, 'id'>) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug, can } = useOrganization()
  const [panel, setPanel] = useState<'edit' | 'add' | null>(null)
  const mayWrite = can('patients.write')
  const close = () => setPanel(null)
  return (
    <>
      <div className="@container min-h-0 min-w-0 flex-1 overflow-auto">
        <PageHeader
          title={guardian.name}
          subtitle={
            <>
              {words('guardian')}
              {guardian.contact?.phone && (
                <>
                  {' · '}
                  <PhoneLink phone={guardian.contact.phone} />
                </>
              )}
            </>
          }
          back={
            <AppLink href={paths.patients(slug, { list: 'guardians' })} className={linkClass}>
              {words('allGuardians')}
            </AppLink>
          }
          actions={
            mayWrite && (
              <Button icon={<Pencil aria-hidden="true" className="size-4" />} onPress={() => setPanel('edit')}>
                {t('kit:action.edit')}
              </Button>
            )
          }
          className="sticky top-0 z-10 border-b border-line bg-surface px-6 py-4 max-sm:px-4 max-sm:py-3"
        />
        <div className="grid max-w-7xl grid-cols-1 items-start gap-6 p-6 max-sm:gap-4 max-sm:p-4 @min-[50rem]:grid-cols-[minmax(0,1fr)_20rem]">
          <div className="flex min-w-0 flex-col gap-6">
            <PatientsOfGuardian
              guardian={guardian}
              actionFor={actionFor}
              onAdd={mayWrite ? () => setPanel('add') : undefined}
            />
            {children}
          </div>
          <GuardianFacts guardian={guardian} onEdit={mayWrite ? () => setPanel('edit') : undefined} />
        </div>
      </div>
      {panel === 'edit' && (
        <SidePanel
          title={words('editGuardian')}
          subtitle={guardian.name}
          closeLabel={t('kit:action.close')}
          onClose={close}
        >
          <GuardianForm
            guardian={guardian}
            onCancel={close}
            onSaved={() => {
              close()
              toast.good(t('kit:state.saved'))
            }}
          />
        </SidePanel>
      )}
      {panel === 'add' && (
        <SidePanel
          title={words('newPatient')}
          subtitle={guardian.name}
          closeLabel={t('kit:action.close')}
          onClose={close}
          size="large"
        >
          <PatientForm
            start={{ guardians: [{ id: guardian.id, name: guardian.name }] }}
            onCancel={close}
            onSaved={(patient) => {
              close()
              toast.good(t('added', { name: fullName(patient) }))
            }}
          />
        </SidePanel>
      )}
    </>
  )
}

function GuardianFacts({ guardian, onEdit }: { guardian: Guardian; onEdit?: () => void }) {
  const { t } = useTranslation('patients')
  const edit = (what: string) =>
    onEdit && (
      <IconButton
        size="small"
        label={t('editNamed', { what })}
        icon={<Pencil aria-hidden="true" className="size-4" />}
        onPress={onEdit}
      />
    )
  return (
    <div className="flex min-w-0 flex-col gap-4 @max-[50rem]:order-first">
      <Card title={t('contact')} actions={edit(t('contact'))}>
        {guardian.contact ? (
          <ContactLines contact={guardian.contact} />
        ) : (
          <p className="text-muted">{t('noContactYet')}</p>
        )}
        {guardian.language && (
          <Facts
            className="mt-3"
            items={[{ label: t('field.language'), value: languageTable[guardian.language].name }]}
          />
        )}
      </Card>
      {guardian.memo && (
        <Card title={t('field.memo')} actions={edit(t('field.memo'))}>
          <p dir="auto" className="text-start break-words whitespace-pre-line">
            {guardian.memo}
          </p>
        </Card>
      )}
    </div>
  )
}
