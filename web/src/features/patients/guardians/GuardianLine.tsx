import { Check } from 'lucide-react'
import { shownEmail } from '@polyclinic/contract/kit/reading/email.ts'
import type { GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import { Highlight } from '../search/Highlight.tsx'
import { MatchedText } from '../search/MatchedText.tsx'
import { Name } from '../search/Name.tsx'
import { NameList } from '../search/NameList.tsx'

type Props = { guardian: GuardianSummary; query?: string; isTaken?: boolean }

export function GuardianLine({ guardian, query = '', isTaken }: Props) {
  const { matched } = guardian
  const isFoundBy = matched?.text !== undefined && ['phone', 'email'].includes(matched.by)
  const reached = isFoundBy ? matched.text : (guardian.phone ?? (guardian.email && shownEmail(guardian.email)))
  return (
    <span className="flex min-w-0 flex-1 items-center gap-2">
      <span className="min-w-0 flex-1">
        <Name className="font-semibold">
          <Highlight text={guardian.name} query={query} />
        </Name>
        <span className="block truncate text-13 font-normal text-muted">
          <NameList names={guardian.patients} query={query} />
          {reached && (
            <>
              {guardian.patients.length > 0 && ' · '}
              <MatchedText text={reached} query={isFoundBy ? query : ''} />
            </>
          )}
        </span>
      </span>
      {isTaken && <Check aria-hidden="true" className="size-4 shrink-0 text-accent-ink" />}
    </span>
  )
}
