import type { Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { ProblemBanner } from '../../../kit/fields/ProblemBanner.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Checkbox } from '../../../ui/choices/Checkbox.tsx'
import { Dialog } from '../../../ui/overlays/Dialog.tsx'
import { Form } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { PermissionTicks } from './PermissionTicks.tsx'
import { useRoleName } from './use-role-name.ts'

/** Name and ticks of a role. A built-in one can only be looked at, or copied. */
export function RoleDialog({ role, isCopy, onClose }: { role: Role; isCopy: boolean; onClose: () => void }) {
  const { t } = useTrade('organizations')
  const { slug: organization, can } = useOrganization()
  const refresh = useRefresh()
  const once = useIntent()
  const roleName = useRoleName()
  const isReadOnly = !can('roles.manage') || (!isCopy && !role.abilities.update.allowed)
  const form = useFormState(
    {
      name: isCopy ? t('roles.copyName', { name: roleName(role) }) : roleName(role),
      ticks: role.permissions as Permission[],
      isClinical: role.isClinical,
    },
    { required: ['name'] },
  )

  const save = async ({ name, ticks, isClinical }: typeof form.values) => {
    if (isCopy) {
      const body = { name, copyOf: role.key, permissions: ticks, isClinical }
      await once(api.organizations.roles.create, { params: { organization }, body })
    } else {
      const params = { organization, role: role.key }
      const body = { name, permissions: ticks, isClinical }
      await api.organizations.roles.update({ params, body, headers: ifMatch(role.version) })
    }
    await refresh(q.organizations.roles.key(), q.identity.me.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  const submit = () => void form.submit(save)

  return (
    <Dialog
      isOpen
      isPersistent={form.isDirty}
      onClose={onClose}
      title={isCopy ? t('roles.copyTitle', { name: roleName(role) }) : roleName(role)}
      description={isReadOnly ? t('roles.readOnly') : undefined}
      closeLabel={t('kit:action.close')}
      actions={
        isReadOnly ? (
          <Button onPress={onClose}>{t('kit:action.close')}</Button>
        ) : (
          <>
            <Button onPress={onClose}>{t('kit:action.cancel')}</Button>
            <Button variant="primary" isPending={form.isSubmitting} onPress={submit}>
              {t('kit:action.save')}
            </Button>
          </>
        )
      }
    >
      <Form label={t('roles.title')} onSubmit={submit}>
        <ProblemBanner form={form} />
        {!isReadOnly && (
          <TextField {...form.field('name')} label={t('roles.name')} dir="auto" maxLength={60} autoFocus />
        )}
        <Checkbox
          label={t('roles.isClinical')}
          description={t('roles.isClinicalText')}
          isReadOnly={isReadOnly}
          value={form.values.isClinical}
          onChange={(isClinical) => form.set('isClinical', isClinical)}
        />
        <PermissionTicks
          isReadOnly={isReadOnly}
          value={form.values.ticks}
          onChange={(ticks) => form.set('ticks', ticks)}
          error={form.error('permissions')}
        />
      </Form>
    </Dialog>
  )
}
