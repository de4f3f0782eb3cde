import { useTranslation } from 'react-i18next'
import { paths } from '../../paths.ts'
import { Banner } from '../../ui/signs/Banner.tsx'
import { ButtonLink } from '../../ui/buttons/Link.tsx'
import { problemOf } from '../api/problem.ts'
import { useOrganization } from '../session/session.tsx'

export function ProblemBanner({ form }: { form: { problem: unknown; problemText?: string } }) {
  if (!form.problemText) return null
  const isLimit = problemOf(form.problem).code === 'plan-limit'
  return (
    <Banner tone="bad" isAnnounced action={isLimit && <PlanLink />}>
      {form.problemText}
    </Banner>
  )
}

function PlanLink() {
  const { t } = useTranslation('kit')
  const { slug, can } = useOrganization()
  if (!can('organization.manage')) return null
  return (
    <ButtonLink size="small" href={paths.settings.plan(slug)}>
      {t('action.seePlan')}
    </ButtonLink>
  )
}
