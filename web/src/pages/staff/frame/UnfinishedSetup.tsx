import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'

/** For the owner, until an appointment can be booked: the way back into the first steps. */
export function UnfinishedSetup() {
  const { t } = useTranslation('staff')
  const { slug: organization, can } = useOrganization()
  const { clinics } = useClinic()
  const isOwner = can('organization.manage')
  const input = { params: { organization } }
  const practitioners = useQuery({ ...q.scheduling.practitioners.list.queryOptions({ input }), enabled: isOwner })
  const services = useQuery({ ...q.scheduling.services.list.queryOptions({ input }), enabled: isOwner })
  const isMissing = [clinics, practitioners.data?.items, services.data?.items].some((list) => list?.length === 0)
  if (!isOwner || !isMissing) return null
  return (
    <Banner
      tone="info"
      title={t('unfinished.title')}
      action={
        <ButtonLink size="small" variant="primary" href={paths.setup(organization)}>
          {t('unfinished.action')}
        </ButtonLink>
      }
    >
      {t('unfinished.text')}
    </Banner>
  )
}
