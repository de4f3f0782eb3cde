import { useTranslation } from 'react-i18next'
import type { Clinic } from '@polyclinic/contract/organizations/clinics.ts'
import type { Practitioner, WorkingHours } from '@polyclinic/contract/scheduling/practitioners.ts'
import { usualHours, type OpeningHours } from '../../../features/organizations/public.ts'
import { WeeklyHoursField } from '../../../features/scheduling/public.ts'
import { api, ifMatch, q } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useWeek } from '../../../kit/texts/i18n.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useMe, useOrganization } from '../../../kit/session/session.tsx'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { StepForm } from './StepForm.tsx'

const professions = ['doctor', 'vet', 'physio', 'nurse', 'other'] as const
type Profession = (typeof professions)[number]

type Props = {
  clinic: Clinic
  practitioner?: Practitioner
  /** The practitioner's hours so far, at all clinics. */
  worked: readonly WorkingHours[]
  onDone: () => void
}

/** Who treats first, usually oneself, and when: the clinic opens at the same hours until somebody says otherwise. */
export function HoursStep({ clinic, practitioner, worked, onDone }: Props) {
  const { t } = useTranslation('staff')
  const { slug: organization, kind } = useOrganization()
  const { account } = useMe()
  const refresh = useRefresh()
  const once = useIntent()
  const usualWeek = usualHours(useWeek())
  const usual: Profession = kind === 'veterinary' ? 'vet' : 'doctor'
  const form = useFormState(
    {
      name: practitioner?.displayName ?? account.name,
      profession: practitioner?.profession ?? usual,
      hours: startingHours(clinic, worked) ?? usualWeek,
    },
    {
      required: ['name', 'profession', 'hours'],
      rememberAs: `setup:${organization}:hours:${practitioner?.version ?? 0}`,
    },
  )

  const save = async ({ name, profession, hours }: typeof form.values) => {
    if (opensAsWorked(clinic, worked))
      await api.organizations.clinics.update({
        params: { organization, id: clinic.id },
        body: { openingHours: hours },
        headers: ifMatch(clinic.version),
      })
    const isMe = name.trim() === account.name
    const body = { displayName: name, profession, clinicIds: [clinic.id], ...(isMe && { accountId: account.id }) }
    const made = practitioner
      ? await api.scheduling.practitioners.update({
          params: { organization, id: practitioner.id },
          body: { displayName: name, profession },
          headers: ifMatch(practitioner.version),
        })
      : await once(api.scheduling.practitioners.create, { params: { organization }, body })
    await api.scheduling.practitioners.setHours({
      params: { organization, id: made.id },
      body: [...elsewhere(clinic, worked), ...hours.map((span) => ({ ...span, clinicId: clinic.id }))],
      headers: ifMatch(made.version),
    })
  }
  const submit = async () => {
    const isSaved = await form.submit(async (values) => {
      await save(values)
      return true
    })
    // Also after a refusal: what was made so far is not made again.
    await refresh(q.organizations.clinics.key(), q.scheduling.practitioners.key())
    if (isSaved) onDone()
  }

  return (
    <StepForm
      label={t('setup.title.hours')}
      isSubmitting={form.isSubmitting}
      problemText={form.problemText}
      onSubmit={() => void submit()}
    >
      <FormRow>
        <TextField {...form.field('name')} label={t('setup.practitioner')} dir="auto" maxLength={120} />
        <Select
          {...form.field('profession')}
          label={t('setup.profession')}
          placeholder={t('setup.profession')}
          options={professions.map((id) => ({ id, label: t(`profession.${id}`) }))}
        />
      </FormRow>
      <WeeklyHoursField
        value={form.values.hours}
        onChange={(hours) => form.set('hours', hours)}
        error={form.error('hours') ?? form.error('openingHours')}
      />
    </StepForm>
  )
}

const here = (clinic: Clinic, worked: readonly WorkingHours[]): OpeningHours =>
  worked.filter(({ clinicId }) => clinicId === clinic.id).map(({ weekday, from, to }) => ({ weekday, from, to }))

const elsewhere = (clinic: Clinic, worked: readonly WorkingHours[]) =>
  worked.filter(({ clinicId }) => clinicId !== clinic.id)

const startingHours = (clinic: Clinic, worked: readonly WorkingHours[]): OpeningHours | undefined =>
  [here(clinic, worked), clinic.openingHours].find((hours) => hours.length > 0)

/** Until somebody gave the clinic hours of its own, it opens when its first practitioner works. */
function opensAsWorked(clinic: Clinic, worked: readonly WorkingHours[]): boolean {
  const written = (hours: OpeningHours) =>
    hours
      .map(({ weekday, from, to }) => `${weekday} ${from} ${to}`)
      .toSorted((one, other) => one.localeCompare(other))
      .join()
  const own = here(clinic, worked)
  return own.length === 0 || written(own) === written(clinic.openingHours)
}
