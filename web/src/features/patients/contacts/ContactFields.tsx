import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { AddressFields } from '../../../kit/fields/AddressFields.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { MoreContacts } from './MoreContacts.tsx'
import { placeOf, type ContactValues } from './contact-values.ts'

type Props = {
  value: ContactValues
  onChange: (value: ContactValues) => void
  /** The error at a path of the request, for instance `contact.phone`. */
  errorAt: (path: string) => string | undefined
}

export function ContactFields({ value, onChange, errorAt }: Props) {
  const { t } = useTranslation('patients')
  const { country } = useOrganization()
  const address = placeOf(value)
  const [isOpen, setOpen] = useState(Object.values(address).some(Boolean))
  const [hasMore, setMore] = useState(value.others.length > 0 || Object.keys(value.about).length > 0)
  const field = (name: 'phone' | 'email') => ({
    label: t(`field.${name}`),
    value: value[name],
    onChange: (text: string) => onChange({ ...value, [name]: text }),
    error: errorAt(`contact.${name}`),
  })
  return (
    <>
      <FormRow>
        <TextField {...field('phone')} type="tel" dir="ltr" autoComplete="off" />
        <TextField {...field('email')} inputMode="email" dir="ltr" autoComplete="off" spellCheck="false" />
      </FormRow>
      {isOpen ? (
        <AddressFields
          value={address}
          onChange={(next) => onChange({ ...value, ...next })}
          homeCountry={country}
          errorAt={(name) => errorAt(`contact.address.${name}`)}
        />
      ) : null}
      <div className="-mt-2 flex flex-wrap gap-x-2">
        {!isOpen && (
          <Button variant="quiet" size="small" className="-ms-3" onPress={() => setOpen(true)}>
            {t('addAddress')}
          </Button>
        )}
        {!hasMore && (
          <Button variant="quiet" size="small" className={isOpen ? '-ms-3' : undefined} onPress={() => setMore(true)}>
            {t('moreContacts')}
          </Button>
        )}
      </div>
      {hasMore && <MoreContacts value={value} onChange={onChange} errorAt={errorAt} />}
    </>
  )
}
