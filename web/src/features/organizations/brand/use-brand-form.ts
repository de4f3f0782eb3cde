import { useState } from 'react'
import { useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { brandOf, placeOf, proposalFor, typedBrand, type TypedBrand, type TypedLook } from './typed-look.ts'

/** What is typed over what is kept, of the organization and of each clinic, and how all of it is saved at once. */
export function useBrandForm(organization: string) {
  const { t } = useTranslation(['organizations', 'kit'])
  const refresh = useRefresh()
  const input = { params: { organization } }
  const { data: brand } = useSuspenseQuery(usePrefetched(q.organizations.brand.get.queryOptions({ input })))
  const { data: clinics } = useSuspenseQuery(usePrefetched(q.organizations.clinics.list.queryOptions({ input })))
  const [version, setVersion] = useState(brand.version)
  const ids = clinics.items.map(({ id }) => id)
  const unreadable = (values: TypedBrand) =>
    Object.fromEntries(
      Object.entries(values)
        .filter(([, { accent }]) => proposalFor(accent) !== undefined)
        .map(([place]) => [`${place}.accent`, t('kit:issue.contrast')]),
    )
  const form = useFormState<TypedBrand>(typedBrand(brand, ids), { check: unreadable })
  const save = async (values: TypedBrand) => {
    const saved = await api.organizations.brand.change({ ...input, body: brandOf(values), headers: ifMatch(version) })
    setVersion(saved.version)
    form.reset(typedBrand(saved, ids))
    await refresh(q.organizations.brand.key(), q.identity.me.key())
    toast.good(t('organizations:brand.saved'))
  }
  const errorAt = (place: string, field: keyof TypedLook) =>
    Object.entries(form.errors).find(([path]) => {
      const at = placeOf(path, form.values)
      return path === `${place}.${field}` || (at?.place === place && at.field === field)
    })?.[1]
  return { form, save, clinics: clinics.items, errorAt }
}
