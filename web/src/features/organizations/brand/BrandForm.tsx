import { useState } from 'react'
import { useTranslation } from 'react-i18next'
import { lookAt } from '@polyclinic/contract/kit/brand/shown.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { logoUrl } from '../logo/logo-url.ts'
import { BrandPreview } from './BrandPreview.tsx'
import { LookFields } from './LookFields.tsx'
import { drawable, everywhere, lookOf } from './typed-look.ts'
import { useBrandForm } from './use-brand-form.ts'

/** How the practice shows itself, and what differs at a clinic; beside it, everything that bears it. */
export function BrandForm() {
  const { t } = useTranslation('organizations')
  const { slug, name, membership } = useOrganization()
  const { form, save, clinics, errorAt } = useBrandForm(slug)
  const [place, setPlace] = useState<string>(everywhere)
  const { [everywhere]: typedOwn, [place]: typed } = form.values
  if (!typedOwn || !typed) return null
  const own = lookOf(typedOwn)
  const shown = drawable(lookAt({ own, clinics: { [place]: lookOf(typed) } }, place))
  const beneath = place === everywhere ? {} : own
  return (
    <div className="grid items-start gap-8 xl:grid-cols-[minmax(0,28rem)_minmax(0,1fr)]">
      <Form label={t('brand.title')} onSubmit={() => void form.submit(save)}>
        <ProblemBanner form={form} />
        {clinics.length > 1 && (
          <Select
            label={t('brand.place')}
            description={place === everywhere ? undefined : t('brand.placeText')}
            placeholder=""
            value={place}
            onChange={setPlace}
            options={[
              { id: everywhere, label: t('brand.everywhere') },
              ...clinics.map((clinic) => ({ id: clinic.id, label: clinic.name })),
            ]}
          />
        )}
        <LookFields
          key={place}
          look={typed}
          onChange={(look) => form.set(place, look)}
          error={(field) => errorAt(place, field)}
          otherwise={{ senderName: name, ...drawable(beneath) }}
        />
        <FormActions>
          <Button
            type="submit"
            variant="primary"
            isPending={form.isSubmitting}
            disabledReason={form.isDirty ? undefined : t('organization.unchanged')}
          >
            {t('kit:action.save')}
          </Button>
        </FormActions>
      </Form>
      <BrandPreview look={shown} name={name} logo={logoUrl(membership.organization)} />
    </div>
  )
}
