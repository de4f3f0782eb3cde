import { useQuery } from '@tanstack/react-query'
import type { Practitioner } from '@polyclinic/contract/scheduling/practitioners.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { useTrade } from '../../../kit/session/trade.ts'
import type { Hue } from '../../../ui/signs/Avatar.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { CheckboxGroup } from '../../../ui/choices/Checkbox.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { HueField } from '../settings/HueField.tsx'
import { usePractitioners } from './queries.ts'
import { ArchiveButton } from '../settings/ArchiveButton.tsx'
import { useArchive, useScheduleRefresh } from '../settings/use-save.ts'

type Props = {
  /** Absent for a new one. */
  practitioner?: Practitioner
  onSaved: (practitioner: Practitioner) => void
  onCancel: () => void
}

const professions = ['doctor', 'vet', 'physio', 'nurse', 'other'] as const
const nobody = 'none'

type Values = {
  displayName: string
  profession: (typeof professions)[number]
  hue: Hue
  clinicIds: string[]
  accountId: string
}

export function PractitionerForm({ practitioner, onSaved, onCancel }: Props) {
  const { t } = useTrade('scheduling')
  const { slug: organization, kind, can } = useOrganization()
  const { clinic, clinics } = useClinic()
  const all = usePractitioners().data?.items ?? []
  const once = useIntent()
  const refresh = useScheduleRefresh()
  const usual = kind === 'veterinary' ? 'vet' : 'doctor'
  const form = useFormState<Values>(
    {
      displayName: practitioner?.displayName ?? '',
      profession: practitioner?.profession ?? usual,
      hue: hueOf(practitioner?.hue ?? all.length + 1),
      clinicIds: practitioner?.clinicIds ?? (clinic ? [clinic.id] : []),
      accountId: practitioner?.accountId ?? nobody,
    },
    {
      required: ['displayName', 'clinicIds'],
      rememberAs: `practitioner:${organization}:${practitioner ? `${practitioner.id}:${practitioner.version}` : 'new'}`,
    },
  )
  const members = useQuery({
    ...q.organizations.members.list.queryOptions({ input: { params: { organization } } }),
    enabled: !practitioner && can('members.read'),
  }).data?.items
  const linked = new Set(all.map(({ accountId }) => accountId))
  const isShared = practitioner?.abilities.update.allowed === false
  const archive = useArchive(
    (archived, version) =>
      api.scheduling.practitioners.update({
        params: { organization, id: practitioner!.id },
        body: { archived },
        headers: ifMatch(version),
      }),
    practitioner?.displayName ?? '',
    onCancel,
  )

  const save = async ({ displayName, profession, hue, clinicIds, accountId }: Values) => {
    const body = { displayName, profession, hue, clinicIds }
    const saved = practitioner
      ? await api.scheduling.practitioners.update({
          params: { organization, id: practitioner.id },
          body,
          headers: ifMatch(practitioner.version),
        })
      : await once(api.scheduling.practitioners.create, {
          params: { organization },
          body: { ...body, ...(accountId !== nobody && { accountId }) },
        })
    await refresh()
    onSaved(saved)
  }

  return (
    <Form label={t('practitioners.details')} onSubmit={() => void form.submit(save)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      {isShared && <Banner tone="info">{t('kit:problem.shared-by-clinics')}</Banner>}
      {members && members.length > 0 && (
        <Select
          label={t('practitioners.account')}
          description={t('practitioners.accountText')}
          placeholder={t('practitioners.noAccount')}
          options={[
            { id: nobody, label: t('practitioners.noAccount') },
            ...members
              .filter(({ accountId }) => !linked.has(accountId))
              .map(({ accountId, name, email }) => ({ id: accountId, label: name, description: email })),
          ]}
          value={form.values.accountId}
          onChange={(id) => {
            const name = members.find(({ accountId }) => accountId === id)?.name
            form.setValues((before) => ({ ...before, accountId: id, displayName: before.displayName || (name ?? '') }))
          }}
          error={form.error('accountId')}
        />
      )}
      <TextField
        {...form.field('displayName')}
        label={t('practitioners.name')}
        description={t('practitioners.nameText')}
        dir="auto"
        maxLength={120}
        autoFocus={!practitioner}
      />
      <Select
        {...form.field('profession')}
        label={t('practitioners.profession')}
        placeholder={t('practitioners.profession')}
        options={professions.map((id) => ({ id, label: t(`profession.${id}`) }))}
      />
      {clinics.length > 1 && (
        <CheckboxGroup
          {...form.field('clinicIds')}
          label={t('practitioners.clinics')}
          options={clinics.map(({ id, name }) => ({ value: id, label: name }))}
        />
      )}
      <HueField value={form.values.hue} onChange={(hue) => form.set('hue', hue)} />
      <FormActions>
        {practitioner && !isShared && (
          <ArchiveButton
            isArchived={Boolean(practitioner.archivedAt)}
            isPending={archive.isPending}
            onPress={() => void archive.run(!practitioner.archivedAt, practitioner.version)}
          />
        )}
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        {!isShared && (
          <Button type="submit" variant="primary" isPending={form.isSubmitting}>
            {t(practitioner ? 'kit:action.save' : 'practitioners.add')}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}
