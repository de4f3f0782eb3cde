import { aliasKinds } from '@polyclinic/contract/patients/front-page/identifier-kinds.ts'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { FieldsProps } from '../patient-form/patient-form.ts'
import { useWords } from '../words.ts'
import type { AliasRow } from './identity-values.ts'
import { FormSection } from './FormSection.tsx'
import { Rows } from './Rows.tsx'

/** What somebody is called beside the name on file. */
export function NameFields({ form }: Pick<FieldsProps, 'form'>) {
  const { kind, usedName, title, pronouns, aliases } = form.values
  const words = useWords(kind)
  const isHuman = kind === 'human'
  const text = (name: 'usedName' | 'title' | 'pronouns') => ({
    label: words(`field.${name}`),
    dir: 'auto' as const,
    autoComplete: 'off',
    ...form.field(name),
  })
  return (
    <FormSection title={words('section.names')} isFilled={Boolean(usedName || title || pronouns || aliases.length > 0)}>
      <FormRow>
        <TextField {...text('usedName')} description={words('usedNameHint')} />
        {isHuman && <TextField {...text('title')} />}
        {isHuman && <TextField {...text('pronouns')} />}
      </FormRow>
      <Rows<AliasRow>
        rows={aliases}
        onChange={(next) => form.set('aliases', next)}
        empty={{ kind: isHuman ? 'birth' : 'former', text: '' }}
        addLabel={words('addAlias')}
        removeLabel={(at) => words('removeNumbered', { what: words('field.aliases'), number: at + 1 })}
        isLeftEmpty={({ text }) => text.trim() === ''}
        draw={(row, change, _, at) => (
          <FormRow>
            <TextField
              label={words('aliasText')}
              dir="auto"
              autoComplete="off"
              value={row.text}
              onChange={(value) => change({ text: value })}
              error={form.error(`aliases.${at}.text`)}
            />
            <Select
              label={words('aliasKind')}
              placeholder={words('choose')}
              value={row.kind}
              onChange={(next) => change({ kind: next })}
              options={aliasKinds.map((id) => ({ id, label: words(`alias.${id}`) }))}
            />
          </FormRow>
        )}
      />
    </FormSection>
  )
}
