import type { ReactNode } from 'react'
import type { DuplicateCheck, DuplicateReason } from '@polyclinic/contract/patients/duplicates/duplicate-checks.ts'
import type { GuardianSummary } from '@polyclinic/contract/patients/guardians.ts'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import { factLine } from '../../../kit/texts/fact-line.ts'
import { useGo } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { paths } from '../../../paths.ts'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { useWords, type PatientKind, type Words } from '../words.ts'
import { reasonKey } from './duplicate-question.ts'
import { GuardianLine } from '../guardians/GuardianLine.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientLine } from '../search/PatientLine.tsx'
import type { PatientValues } from '../patient-form/patient-values.ts'

type PatientProps = {
  values: Pick<PatientValues, 'kind' | 'birthDate'>
  found: DuplicateCheck['patients'][number] | undefined
  /** Takes the one on file instead, where a form waits for somebody. */
  onUse?: (patient: PatientSummary) => void
  /** Opens the one on file; without it, on a page of its own. */
  onOpen?: (id: string) => void
}

export function LikePatients({ values, found, onUse, onOpen }: PatientProps) {
  const words = useWords(values.kind)
  const { slug } = useOrganization()
  const go = useGo()
  const open = onOpen ?? ((id: string) => go(paths.patient(slug, id)))
  return (
    <Warning words={words}>
      {found?.items.map(({ patient, reasons }) => (
        <Item
          key={patient.id}
          words={words}
          name={fullName(patient)}
          reasons={reasons.map((reason) => reasonKey(reason, values.birthDate, patient.birthDate))}
          // Who is archived is brought back first.
          onUse={onUse && !patient.archivedAt ? () => onUse(patient) : undefined}
          onOpen={() => open(patient.id)}
        >
          <PatientLine patient={patient} />
        </Item>
      ))}
    </Warning>
  )
}

type GuardianProps = {
  kind?: PatientKind
  found: DuplicateCheck['guardian']
  onUse?: (guardian: GuardianSummary) => void
}

export function LikeGuardians({ kind, found, onUse }: GuardianProps) {
  const words = useWords(kind)
  const { slug } = useOrganization()
  const go = useGo()
  return (
    <Warning words={words}>
      {found.items.map(({ guardian, reasons }) => (
        <Item
          key={guardian.id}
          words={words}
          name={guardian.name}
          reasons={reasons.map((reason: DuplicateReason) => `duplicate.reason.${reason}`)}
          onUse={onUse && (() => onUse(guardian))}
          onOpen={() => go(paths.guardian(slug, guardian.id))}
        >
          <GuardianLine guardian={guardian} />
        </Item>
      ))}
    </Warning>
  )
}

function Warning({ words, children }: { words: Words; children: ReactNode[] | undefined }) {
  if (!children?.length) return null
  return (
    <Banner tone="warn" isAnnounced title={words('duplicate.title')}>
      <ul className="mt-2 flex flex-col gap-2">{children}</ul>
    </Banner>
  )
}

type ItemProps = {
  words: Words
  name: string
  reasons: readonly string[]
  onUse?: () => void
  onOpen: () => void
  children: ReactNode
}

function Item({ words, name, reasons, onUse, onOpen, children }: ItemProps) {
  const act = onUse ? 'use' : 'open'
  return (
    <li className="flex flex-wrap items-center gap-x-3 gap-y-2 rounded-lg bg-surface py-2 ps-3 pe-2">
      <span className="flex min-w-0 flex-1 basis-48 flex-col gap-0.5">
        {children}
        <span className="text-13 font-medium text-warn-ink">{factLine(reasons.map((key) => words(key)))}</span>
      </span>
      <Button size="small" aria-label={words(`duplicate.${act}Named`, { name })} onPress={onUse ?? onOpen}>
        {words(`duplicate.${act}`)}
      </Button>
    </li>
  )
}
