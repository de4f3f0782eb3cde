import { expect, test } from 'vitest'
import { contactOn, type Contact } from './contact-validity.ts'

const day = '2027-03-01'

test('what is preferred and valid stays as it is', () => {
  const contact: Contact = {
    phone: '1',
    about: { phone: { label: 'work', until: day } },
    others: [{ kind: 'phone', value: '2' }],
  }
  expect(contactOn(contact, day)).toBe(contact)
  expect(contactOn({ phone: '1' }, day)).toEqual({ phone: '1' })
})

test('what has ended gives way to the first that is valid, and stands among the others', () => {
  const contact: Contact = {
    phone: '1',
    email: 'a@b.example',
    about: { phone: { label: 'work', until: '2027-02-28' }, email: { label: 'home' } },
    others: [
      { kind: 'phone', value: 'late', from: '2027-03-02' },
      { kind: 'phone', value: 'barred', doNotUse: 'belongs to the neighbour' },
      { kind: 'email', value: 'c@d.example' },
      { kind: 'phone', value: '2', label: 'mobile', from: day },
    ],
  }
  expect(contactOn(contact, day)).toEqual({
    phone: '2',
    email: 'a@b.example',
    about: { phone: { label: 'mobile', from: day }, email: { label: 'home' } },
    others: [{ kind: 'phone', value: '1', label: 'work', until: '2027-02-28' }, ...(contact.others ?? []).slice(0, 3)],
  })
})

test('an address that begins later waits; where nothing is valid there is none', () => {
  const address = { city: 'Berlin' }
  const moved: Contact = {
    about: { address: { until: '2027-03-31' } },
    address: { city: 'Köln' },
    others: [{ kind: 'address', address, from: '2027-04-01' }],
  }
  expect(contactOn(moved, day).address).toEqual({ city: 'Köln' })
  expect(contactOn(moved, '2027-04-01').address).toEqual(address)
  expect(contactOn({ phone: '1', about: { phone: { until: '2027-01-01' } } }, day)).toEqual({
    others: [{ kind: 'phone', value: '1', until: '2027-01-01' }],
  })
})
