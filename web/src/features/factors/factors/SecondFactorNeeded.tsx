import { useQuery } from '@tanstack/react-query'
import { useRouter } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { useMe } from '../../../kit/session/session.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { paths } from '../../../paths.ts'
import { factorsQuery, useRefreshFactors } from './queries.ts'
import { Proof } from './Proof.tsx'

/** An organization's rule keeps its door shut until a second factor was shown: shown here, or set up first. */
export function SecondFactorNeeded() {
  const { t } = useTranslation('factors')
  const { account, memberships } = useMe()
  const factors = useQuery(factorsQuery())
  const refresh = useRefreshFactors()
  const router = useRouter()
  const goOn = async () => {
    await refresh()
    await router.invalidate()
  }
  // A password alone is the first factor once more.
  const methods = factors.data?.confirmBy.filter((method) => method !== 'password') ?? []
  return (
    <div className="flex flex-col gap-4">
      <p>{t(account.hasSecondFactor ? 'needed.showText' : 'needed.setUpText')}</p>
      {account.hasSecondFactor && factors.isPending ? (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="block" height="6rem" />
        </SkeletonRegion>
      ) : (
        <Proof
          methods={methods}
          onProved={() => void goOn()}
          otherwise={
            <ButtonLink variant="primary" href={paths.account.security()}>
              {t('needed.setUp')}
            </ButtonLink>
          }
        />
      )}
      {memberships.length > 1 && (
        <ButtonLink variant="quiet" href={paths.home()}>
          {t('needed.other')}
        </ButtonLink>
      )}
    </div>
  )
}
