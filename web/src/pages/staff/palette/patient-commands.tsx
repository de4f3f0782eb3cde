import { List, PawPrint, RotateCw, UserPlus, UserRound } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { PatientHitFacts, PatientHitName } from '../../../features/patients/public.ts'
import type { Answer } from '../../../kit/search/answer.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Command, CommandGroup } from '../../../ui/overlays/CommandPalette.tsx'
import { paths } from '../../../paths.ts'

type Asked = {
  answer: Answer<PatientSummary>
  typed: string
  question: string
  retry: () => void
}

/** Who was found for what was typed, and what can be done where that is not enough. */
export function usePatientCommands({ answer, typed, question, retry }: Asked) {
  const { t } = useTrade('staff')
  const problemText = useProblemText()
  const { slug, kind, can } = useOrganization()
  const go = useGo()
  const hit = (patient: PatientSummary): Command => ({
    id: patient.id,
    label: [patient.givenName, patient.familyName].filter(Boolean).join(' '),
    shown: <PatientHitName patient={patient} query={question} />,
    description: <PatientHitFacts patient={patient} query={question} />,
    icon: patient.kind === 'animal' ? <PawPrint aria-hidden="true" /> : <UserRound aria-hidden="true" />,
    onAction: () => go(paths.patient(slug, patient.id)),
    second: can('appointments.write')
      ? { label: t('palette.bookFor'), onAction: () => go(paths.calendar(slug, { book: '1', patient: patient.id })) }
      : undefined,
  })
  const commands: Command[] = []
  const offers: Command[] = []
  if (answer.state === 'answered') {
    commands.push(...answer.items.map(hit))
    if (answer.hasMore) {
      commands.push({
        id: 'show-all',
        label: answer.total === undefined ? t('palette.showAll') : t('palette.showAllOf', { count: answer.total }),
        icon: <List aria-hidden="true" />,
        isOffer: true,
        onAction: () => go(paths.patients(slug, { search: typed })),
      })
    }
    if (can('patients.write')) {
      offers.push({
        id: 'add-new',
        label: t('palette.addNamed', { name: typed, ...(kind === 'veterinary' && { context: 'animal' }) }),
        icon: <UserPlus aria-hidden="true" />,
        isOffer: true,
        onAction: () => go(paths.patients(slug, { new: 'patient', name: typed })),
      })
    }
  }
  if (answer.state === 'failed') {
    commands.push({
      id: 'retry',
      label: t('kit:action.retry'),
      description: `${t('kit:search.failed')} ${problemText(answer.error)}`,
      icon: <RotateCw aria-hidden="true" />,
      isOffer: true,
      staysOpen: true,
      onAction: retry,
    })
  }
  const found: CommandGroup = { id: 'patients', label: t('palette.patients'), commands, isAnswer: true }
  const instead: CommandGroup = { id: 'instead', label: t('palette.instead'), commands: offers, isAnswer: true }
  return { found, instead }
}
