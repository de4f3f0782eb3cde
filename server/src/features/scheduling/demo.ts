import { accountId } from '../../demo/accounts.ts'
import { writeAppointments } from '../../demo/actions.ts'
import type { FillDemo, Filling } from '../../demo/filling.ts'
import { drawPortrait } from '../../demo/portraits.ts'
import { demoSchedule } from '../../demo/schedule.ts'
import { files, pictures } from '../files/public.ts'
import { practitionerPicture } from './practitioner-pictures/queries.ts'
import { addPractitioner, setHours } from './practitioners/actions.ts'
import { addRoom } from './rooms/actions.ts'
import { addService } from './services/actions.ts'

export const fillDemo: FillDemo = async (filling) => {
  await addRoomsAndPractitioners(filling)
  await addServices(filling)
  const { tx, organization, patientIds, now, id } = filling
  const elsewhere = new Map([[id('patient', 'walter'), 'harbour']])
  await writeAppointments(tx, demoSchedule(organization, patientIds, now, elsewhere))
}

async function addRoomsAndPractitioners({ tx, blobs, organization, id }: Filling) {
  for (const { key, name, clinic, capacity } of organization.rooms)
    await addRoom(tx, { name, clinicId: id('clinic', clinic), capacity }, undefined, id('room', key))
  for (const { key, name, profession, hue, account, works, looks } of organization.practitioners) {
    const clinicIds = [...new Set(works.map(({ clinic }) => id('clinic', clinic)))]
    const practitionerId = id('practitioner', key)
    await addPractitioner(
      tx,
      { displayName: name, profession, hue, clinicIds, ...(account && { accountId: accountId(account) }) },
      undefined,
      practitionerId,
    )
    const hours = works.flatMap(({ clinic, weekdays, from, to, until, again }) =>
      weekdays.flatMap((weekday) => [
        { clinicId: id('clinic', clinic), weekday, from, to },
        ...(until && again ? [{ clinicId: id('clinic', clinic), weekday, from: until, to: again }] : []),
      ]),
    )
    await setHours(tx, { id: practitionerId }, hours)
    if (!looks) continue
    const portrait = {
      name: 'portrait.webp',
      purpose: 'portrait',
      ...(await drawPortrait({ id: key, ...looks })),
    } as const
    const fileId = await files.putFile(tx, blobs, { id: id('file', key), ...portrait })
    await pictures.addPicture(tx, practitionerPicture, practitionerId, fileId)
  }
}

async function addServices({ tx, organization, id }: Filling) {
  for (const { key, name, minutes, price, after, hue, by } of organization.services) {
    const practitionerIds = by?.map((each) => id('practitioner', each))
    await addService(
      tx,
      {
        name,
        durationMinutes: minutes,
        bufferAfter: after,
        hue,
        price: { amount: price, currency: organization.currency },
        practitionerIds,
      },
      undefined,
      id('service', key),
    )
  }
}
