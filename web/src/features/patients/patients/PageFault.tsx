import { useTranslation } from 'react-i18next'
import { SearchX, ServerCrash } from 'lucide-react'
import { problemOf, problemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { ButtonLink } from '../../../ui/buttons/Link.tsx'
import { useWords } from '../words.ts'
import { EmergencyButton } from '../emergency-accesses/EmergencyButton.tsx'

export function PageFault({ error, onRetry }: { error: unknown; onRetry: () => void }) {
  const { t } = useTranslation('patients')
  const words = useWords()
  const { slug } = useOrganization()
  const isMissing = problemOf(error).code === 'not-found'
  return (
    <div className="flex flex-1 items-center justify-center p-4">
      <h1 className="sr-only">{words('patients')}</h1>
      <EmptyState
        icon={isMissing ? <SearchX aria-hidden="true" /> : <ServerCrash aria-hidden="true" />}
        title={isMissing ? words('missing') : t('kit:error.title')}
        text={problemText(error)}
        action={
          isMissing ? (
            <>
              <EmergencyButton />
              <ButtonLink href={paths.patients(slug)}>{words('allPatients')}</ButtonLink>
            </>
          ) : (
            <Button onPress={onRetry}>{t('kit:action.retry')}</Button>
          )
        }
      />
    </div>
  )
}
