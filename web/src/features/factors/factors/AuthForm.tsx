import type { ReactNode } from 'react'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { authProblemText } from '../../identity/public.ts'

interface Submitting<V> {
  problem: unknown
  isSubmitting: boolean
  submit: <R>(save: (values: V) => Promise<R>) => Promise<R | undefined>
}

type Props<V> = {
  label: string
  form: Submitting<V>
  save: (values: V) => Promise<unknown>
  action: string
  aside?: ReactNode
  children: ReactNode
}

export function AuthForm<V>({ label, form, save, action, aside, children }: Props<V>) {
  return (
    <Form label={label} onSubmit={() => void form.submit(save)}>
      {form.problem !== null && (
        <Banner tone="bad" isAnnounced>
          {authProblemText(form.problem)}
        </Banner>
      )}
      {children}
      {aside}
      <Button type="submit" variant="primary" isPending={form.isSubmitting}>
        {action}
      </Button>
    </Form>
  )
}
