import type { ReactNode } from 'react'
import { ArrowLeft } from 'lucide-react'
import { useTranslation } from 'react-i18next'
import { AccountSwitch, LanguageSwitch } from '../../../features/identity/public.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { tradeContext } from '../../../kit/session/trade-kind.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Stepper } from '../../../ui/layout/Stepper.tsx'

export const setupSteps = ['organization', 'clinic', 'hours', 'colleague', 'service', 'patient', 'visit'] as const

export type SetupStep = (typeof setupSteps)[number]

type Props = {
  step: SetupStep
  /** How far one has come; the step itself unless told. */
  reached?: SetupStep
  onStep?: (step: SetupStep) => void
  exit?: ReactNode
  children: ReactNode
}

export function SetupFrame({ step, reached = step, onStep, exit, children }: Props) {
  const { t } = useTranslation('staff')
  const { number } = useFormat()
  const position = setupSteps.indexOf(step) + 1
  const before = position > 2 ? setupSteps[position - 2] : undefined
  return (
    <div className="min-h-dvh bg-canvas">
      <title>{`${t(`setup.title.${step}`)} · Polyclinic`}</title>
      <SetupHeader exit={exit} />
      <div className="mx-auto max-w-3xl px-6 pt-8 max-sm:hidden">
        <Stepper
          label={t('setup.label')}
          doneLabel={t('setup.done')}
          currentId={step}
          steps={setupSteps.map((id, index) => ({
            id,
            label: t(`setup.step.${id}`, tradeContext()),
            // The organization is there since the first answer; its own page changes it.
            onPress:
              onStep && id !== 'organization' && index <= setupSteps.indexOf(reached) ? () => onStep(id) : undefined,
          }))}
        />
      </div>
      <main className="mx-auto max-w-xl px-6 pt-10 pb-24 max-sm:px-4 max-sm:pt-6">
        {onStep && before && (
          <div className="-ms-2 mb-2 flex">
            <Button
              variant="quiet"
              size="small"
              icon={<ArrowLeft aria-hidden="true" className="size-4 rtl:-scale-x-100" />}
              onPress={() => onStep(before)}
            >
              {t('kit:action.back')}
            </Button>
          </div>
        )}
        <p className="mb-1 text-13 text-muted sm:hidden">
          {t('setup.position', { step: number(position), of: number(setupSteps.length) })}
        </p>
        <h1 className="text-28 font-semibold max-sm:text-20 ltr:tracking-tight">{t(`setup.title.${step}`)}</h1>
        <p className="mt-1 mb-8 text-muted">{t(`setup.text.${step}`)}</p>
        {children}
      </main>
    </div>
  )
}

function SetupHeader({ exit }: { exit: ReactNode }) {
  return (
    <header className="flex h-14 items-center gap-1 border-b border-line bg-surface px-4 max-sm:pe-1">
      <span className="me-auto flex items-center gap-2.5 text-16 font-semibold ltr:tracking-tight">
        <span
          aria-hidden="true"
          className="flex size-7 items-center justify-center rounded-lg bg-accent text-on-accent"
        >
          P
        </span>
        <span className="max-sm:sr-only">Polyclinic</span>
      </span>
      {exit}
      <LanguageSwitch />
      <AccountSwitch />
    </header>
  )
}
