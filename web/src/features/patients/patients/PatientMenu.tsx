import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Archive, ArchiveRestore, EllipsisVertical, Merge, Pencil, Scale } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { IconButton } from '../../../ui/buttons/IconButton.tsx'
import { Menu, MenuItem } from '../../../ui/overlays/Menu.tsx'
import { PrintItems } from '../identity/PrintItems.tsx'
import { useWords } from '../words.ts'
import { useArchive } from './use-archive.ts'
import { useRefusal } from './use-refusal.ts'

const MergeDialog = lazy(() => import('../merges/MergeDialog.tsx').then((module) => ({ default: module.MergeDialog })))

type Props = { patient: Patient; onEdit: () => void }

/** What can be done to a record: changed, archived, merged with another one. */
export function PatientMenu({ patient, onEdit }: Props) {
  const { t } = useTranslation('patients')
  const refusal = useRefusal(patient)
  const [isMerging, setMerging] = useState(false)
  return (
    <>
      <Button
        icon={<Pencil aria-hidden="true" className="size-4" />}
        disabledReason={refusal('update')}
        onPress={onEdit}
        className="max-sm:hidden"
      >
        {t('kit:action.edit')}
      </Button>
      <More patient={patient} onEdit={onEdit} onMerge={() => setMerging(true)} />
      {isMerging && (
        <Suspense>
          <MergeDialog patient={patient} onClose={() => setMerging(false)} />
        </Suspense>
      )}
    </>
  )
}

function More({ patient, onEdit, onMerge }: Props & { onMerge: () => void }) {
  const { t } = useTranslation('patients')
  const words = useWords(patient.kind)
  const archive = useArchive()
  const refusal = useRefusal(patient)
  const { can } = useOrganization()
  const isArchived = patient.archivedAt !== undefined
  const Sign = isArchived ? ArchiveRestore : Archive
  return (
    <Menu
      label={words('patientMenu')}
      placement="bottom end"
      trigger={
        <IconButton
          label={t('kit:action.more')}
          variant="secondary"
          isPending={archive.isPending}
          icon={<EllipsisVertical aria-hidden="true" className="size-4" />}
        />
      }
    >
      <MenuItem
        writes
        label={t('kit:action.edit')}
        icon={<Pencil aria-hidden="true" />}
        disabledReason={refusal('update')}
        onAction={onEdit}
      />
      <PrintItems patient={patient} />
      <MenuItem
        writes
        label={words(isArchived ? 'restore' : 'archive')}
        description={words(isArchived ? 'restoreHint' : 'archiveHint')}
        icon={<Sign aria-hidden="true" />}
        disabledReason={refusal('archive')}
        onAction={() => archive.mutate({ patient, archived: !isArchived })}
      />
      <RightsItem id={patient.id} />
      {can('patients.merge') && (
        <MenuItem
          writes
          label={words('merge.with')}
          description={words('merge.withText')}
          icon={<Merge aria-hidden="true" />}
          onAction={onMerge}
        />
      )}
    </Menu>
  )
}

function RightsItem({ id }: { id: string }) {
  const { t } = useTranslation('patients')
  const { slug } = useOrganization()
  const go = useGo()
  return (
    <MenuItem
      label={t('rights')}
      description={t('rightsText')}
      icon={<Scale aria-hidden="true" />}
      onAction={() => go(paths.patientRights(slug, id))}
    />
  )
}
