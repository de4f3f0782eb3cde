import { useEffect, useEffectEvent, useRef } from 'react'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { useFormState } from '../../../kit/fields/forms.ts'
import type { BookingRequest } from './BookAppointmentPanel.tsx'
import { anyone, automatic, startValues, type BookingValues } from './booking-values.ts'
import { wallTimeOf } from '../times/time-scale.ts'
import { instantOf } from './slots.ts'

type BookingForm = ReturnType<typeof useFormState<BookingValues>>

/**
 * Another press on free time moves what is being booked and leaves the rest as it was filled in; another clinic keeps day
 * and hour, and whoever may not be there is open again.
 */
export function useRequestFollowed({ setValues }: BookingForm, requested: BookingRequest, clinic: Clinic) {
  const { at, on, practitionerId, roomId } = requested
  const followed = useRef({ place: `${at} ${on} ${practitionerId} ${roomId}`, clinic })
  const follow = useEffectEvent(() => {
    const place = `${at} ${on} ${practitionerId} ${roomId}`
    const before = followed.current
    followed.current = { place, clinic }
    if (before.place !== place) {
      const next = startValues(requested, clinic)
      setValues((values) => ({
        ...values,
        date: next.date,
        start: next.start,
        unread: {},
        practitionerId: next.practitionerId,
        roomId: next.roomId,
      }))
    } else if (before.clinic.id !== clinic.id) {
      setValues((values) => ({
        ...values,
        practitionerId: anyone,
        roomId: automatic,
        start:
          values.start === null
            ? null
            : instantOf(values.date, wallTimeOf(values.start, before.clinic.timeZone), clinic.timeZone),
      }))
    }
  })
  useEffect(() => follow(), [at, on, practitionerId, roomId, clinic.id])
}
