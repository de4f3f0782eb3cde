import { useState } from 'react'
import { useQueryClient, useSuspenseQuery } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import type { SecurityPolicy } from '@polyclinic/contract/organizations/access.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { usePrefetched } from '../../../kit/api/prefetched.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { problemOf } from '../../../kit/api/problem.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Section } from '../../../ui/layout/Card.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { OtherPolicy } from './OtherPolicy.tsx'
import { SecondFactorRoles } from './SecondFactorRoles.tsx'
import { limitOf, useLimitWords } from './use-limit-words.ts'

export function SecurityPolicyForm() {
  const { t } = useTranslation('organizations')
  const { slug: organization } = useOrganization()
  const client = useQueryClient()
  const refresh = useRefresh()
  const words = useLimitWords()
  const input = { params: { organization } }
  const { data: policy } = useSuspenseQuery(
    usePrefetched(q.organizations.access.policy.queryOptions({ input, staleTime: 0 })),
  )
  const [version, setVersion] = useState(policy.version)
  const [theirs, setTheirs] = useState<SecurityPolicy | null>(null)
  const valuesOf = ({ secondFactorRoles, idleMinutes, absoluteHours }: SecurityPolicy) => ({
    secondFactorRoles,
    idle: words.choiceOf(idleMinutes),
    absolute: words.choiceOf(absoluteHours),
  })
  const form = useFormState(valuesOf(policy))

  const saveOver = (base: number) => async (values: typeof form.values) => {
    const { secondFactorRoles, idle, absolute } = values
    const body = { secondFactorRoles, idleMinutes: limitOf(idle), absoluteHours: limitOf(absolute) }
    try {
      const saved = await api.organizations.access.changePolicy({ ...input, body, headers: ifMatch(base) })
      setVersion(saved.version)
      setTheirs(null)
    } catch (error) {
      if (problemOf(error).code === 'stale')
        setTheirs(await client.fetchQuery(q.organizations.access.policy.queryOptions({ input, staleTime: 0 })))
      throw error
    }
    await refresh(q.organizations.access.key(), q.identity.me.key())
    toast.good(t('kit:state.saved'))
  }
  const choose = (mine: boolean, other: SecurityPolicy) => {
    setVersion(other.version)
    setTheirs(null)
    if (mine) void form.submit(saveOver(other.version))
    else form.reset(valuesOf(other))
  }
  return (
    <Form label={t('policy.title')} onSubmit={() => void form.submit(saveOver(version))}>
      {theirs ? (
        <OtherPolicy policy={theirs} onChoose={(mine) => choose(mine, theirs)} />
      ) : (
        <ProblemBanner form={form} />
      )}
      <Section title={t('policy.factor')} description={t('policy.factorText')}>
        <SecondFactorRoles
          value={form.values.secondFactorRoles}
          onChange={(roles) => form.set('secondFactorRoles', roles)}
          error={form.error('secondFactorRoles')}
        />
      </Section>
      <Section title={t('policy.sessions')} description={t('policy.sessionsText')} className="mt-4">
        <div className="flex max-w-sm flex-col gap-6">
          <Select
            label={t('policy.idle')}
            description={t('policy.idleText')}
            placeholder={t('policy.idle')}
            value={form.values.idle}
            onChange={(idle) => form.set('idle', idle)}
            error={form.error('idleMinutes')}
            options={words.idleOptions(policy.idleMinutes)}
          />
          <Select
            label={t('policy.absolute')}
            description={t('policy.absoluteText')}
            placeholder={t('policy.absolute')}
            value={form.values.absolute}
            onChange={(absolute) => form.set('absolute', absolute)}
            error={form.error('absoluteHours')}
            options={words.absoluteOptions(policy.absoluteHours)}
          />
        </div>
      </Section>
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
  )
}
