import { useTranslation } from 'react-i18next'
import { SecondFactorPanel } from '../../features/factors/public.ts'
import { AppLink, useAddress } from '../../kit/screen/navigation.tsx'
import { linkClass } from '../../ui/buttons/Link.tsx'
import { paths } from '../../paths.ts'
import { VisitorFrame } from './VisitorFrame.tsx'

export function SecondFactorPage() {
  const { t } = useTranslation('factors')
  const { search } = useAddress<{ next: string }>()
  return (
    <VisitorFrame
      title={t('secondFactor.title')}
      footer={
        <AppLink className={linkClass} href={paths.signIn({ next: search.next })}>
          {t('signIn.back')}
        </AppLink>
      }
    >
      <SecondFactorPanel />
    </VisitorFrame>
  )
}
