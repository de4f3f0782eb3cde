import { useEffect, useState } from 'react'
import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding, LogCheck as Step } from '@polyclinic/contract/audit/log.ts'
import { logChains } from '@polyclinic/contract/audit/log-words.ts'
import { api } from '../../../kit/api/api.ts'
import { problemText } from '../../../kit/api/problem.ts'
import { CopyButton } from '../../../kit/notices/CopyButton.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFormat } from '../../../kit/texts/format.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { ProgressBar } from '../../../ui/signs/ProgressBar.tsx'

/** Compares the log with its chain, and says in words what was found. */
export function LogCheck() {
  const { t } = useTranslation('audit')
  const [isOpen, setOpen] = useState(false)
  return (
    <>
      <Button icon={<ShieldCheck aria-hidden="true" className="size-4" />} onPress={() => setOpen(true)}>
        {t('check.button')}
      </Button>
      {isOpen && <CheckDialog onClose={() => setOpen(false)} />}
    </>
  )
}

type Chain = Step['chain']

interface Compared {
  batches: number
  events: number
  total: number
  findings: (Finding & { chain: Chain })[]
  broughtBack: Partial<Record<Chain, number[]>>
  loose: number
  heads: Partial<Record<Chain, string>>
  isOver: boolean
}

const nothing: Compared = {
  batches: 0,
  events: 0,
  total: 0,
  findings: [],
  broughtBack: {},
  loose: 0,
  heads: {},
  isOver: false,
}

const withStep = (before: Compared, step: Step): Compared => ({
  batches: before.batches + step.batches,
  events: before.events + step.events,
  total: step.total,
  findings: [...before.findings, ...step.findings.map((finding) => ({ ...finding, chain: step.chain }))],
  broughtBack: {
    ...before.broughtBack,
    [step.chain]: [...(before.broughtBack[step.chain] ?? []), ...step.broughtBack],
  },
  loose: before.loose + (step.loose ?? 0),
  heads: { ...before.heads, ...(step.head && { [step.chain]: step.head }) },
  isOver: !step.cursor,
})

/** Step by step, so that no transaction lasts; closing the dialog ends it. */
function useCheck(organization: string) {
  const [compared, setCompared] = useState(nothing)
  const [error, setError] = useState<unknown>()
  const [attempt, setAttempt] = useState(0)
  useEffect(() => {
    let isOver = false
    async function compare() {
      let sum = nothing
      let cursor: string | undefined
      do {
        const step: Step = await api.audit.log.check({ params: { organization }, query: { cursor } })
        if (isOver) return
        sum = withStep(sum, step)
        setCompared(sum)
        cursor = step.cursor
      } while (cursor)
    }
    compare().catch((problem: unknown) => {
      if (!isOver) setError(problem)
    })
    return () => {
      isOver = true
    }
  }, [organization, attempt])
  const again = () => {
    setCompared(nothing)
    setError(undefined)
    setAttempt(attempt + 1)
  }
  return { compared, error, again }
}

function CheckDialog({ onClose }: { onClose: () => void }) {
  const { t } = useTranslation('audit')
  const { slug } = useOrganization()
  const { compared, error, again } = useCheck(slug)
  const { batches, total, isOver } = compared
  return (
    <Dialog
      isOpen
      onClose={onClose}
      title={t('check.title')}
      description={t('check.text')}
      closeLabel={t('kit:action.close')}
    >
      <div className="flex flex-col gap-4 pb-2">
        {error !== undefined && (
          <Banner
            tone="bad"
            title={t('kit:error.title')}
            isAnnounced
            action={<Button onPress={again}>{t('kit:action.retry')}</Button>}
          >
            {problemText(error)}
          </Banner>
        )}
        {error === undefined && !isOver && (
          <ProgressBar label={t('check.running')} share={total > 0 ? batches / total : undefined} />
        )}
        {isOver && <Outcome compared={compared} />}
      </div>
    </Dialog>
  )
}

/** More of them say nothing more. */
const maxShown = 50

function Outcome({ compared: { batches, events, findings, broughtBack, loose, heads } }: { compared: Compared }) {
  const { t } = useTranslation('audit')
  const { number } = useFormat()
  const isWhole = findings.length === 0
  return (
    <>
      <Banner tone={isWhole ? 'good' : 'bad'} isAnnounced title={t(isWhole ? 'check.whole' : 'check.touched')}>
        {t('check.compared', {
          count: events,
          shown: number(events),
          batches: t('check.batches', { count: batches, shown: number(batches) }),
        })}
      </Banner>
      {!isWhole && (
        <ul className="flex list-disc flex-col gap-1 ps-5 break-words">
          {findings.slice(0, maxShown).map((finding) => (
            <li key={JSON.stringify(finding)}>
              {t(`source.${finding.chain}`)}: {t(`finding.${finding.kind}`, { ...finding })}
            </li>
          ))}
          {findings.length > maxShown && (
            <li>{t('check.more', { count: findings.length - maxShown, shown: number(findings.length - maxShown) })}</li>
          )}
        </ul>
      )}
      {logChains.map((chain) => (
        <BroughtBack key={chain} chain={chain} batches={broughtBack[chain] ?? []} />
      ))}
      {loose > 0 && <p className="text-muted">{t('check.loose', { count: loose, shown: number(loose) })}</p>}
      <Heads heads={heads} />
    </>
  )
}

function BroughtBack({ chain, batches }: { chain: Chain; batches: number[] }) {
  const { t } = useTranslation('audit')
  const { number, list } = useFormat()
  if (batches.length === 0) return null
  return (
    <p>
      {t(`source.${chain}`)}: {t('check.broughtBack', { batches: list(batches.map((batch) => number(batch))) })}
    </p>
  )
}

function Heads({ heads }: Pick<Compared, 'heads'>) {
  const { t } = useTranslation('audit')
  const known = logChains.flatMap((chain) => (heads[chain] ? [{ chain, head: heads[chain] }] : []))
  if (known.length === 0) return null
  return (
    <div className="rounded-lg bg-sunken px-4 py-3">
      <p className="mb-2">{t('check.head')}</p>
      <dl className="flex flex-col gap-3">
        {known.map(({ chain, head }) => (
          <div key={chain}>
            <dt className="text-13 text-muted">{t(`source.${chain}`)}</dt>
            <dd className="flex flex-wrap items-center gap-3">
              <code dir="ltr" className="min-w-0 flex-1 text-13 break-all">
                {head}
              </code>
              <CopyButton text={head} />
            </dd>
          </div>
        ))}
      </dl>
    </div>
  )
}
