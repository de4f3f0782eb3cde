import { useClinic } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import { MultiSelect } from '../../../ui/choices/MultiSelect.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { useRoles } from '../roles/queries.ts'
import { useRoleName } from '../roles/use-role-name.ts'

type Field<V> = { value: V; onChange: (value: V) => void; error?: string }

export function RoleAndClinics({ role, clinicIds }: { role: Field<string>; clinicIds: Field<string[]> }) {
  const { t } = useTrade('organizations')
  const roleName = useRoleName()
  const roles = useRoles()
  const { clinics } = useClinic()
  return (
    <>
      <Select
        {...role}
        label={t('field.role')}
        placeholder={t('field.role')}
        isRequired
        options={roles.map((one) => ({
          id: one.key,
          label: roleName(one),
          description: one.isBuiltIn ? t(`roleText.${one.key}`) : undefined,
        }))}
      />
      {clinics.length > 1 && (
        <MultiSelect
          {...clinicIds}
          label={t('field.clinics')}
          description={t('member.clinicsText')}
          placeholder={t('member.allClinics')}
          options={clinics.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
    </>
  )
}
