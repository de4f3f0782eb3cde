import { randomInt } from 'node:crypto'
import { Api } from './api.ts'
import { demoClinic, workday } from './calendar.ts'
import { expect, test } from './journey.ts'
import { mailTo } from './mailbox.ts'

const desk = 'owner@meadow.example'
const formerAddress = 'amina@demo.example'
const nextAddress = desk
const at = '/api/v1/organizations/meadow'

const letters = () => Array.from({ length: 10 }, () => 'abcdefghiklmnoprst'[randomInt(18)]).join('')

/** What an account sees of a dog from outside, by the API that its pages use. */
async function seenBy(account: Api, dogId: string) {
  const { patients } = await account.get<{ patients: { patientId: string }[] }>('/api/v1/me')
  const { items } = await account.get<{ items: { patientId: string }[] }>(`${at}/own-visits`)
  const isTheDog = ({ patientId }: { patientId: string }) => patientId === dogId
  return { dog: patients.some(isTheDog), visits: items.filter(isTheDog).length }
}

async function connect(account: Api, email: string): Promise<void> {
  await account.post(`${at}/connections`, { email })
  const { text } = await mailTo(email, /^Your code for/)
  await account.post(`${at}/connections/confirmation`, { email, code: /\b\d{6}\b/.exec(text)?.[0] })
}

test('a dog gets a new owner from today: visits and record stay, the former owner sees no more of what is to come', async ({
  enter,
}) => {
  const clinic = await demoClinic(desk, 'meadow', 'Meadow Lane')
  const dog = `Rufus ${letters()}`
  const { patients } = await clinic.api.post<{ patients: { id: string }[] }>(`${at}/guardians`, {
    name: `Former ${letters()}`,
    contact: { email: formerAddress },
    newPatients: [{ kind: 'animal', species: 'dog', givenName: dog }],
  })
  const dogId = patients[0]?.id ?? ''
  const practitioners = await clinic.api.get<{ items: { displayName: string }[] }>(`${at}/practitioners`)
  const services = await clinic.api.get<{ items: { name: string }[] }>(`${at}/services`)
  const [who, what] = [practitioners.items[0]?.displayName ?? '', services.items[0]?.name ?? '']
  const [slot] = await clinic.freeSlots(what, who, workday(6))
  await clinic.book(dogId, what, who, slot?.startsAt ?? '')
  const former = await Api.as(formerAddress)
  await connect(former, formerAddress)
  expect(await seenBy(former, dogId)).toEqual({ dog: true, visits: 1 })

  const page = await enter(desk, `/meadow/patients/${dogId}`)
  await page.getByRole('button', { name: 'Change owner' }).click()
  const form = page.getByRole('dialog')
  const nextName = `Nextowner ${letters()}`
  await form.getByRole('combobox', { name: 'New owner, from then on' }).fill(nextName)
  await page.getByRole('option', { name: /^Add “/ }).click()
  await form.getByLabel('E-mail').fill(nextAddress)
  await form.getByRole('button', { name: 'Change owner' }).click()
  await expect(form).toHaveCount(0)
  const card = page.getByRole('region', { name: 'Owner', exact: true })
  await expect(card.getByRole('link', { name: nextName })).toBeVisible()
  await card.getByText('Former owners').click()
  await expect(card).toContainText('Still sees what there was until then')

  expect(await seenBy(former, dogId)).toEqual({ dog: true, visits: 0 })
  await connect(clinic.api, nextAddress)
  expect(await seenBy(clinic.api, dogId)).toEqual({ dog: true, visits: 1 })
})
