import { useMutation } from '@tanstack/react-query'
import { api } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'

/** Leaves for the page of the provider on which a bill is paid by card; it leads back here. */
export function useCheckout() {
  const { slug: organization } = useOrganization()
  const once = useIntent()
  return useMutation({
    mutationFn: (id: string) => once(api.subscriptions.platformInvoices.pay, { params: { organization, id } }),
    onSuccess: ({ url }) => location.assign(url),
    onError: (error) => toast.problem(error),
  })
}
