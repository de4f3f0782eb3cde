import { useTranslation } from 'react-i18next'
import type { Room } from '@polyclinic/contract/scheduling/rooms.ts'
import { api, ifMatch } from '../../../kit/api/api.ts'
import { useFormState } from '../../../kit/fields/forms.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { Banner } from '../../../ui/signs/Banner.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Form, FormActions } from '../../../ui/fields/FormActions.tsx'
import { NumberField } from '../../../kit/fields/NumberField.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { ArchiveButton } from '../settings/ArchiveButton.tsx'
import { useArchive, useScheduleRefresh } from '../settings/use-save.ts'

type Props = {
  /** Absent for a new one. */
  room?: Room
  onSaved: (room: Room) => void
  onCancel: () => void
}

type Values = { name: string; clinicId: string; capacity: number | null }

export function RoomForm({ room, onSaved, onCancel }: Props) {
  const { t } = useTranslation('scheduling')
  const { slug: organization } = useOrganization()
  const { clinic, clinics } = useClinic()
  const once = useIntent()
  const refresh = useScheduleRefresh()
  const form = useFormState<Values>(
    { name: room?.name ?? '', clinicId: room?.clinicId ?? clinic?.id ?? '', capacity: room?.capacity ?? 1 },
    { required: ['name', 'clinicId', 'capacity'] },
  )
  const archive = useArchive(
    (archived, version) =>
      api.scheduling.rooms.update({
        params: { organization, id: room!.id },
        body: { archived },
        headers: ifMatch(version),
      }),
    room?.name ?? '',
    onCancel,
  )
  const save = async ({ name, clinicId, capacity }: Values) => {
    const saved = room
      ? await api.scheduling.rooms.update({
          params: { organization, id: room.id },
          body: { name },
          headers: ifMatch(room.version),
        })
      : await once(api.scheduling.rooms.create, {
          params: { organization },
          body: { name, clinicId, capacity: capacity ?? 1 },
        })
    await refresh()
    onSaved(saved)
  }
  return (
    <Form label={t('rooms.title')} onSubmit={() => void form.submit(save)}>
      {form.problemText && (
        <Banner tone="bad" isAnnounced>
          {form.problemText}
        </Banner>
      )}
      <TextField {...form.field('name')} label={t('rooms.name')} dir="auto" maxLength={80} autoFocus={!room} />
      {!room && clinics.length > 1 && (
        <Select
          {...form.field('clinicId')}
          label={t('rooms.clinic')}
          placeholder={t('rooms.clinic')}
          options={clinics.map(({ id, name }) => ({ id, label: name }))}
        />
      )}
      {!room && (
        <NumberField
          {...form.field('capacity')}
          label={t('rooms.capacity')}
          description={t('rooms.capacityText')}
          minValue={1}
          maxValue={50}
        />
      )}
      <FormActions>
        {room && (
          <ArchiveButton
            isArchived={Boolean(room.archivedAt)}
            isPending={archive.isPending}
            onPress={() => void archive.run(!room.archivedAt, room.version)}
          />
        )}
        <Button onPress={onCancel}>{t('kit:action.cancel')}</Button>
        <Button type="submit" variant="primary" isPending={form.isSubmitting}>
          {t(room ? 'kit:action.save' : 'rooms.add')}
        </Button>
      </FormActions>
    </Form>
  )
}
