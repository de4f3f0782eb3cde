import { useEffect, useState } from 'react'
import { ShieldCheck } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import type { Finding, LogCheck as Step } from '@polyclinic/contract/audit/log.ts'
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

interface Compared {
  batches: number
  events: number
  total: number
  findings: Finding[]
  broughtBack: number[]
  end?: Pick<Step, 'loose' | 'head'>
}

const nothing: Compared = { batches: 0, events: 0, total: 0, findings: [], broughtBack: [] }

const withStep = (before: Compared, step: Step): Compared => ({
  batches: before.batches + step.batches,
  events: before.events + step.events,
  total: step.total,
  findings: [...before.findings, ...step.findings],
  broughtBack: [...before.broughtBack, ...step.broughtBack],
  end: step.cursor ? undefined : { loose: step.loose, head: step.head },
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
  const { batches, total, end } = compared
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
        {error === undefined && !end && (
          <ProgressBar label={t('check.running')} share={total > 0 ? batches / total : undefined} />
        )}
        {end && <Outcome compared={compared} />}
      </div>
    </Dialog>
  )
}

/** More of them say nothing more. */
const maxShown = 50

function Outcome({ compared: { batches, events, findings, broughtBack, end } }: { compared: Compared }) {
  const { t } = useTranslation('audit')
  const { number, list } = useFormat()
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
            <li key={JSON.stringify(finding)}>{t(`finding.${finding.kind}`, { ...finding })}</li>
          ))}
          {findings.length > maxShown && (
            <li>{t('check.more', { count: findings.length - maxShown, shown: number(findings.length - maxShown) })}</li>
          )}
        </ul>
      )}
      {broughtBack.length > 0 && (
        <p>{t('check.broughtBack', { batches: list(broughtBack.map((batch) => number(batch))) })}</p>
      )}
      {Boolean(end?.loose) && (
        <p className="text-muted">{t('check.loose', { count: end?.loose ?? 0, shown: number(end?.loose ?? 0) })}</p>
      )}
      {end?.head && (
        <div className="rounded-lg bg-sunken px-4 py-3">
          <p className="mb-2">{t('check.head')}</p>
          <p className="flex flex-wrap items-center gap-3">
            <code dir="ltr" className="min-w-0 flex-1 text-13 break-all">
              {end.head}
            </code>
            <CopyButton text={end.head} />
          </p>
        </div>
      )}
    </>
  )
}
