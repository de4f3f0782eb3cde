import { useQueries } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../kit/api.ts'
import { useClinic, useOrganization } from '../../kit/session.tsx'
import { Banner } from '../../ui/Banner.tsx'
import { ButtonLink } from '../../ui/Link.tsx'
import { paths } from '../../paths.ts'

/** For the owner, until a visit can be booked: the way back into the first steps. */
export function UnfinishedSetup() {
  const { t } = useTranslation('staff')
  const { slug: organization, can } = useOrganization()
  const { clinics } = useClinic()
  const isOwner = can('organization.manage')
  const input = { params: { organization } }
  const lists = useQueries({
    queries: [
      { ...q.practitioners.list.queryOptions({ input }), enabled: isOwner },
      { ...q.services.list.queryOptions({ input }), enabled: isOwner },
    ],
  })
  const isMissing = clinics.length === 0 || lists.some(({ data }) => data?.items.length === 0)
  if (!isOwner || !isMissing) return null
  return (
    <Banner
      tone="info"
      className="m-6 mb-0 max-sm:m-4 max-sm:mb-0"
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
