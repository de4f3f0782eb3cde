import { useInfiniteQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SupportAccess } from '@polyclinic/contract/support/support-accesses.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { PagedLog } from '../../../kit/lists/PagedLog.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { RulesPanel } from '../support-rules/RulesPanel.tsx'
import { AccessFacts } from './AccessFacts.tsx'
import { Answers } from './Answers.tsx'
import { accessPages } from './queries.ts'

/** Who asked to come in, is in, or was; and what is ruled out. */
export function SupportPage() {
  const { t } = useTranslation('support')
  const { slug } = useOrganization()
  const query = useInfiniteQuery(usePrefetched(accessPages(slug)))
  return (
    <SettingPage id="support">
      <div className="flex max-w-5xl flex-col gap-8">
        <RulesPanel />
        <div>
          <PagedLog
            label={t('title')}
            query={query}
            none={{ title: t('none'), text: t('noneText') }}
            renderRow={(access) => <Row key={access.id} access={access} />}
          />
        </div>
      </div>
    </SettingPage>
  )
}

const Row = ({ access }: { access: SupportAccess }) => (
  <li className="flex flex-wrap items-start justify-between gap-x-6 gap-y-3 px-4 py-3">
    <div className="min-w-0 flex-1 basis-60">
      <AccessFacts access={access} answeredBy={access.answeredBy?.name} />
    </div>
    <Answers access={access} />
  </li>
)
