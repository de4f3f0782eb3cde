import { useInfiniteQuery, useMutation, useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { UserRoundCheck } from 'lucide-react'
import type { DuplicatePair } from '@polyclinic/contract/patients/duplicates/merges.ts'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { AppLink, useGo } from '../../../kit/screen/navigation.tsx'
import { TablePending } from '../../../kit/screen/Pending.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { paths } from '../../../paths.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { linkClass } from '../../../ui/buttons/Link.tsx'
import { PageHeader } from '../../../ui/layout/PageHeader.tsx'
import { EmptyState } from '../../../ui/lists/EmptyState.tsx'
import { LoadMore } from '../../../ui/lists/LoadMore.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { reasonKey } from '../duplicates/duplicate-question.ts'
import { fullName } from '../patients/naming.ts'
import { PatientLine } from '../search/PatientLine.tsx'
import { useWords } from '../words.ts'
import { duplicatePages } from './queries.ts'

/** Who is probably on file twice, two by two, the likeliest first. */
export function DuplicatePairs() {
  const { t } = useTranslation('patients')
  const words = useWords()
  const format = useFormat()
  const { slug } = useOrganization()
  const pages = useInfiniteQuery(usePrefetched(duplicatePages(slug)))
  const pairs = pages.data?.pages.flatMap(({ items }) => items)
  const total = pages.data?.pages[0]?.total ?? 0
  return (
    <div className="mx-auto flex w-full max-w-5xl flex-col gap-5 px-6 py-5 max-sm:px-4">
      <PageHeader
        title={t('merge.duplicates')}
        back={
          <AppLink href={paths.patients(slug)} className={linkClass}>
            {words('allPatients')}
          </AppLink>
        }
        status={total > 0 && <span className="text-muted tabular-nums">{format.number(total)}</span>}
        subtitle={words('merge.duplicatesText')}
      />
      <Shown pages={pages} pairs={pairs} />
      <LoadMore
        label={t('kit:action.more')}
        hasMore={pages.hasNextPage}
        isLoading={pages.isFetchingNextPage}
        onLoadMore={() => void pages.fetchNextPage()}
      />
    </div>
  )
}

type ShownProps = { pages: { error: unknown; refetch: () => unknown }; pairs: DuplicatePair[] | undefined }

function Shown({ pages, pairs }: ShownProps) {
  const { t } = useTranslation('patients')
  const words = useWords()
  if (pairs?.length)
    return (
      <ul className="flex flex-col gap-4">
        {pairs.map((pair) => (
          <Pair key={pair.id} pair={pair} />
        ))}
      </ul>
    )
  if (pairs)
    return (
      <EmptyState
        icon={<UserRoundCheck aria-hidden="true" />}
        title={t('merge.noDuplicates')}
        text={words('merge.noDuplicatesText')}
      />
    )
  if (!pages.error) return <TablePending />
  return (
    <Banner
      tone="bad"
      action={
        <Button size="small" onPress={() => void pages.refetch()}>
          {t('kit:action.retry')}
        </Button>
      }
    >
      {problemText(pages.error)}
    </Banner>
  )
}

function Pair({ pair: { id, patients, reasons } }: { pair: DuplicatePair }) {
  const { t } = useTranslation('patients')
  const [one, other] = patients
  const words = useWords(one.kind)
  const { slug: organization } = useOrganization()
  const go = useGo()
  const dismiss = useDismissal(organization, id)
  const names = { one: fullName(one), other: fullName(other) }
  return (
    <li className="rounded-lg border border-line bg-surface">
      <div className="grid sm:grid-cols-2 sm:divide-x sm:divide-line rtl:sm:divide-x-reverse">
        {patients.map((patient) => (
          <AppLink
            key={patient.id}
            href={paths.patient(organization, patient.id)}
            className="flex min-w-0 items-center px-4 py-3 hover:bg-hover"
          >
            <PatientLine patient={patient} />
          </AppLink>
        ))}
      </div>
      <div className="flex flex-wrap items-center gap-3 border-t border-line px-4 py-2.5">
        <span className="min-w-0 flex-1 basis-48 text-13 font-medium text-warn-ink">
          {factLine(reasons.map((reason) => words(reasonKey(reason, one.birthDate, other.birthDate))))}
        </span>
        <Button
          size="small"
          aria-label={t('merge.dismissNamed', names)}
          isPending={dismiss.isPending}
          writes
          onPress={() => dismiss.mutate()}
        >
          {t('merge.dismiss')}
        </Button>
        <Button
          size="small"
          variant="primary"
          aria-label={t('merge.compareNamed', names)}
          onPress={() => go(paths.merge(organization, one.id, other.id))}
        >
          {t('merge.compare')}
        </Button>
      </div>
    </li>
  )
}

function useDismissal(organization: string, id: string) {
  const client = useQueryClient()
  const once = useIntent()
  return useMutation({
    mutationFn: () => once(api.patients.duplicatePairs.dismiss, { params: { organization, id } }),
    onSuccess: () => client.invalidateQueries({ queryKey: duplicatePages(organization).queryKey }),
    onError: (error) => toast.problem(error),
  })
}
