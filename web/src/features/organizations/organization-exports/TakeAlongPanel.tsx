import { useTranslation } from 'react-i18next'
import { api } from '../../../kit/api/api.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { WorkPart } from '../../works/public.ts'

/** Everything that the organization holds, made by long work: it goes on when the page is left, and is found here again. */
export function TakeAlongPanel() {
  const { t } = useTranslation('organizations')
  const { slug } = useOrganization()
  return (
    <Section title={t('takeAlong.title')} description={t('takeAlong.text')}>
      <WorkPart
        kind="organizations.export"
        organization={slug}
        ask={() => api.organizations.organizationExports.create({ params: { organization: slug }, body: {} })}
        startLabel={t('takeAlong.start')}
      />
    </Section>
  )
}
