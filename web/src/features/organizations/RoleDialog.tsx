import { useQueryClient } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { permissions, type Permission } from '@polyclinic/contract/kit/permission.ts'
import type { Role } from '@polyclinic/contract/organizations/roles.ts'
import { api, ifMatch, q } from '../../kit/api.ts'
import { useFormState } from '../../kit/forms.ts'
import { useIntent } from '../../kit/intent.ts'
import { ProblemBanner } from '../../kit/ProblemBanner.tsx'
import { useOrganization } from '../../kit/session.tsx'
import { toast } from '../../kit/toast.ts'
import { Button } from '../../ui/Button.tsx'
import { CheckboxGroup } from '../../ui/Checkbox.tsx'
import { Dialog } from '../../ui/Dialog.tsx'
import { Form } from '../../ui/FormActions.tsx'
import { TextField } from '../../ui/TextField.tsx'
import { useRoleName } from './use-role-name.ts'

/** The catalogue by what it is about: `appointments.read` stands under "appointments". */
const groups = Object.entries(Object.groupBy(permissions, (permission) => permission.split('.')[0] ?? ''))

/** Name and ticks of a role. A built-in one can only be looked at, or copied. */
export function RoleDialog({ role, isCopy, onClose }: { role: Role; isCopy: boolean; onClose: () => void }) {
  const { t } = useTranslation('organizations')
  const { slug: organization, can } = useOrganization()
  const client = useQueryClient()
  const once = useIntent()
  const roleName = useRoleName()
  const isReadOnly = !can('roles.manage') || (!isCopy && !role.abilities.update.allowed)
  const form = useFormState(
    {
      name: isCopy ? t('roles.copyName', { name: roleName(role) }) : roleName(role),
      ticks: role.permissions as Permission[],
    },
    { required: ['name'] },
  )

  const save = async ({ name, ticks }: typeof form.values) => {
    if (isCopy) {
      const body = { name, copyOf: role.key, permissions: ticks }
      await once((headers) => api.roles.create({ params: { organization }, body, headers }))
    } else {
      const params = { organization, role: role.key }
      await api.roles.update({ params, body: { name, permissions: ticks }, headers: ifMatch(role.version) })
    }
    await Promise.all([q.roles.key(), q.me.key()].map((queryKey) => client.invalidateQueries({ queryKey })))
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
        {groups.map(([group, members = []]) => (
          <CheckboxGroup
            key={group}
            label={t(`permissionGroup.${group}`)}
            isReadOnly={isReadOnly}
            value={form.values.ticks.filter((tick) => members.includes(tick))}
            onChange={(chosen) =>
              form.set(
                'ticks',
                permissions.filter((one) =>
                  members.includes(one) ? chosen.includes(one) : form.values.ticks.includes(one),
                ),
              )
            }
            options={members.map((value) => ({ value, label: t(`permission.${value}`) }))}
          />
        ))}
      </Form>
    </Dialog>
  )
}
