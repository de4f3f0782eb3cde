import { lazy, Suspense, useState } from 'react'
import { useTranslation } from 'react-i18next'
import { Button as AriaButton } from 'react-aria-components'
import { Camera } from 'lucide-react'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Avatar } from '../../../ui/signs/Avatar.tsx'
import { fullName } from '../patients/naming.ts'
import { PatientMark } from '../patients/SpeciesIcon.tsx'
import { pictureUrl } from './small-picture.ts'

const PictureDialog = lazy(() => import('./PictureDialog.tsx').then((module) => ({ default: module.PictureDialog })))

/** The picture at the head of a page, for whoever may change it also the way to another one. */
export function BannerPicture({ patient }: { patient: Patient }) {
  const { t } = useTranslation('patients')
  const { slug, can, isOn } = useOrganization()
  const [isOpen, setOpen] = useState(false)
  const url = pictureUrl(slug, patient)
  const mark = url ? (
    <Avatar name={fullName(patient)} imageUrl={url} size="large" />
  ) : (
    <PatientMark patient={patient} size="large" />
  )
  // what is there can be removed, and nothing be set, where pictures are off
  const isKept = !url && !isOn('patient-pictures')
  if (isKept || !can('patients.write') || !patient.abilities.update.allowed) return mark
  return (
    <>
      <AriaButton
        aria-label={t(url ? 'picture.change' : 'picture.add')}
        onPress={() => setOpen(true)}
        className="group relative flex rounded-full"
      >
        {mark}
        <span
          data-print="hide"
          className="absolute inset-0 flex items-center justify-center rounded-full bg-backdrop text-white opacity-0 group-data-focus-visible:opacity-100 group-data-hovered:opacity-100"
        >
          <Camera aria-hidden="true" className="size-5" />
        </span>
      </AriaButton>
      {isOpen && (
        <Suspense>
          <PictureDialog patient={patient} onClose={() => setOpen(false)} />
        </Suspense>
      )}
    </>
  )
}
