import type { ReactNode } from 'react'
import { useTranslation } from 'react-i18next'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { Skeleton, SkeletonRegion } from '../../../ui/signs/Skeleton.tsx'

type Props = {
  label: string
  onSubmit: () => void
  isSubmitting: boolean
  problemText?: string
  actionLabel?: string
  onSkip?: () => void
  children: ReactNode
}

export function StepForm({ label, onSubmit, isSubmitting, problemText, actionLabel, onSkip, children }: Props) {
  const { t } = useTranslation('staff')
  return (
    <Form label={label} onSubmit={onSubmit} isWhole>
      {problemText && (
        <Banner tone="bad" isAnnounced>
          {problemText}
        </Banner>
      )}
      {children}
      <FormActions>
        {onSkip && (
          <Button variant="quiet" onPress={onSkip}>
            {t('setup.skip')}
          </Button>
        )}
        <Button type="submit" variant="primary" isPending={isSubmitting}>
          {actionLabel ?? t('setup.next')}
        </Button>
      </FormActions>
    </Form>
  )
}

/** In the place of a step's fields until they are known. */
export function StepSkeleton() {
  const { t } = useTranslation()
  return (
    <SkeletonRegion label={t('kit:state.loading')}>
      <Skeleton shape="row" lines={4} />
    </SkeletonRegion>
  )
}
