import { useTranslation } from 'react-i18next'
import type { Service } from '@polyclinic/contract/scheduling/services.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { MoneyField } from '../../../kit/fields/MoneyField.tsx'
import { MultiSelect } from '../../../ui/choices/MultiSelect.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import type { Hue } from '../../../ui/signs/Avatar.tsx'
import { hueOf } from '../calendar/board-model.ts'
import { HueField } from '../settings/HueField.tsx'
import { usePractitioners } from '../practitioners/queries.ts'
import { useRooms } from '../rooms/queries.ts'
import { ArchiveButton } from '../settings/ArchiveButton.tsx'
import { useArchive, useScheduleRefresh } from '../settings/use-save.ts'

type Props = {
  /** Absent for a new one. */
  service?: Service
  onSaved: (service: Service) => void
  onCancel: () => void
}

type Values = {
  name: string
  durationMinutes: number | null
  price: number | null
  bufferBefore: number | null
  bufferAfter: number | null
  hue: Hue
  clinicIds: string[]
  practitionerIds: string[]
  roomIds: string[]
}

const minutes = { style: 'unit', unit: 'minute', unitDisplay: 'short' } as const

export function ServiceForm({ service, onSaved, onCancel }: Props) {
  const { t } = useTranslation('scheduling')
  const { slug: organization, currency } = useOrganization()
  const { clinics } = useClinic()
  const practitioners = (usePractitioners().data?.items ?? []).filter(({ archivedAt }) => !archivedAt)
  const rooms = (useRooms().data?.items ?? []).filter(({ archivedAt }) => !archivedAt)
  const once = useIntent()
  const refresh = useScheduleRefresh()
  const form = useFormState<Values>(valuesOf(service), {
    required: ['name', 'durationMinutes'],
    rememberAs: `service:${organization}:${service ? `${service.id}:${service.version}` : 'new'}`,
  })
  const isShared = service?.abilities.update.allowed === false
  const archive = useArchive(
    (archived, version) =>
      api.scheduling.services.update({
        params: { organization, id: service!.id },
        body: { archived },
        headers: ifMatch(version),
      }),
    service?.name ?? '',
    onCancel,
  )

  const save = async (values: Values) => {
    const saved = service
      ? await api.scheduling.services.update({
          params: { organization, id: service.id },
          body: changeOf(values, currency),
          headers: ifMatch(service.version),
        })
      : await once(api.scheduling.services.create, { params: { organization }, body: newOf(values, currency) })
    await refresh()
    onSaved(saved)
  }

  return (
    <Form label={t('services.title')} onSubmit={() => void form.submit(save)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      {isShared && <Banner tone="info">{t('kit:problem.shared-by-clinics')}</Banner>}
      <TextField {...form.field('name')} label={t('services.name')} dir="auto" maxLength={120} autoFocus={!service} />
      <div className="grid grid-cols-2 items-start gap-4">
        <NumberField
          {...form.field('durationMinutes')}
          label={t('services.duration')}
          minValue={5}
          maxValue={720}
          step={5}
          formatOptions={minutes}
        />
        <MoneyField
          {...form.field('price')}
          label={t('services.price')}
          currency={service?.price?.currency ?? currency}
        />
      </div>
      <div className="grid grid-cols-2 items-start gap-4">
        <NumberField
          {...form.field('bufferBefore')}
          label={t('services.bufferBefore')}
          minValue={0}
          maxValue={120}
          step={5}
          formatOptions={minutes}
        />
        <NumberField
          {...form.field('bufferAfter')}
          label={t('services.bufferAfter')}
          minValue={0}
          maxValue={120}
          step={5}
          formatOptions={minutes}
        />
      </div>
      <p className="-mt-2 text-13 text-muted">{t('services.bufferText')}</p>
      <HueField value={form.values.hue} onChange={(hue) => form.set('hue', hue)} />
      <MultiSelect
        {...form.field('practitionerIds')}
        label={t('services.givenBy')}
        placeholder={t('services.everyone')}
        options={practitioners.map(({ id, displayName }) => ({ id, label: displayName }))}
      />
      {clinics.length > 1 && (
        <MultiSelect
          {...form.field('clinicIds')}
          label={t('services.clinics')}
          placeholder={t('services.everywhere')}
          options={clinics.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      {rooms.length > 0 && (
        <MultiSelect
          {...form.field('roomIds')}
          label={t('services.rooms')}
          placeholder={t('services.noRoom')}
          description={t('services.roomsText')}
          options={rooms.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      <FormActions>
        {service && !isShared && (
          <ArchiveButton
            isArchived={Boolean(service.archivedAt)}
            isPending={archive.isPending}
            onPress={() => void archive.run(!service.archivedAt, service.version)}
          />
        )}
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        {!isShared && (
          <Button type="submit" variant="primary" isPending={form.isSubmitting}>
            {t(service ? 'kit:action.save' : 'services.add')}
          </Button>
        )}
      </FormActions>
    </Form>
  )
}

const valuesOf = (service: Service | undefined): Values => ({
  name: service?.name ?? '',
  durationMinutes: service?.durationMinutes ?? 30,
  price: service?.price?.amount ?? null,
  bufferBefore: service?.bufferBefore ?? 0,
  bufferAfter: service?.bufferAfter ?? 0,
  hue: hueOf(service?.hue ?? 1),
  clinicIds: service?.clinicIds ?? [],
  practitionerIds: service?.practitionerIds ?? [],
  roomIds: service?.roomIds ?? [],
})

function newOf(values: Values, currency: string) {
  const { name, durationMinutes, price, bufferBefore, bufferAfter, hue, clinicIds, practitionerIds, roomIds } = values
  return {
    name,
    durationMinutes: durationMinutes ?? 30,
    bufferBefore: bufferBefore ?? 0,
    bufferAfter: bufferAfter ?? 0,
    hue,
    ...(price !== null && { price: { amount: price, currency } }),
    ...(clinicIds.length > 0 && { clinicIds }),
    ...(practitionerIds.length > 0 && { practitionerIds }),
    ...(roomIds.length > 0 && { roomIds }),
  }
}

/** None chosen means no limit, which a change has to say. */
function changeOf(values: Values, currency: string) {
  const orNull = (ids: string[]) => (ids.length > 0 ? ids : null)
  return {
    ...newOf(values, currency),
    price: values.price === null ? null : { amount: values.price, currency },
    clinicIds: orNull(values.clinicIds),
    practitionerIds: orNull(values.practitionerIds),
    roomIds: orNull(values.roomIds),
  }
}
