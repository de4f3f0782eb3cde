import { List, PawPrint, RotateCw, Siren, UserPlus, UserRound } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { PatientHitFacts } from '../search/PatientHit.tsx'
import { PatientHitName } from '../search/PatientHit.tsx'
import type { Answer } from '../../../kit/search/answer.ts'
import { q } from '../../../kit/api/api.ts'
import type { Offered } from '../../../kit/screen/feature.ts'
import { useAddress, useGo } from '../../../kit/screen/navigation.tsx'
import { useSearch } from '../../../kit/search/search.ts'
import { useProblemText } from '../../../kit/api/problem.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Command, CommandGroup } from '../../../ui/overlays/CommandPalette.tsx'
import { paths, type PanelSearch } from '../../../paths.ts'
import { useDeskActions } from './desk-actions.tsx'
import { useMayOpenInEmergency } from '../emergency-accesses/emergency.ts'

/** How many patients are shown before "Show all". */
const few = 7

export function usePalette(typed: string): Offered {
  const { slug: organization, can } = useOrganization()
  const { answer, question, retry } = useSearch(
    typed,
    (search) =>
      q.patients.patients.list.queryOptions({ input: { params: { organization }, query: { search, limit: few } } }),
    { least: 2, isOff: !can('patients.read') },
  )
  const { found, instead } = usePatientCommands({ answer, typed: typed.trim(), question, retry })
  return {
    found: [found],
    last: [instead],
    actions: [...useActions(), ...useDeskActions()],
    isWaiting: answer.state === 'waiting',
  }
}

function useActions(): Command[] {
  const { t } = useTrade('patients')
  const { slug, can } = useOrganization()
  const go = useGo()
  const { set } = useAddress<PanelSearch>()
  const mayOpenInEmergency = useMayOpenInEmergency()
  const actions: Command[] = []
  if (can('patients.write')) {
    actions.push({
      id: 'new-patient',
      label: t('palette.newPatient'),
      icon: <UserPlus aria-hidden="true" />,
      onAction: () => go(paths.patients(slug, { new: 'patient' })),
    })
  }
  if (mayOpenInEmergency) {
    actions.push({
      id: 'emergency',
      label: t('palette.emergency'),
      keywords: t('palette.emergencyWords'),
      icon: <Siren aria-hidden="true" />,
      onAction: () => set({ emergency: '1' }),
    })
  }
  return actions
}

type Asked = {
  answer: Answer<PatientSummary>
  typed: string
  question: string
  retry: () => void
}

function usePatientCommands({ answer, typed, question, retry }: Asked) {
  const { t } = useTrade('patients')
  const problemText = useProblemText()
  const { slug, kind, can } = useOrganization()
  const go = useGo()
  const hit = useHit(question)
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

/** A patient who was found; with Ctrl, a visit is booked for them. */
function useHit(question: string) {
  const { t } = useTrade('patients')
  const { slug, can } = useOrganization()
  const go = useGo()
  return (patient: PatientSummary): Command => ({
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
}
