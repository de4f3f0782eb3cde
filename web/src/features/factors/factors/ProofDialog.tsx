import { useQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'
import { paths } from '../../../paths.ts'
import { authProblemText, useSignOut } from '../../identity/public.ts'
import { factorsQuery } from './queries.ts'
import { Proof } from './Proof.tsx'

export function ProofDialog({ onClose }: { onClose: (isProved: boolean) => void }) {
  const { t } = useTranslation('factors')
  const factors = useQuery(factorsQuery())
  return (
    <Dialog
      isOpen
      size="small"
      onClose={() => onClose(false)}
      title={t('proof.title')}
      description={t('proof.text')}
      closeLabel={t('kit:action.close')}
    >
      {factors.isPending && (
        <SkeletonRegion label={t('kit:state.loading')}>
          <Skeleton shape="block" height="6rem" />
        </SkeletonRegion>
      )}
      {factors.isError && <Banner tone="bad">{authProblemText(factors.error)}</Banner>}
      {factors.data && (
        <Proof
          methods={factors.data.confirmBy}
          onProved={() => onClose(true)}
          otherwise={<SignInAgain onLeave={() => onClose(false)} />}
        />
      )}
    </Dialog>
  )
}

/** An account that only comes in through a provider proves itself by doing so once more. */
function SignInAgain({ onLeave }: { onLeave: () => void }) {
  const { t } = useTranslation('factors')
  const signOut = useSignOut()
  const again = () => {
    onLeave()
    void signOut(paths.signIn({ next: location.pathname + location.search }))
  }
  return (
    <div className="flex flex-col items-start gap-4">
      <p>{t('proof.again')}</p>
      <Button variant="primary" onPress={again}>
        {t('proof.signInAgain')}
      </Button>
    </div>
  )
}
