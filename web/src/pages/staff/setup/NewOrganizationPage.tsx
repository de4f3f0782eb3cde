import { useTranslation } from 'react-i18next'
import { NewOrganizationForm } from '../../../features/organizations/public.ts'
import { AppLink, useGo } from '../../../kit/screen/navigation.tsx'
import { useMe } from '../../../kit/session/session.tsx'
import { buttonLinkClass } from '../../../ui/buttons/Link.tsx'
import { paths } from '../../../paths.ts'
import { SetupFrame } from './SetupFrame.tsx'

export function NewOrganizationPage() {
  const { t } = useTranslation('staff')
  const { memberships } = useMe()
  const go = useGo()
  return (
    <SetupFrame
      step="organization"
      exit={
        memberships.length > 0 && (
          <AppLink href={paths.home()} className={buttonLinkClass('quiet')}>
            {t('setup.cancel')}
          </AppLink>
        )
      }
    >
      <NewOrganizationForm onDone={(slug) => go(paths.setup(slug), { replace: true })} />
    </SetupFrame>
  )
}
