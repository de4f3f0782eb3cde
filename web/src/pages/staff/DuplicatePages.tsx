import { useParams } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { DuplicatePairs, MergeRecords } from '../../features/patients/public.ts'
import { NoAccess, Page } from '../../kit/screen/Page.tsx'
import { useOrganization } from '../../kit/session/session.tsx'

export function Duplicates() {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  return <Page title={t('merge.duplicates')}>{can('patients.merge') ? <DuplicatePairs /> : <NoAccess />}</Page>
}

export function Merge() {
  const { t } = useTranslation('patients')
  const { can } = useOrganization()
  const { kept = '', merged = '' } = useParams({ strict: false })
  return (
    <Page title={t('merge.title')}>
      {can('patients.merge') ? <MergeRecords key={`${kept} ${merged}`} kept={kept} merged={merged} /> : <NoAccess />}
    </Page>
  )
}
