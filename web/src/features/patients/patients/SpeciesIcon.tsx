import { Bird, Cat, Dog, Fish, PawPrint, Rabbit, Rat, Turtle, type LucideIcon } from 'lucide-react'
import type { PatientSummary } from '@polyclinic/contract/patients/patients.ts'
import type { Species } from '@polyclinic/contract/patients/species.ts'
import { cx } from '../../../ui/class-names.ts'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { useSmallPicture } from '../pictures/small-picture.ts'
import { fullName } from './naming.ts'

export const speciesIcons: Record<Species, LucideIcon> = {
  dog: Dog,
  cat: Cat,
  horse: PawPrint,
  rabbit: Rabbit,
  bird: Bird,
  rodent: Rat,
  reptile: Turtle,
  ferret: PawPrint,
  fish: Fish,
  donkey: PawPrint,
  cattle: PawPrint,
  sheep: PawPrint,
  goat: PawPrint,
  pig: PawPrint,
  poultry: Bird,
  camelid: PawPrint,
  deer: PawPrint,
  other: PawPrint,
}

type Props = {
  patient: Pick<PatientSummary, 'kind' | 'givenName' | 'familyName' | 'usedName' | 'species' | 'pictureId'> & {
    id?: string
  }
  size?: 'small' | 'medium' | 'large'
}

/** The picture; else initials for people, the species for animals: two Bellas are told apart before they are read. */
export function PatientMark({ patient, size = 'medium' }: Props) {
  const picture = useSmallPicture(patient)
  if (picture) return <Avatar name={fullName(patient)} imageUrl={picture} size={size} />
  if (patient.kind === 'human') return <Avatar name={fullName(patient)} size={size} />
  const Icon = speciesIcons[patient.species ?? 'other']
  return (
    <span
      aria-hidden="true"
      className={cx(
        'inline-flex shrink-0 items-center justify-center rounded-full bg-accent-soft text-accent-ink',
        { small: 'size-6', medium: 'size-8', large: 'size-12' }[size],
      )}
    >
      <Icon className={{ small: 'size-4', medium: 'size-4.5', large: 'size-6' }[size]} />
    </span>
  )
}
