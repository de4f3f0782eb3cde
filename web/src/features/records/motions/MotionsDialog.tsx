import { useTranslation } from 'react-i18next'
import type { Patient } from '@polyclinic/contract/patients/patients.ts'
import {
  motionModes,
  type Joint,
  type JointMovement,
  type MotionMode,
} from '@polyclinic/contract/records/motion-joints.ts'
import { api, q } from '../../../kit/api/api.ts'
import { useIntent } from '../../../kit/api/intent.ts'
import { useRefresh } from '../../../kit/api/refresh.ts'
import { DateField } from '../../../kit/fields/DateField.tsx'
import { FormDialog } from '../../../kit/fields/FormDialog.tsx'
import { useFormState } from '../../../kit/fields/forms.ts'
import { toast } from '../../../kit/notices/toast.ts'
import { useOrganization } from '../../../kit/session/session.tsx'
import { todayIn } from '../../../kit/texts/format.ts'
import { SegmentedControl } from '../../../ui/choices/SegmentedControl.tsx'
import { Select } from '../../../ui/choices/Select.tsx'
import { FormRow } from '../../../ui/fields/FormActions.tsx'
import { TextField } from '../../../ui/fields/TextField.tsx'
import { momentOf } from '../sections/moment.ts'
import type { LatestMotion } from './latest.ts'
import { filledMotions, type MotionValues } from './motion-values.ts'
import { MotionFields } from './MotionFields.tsx'

type Props = {
  patient: Patient
  known: readonly JointMovement[]
  latest: readonly LatestMotion[]
  onClose: () => void
}

/** A joint as a table, typed from left to right; what stays empty was not measured. Another joint can follow before it is saved. */
export function MotionsDialog({ patient, known, latest, onClose }: Props) {
  const { t } = useTranslation('records')
  const { slug: organization, timeZone } = useOrganization()
  const once = useIntent()
  const refresh = useRefresh()
  const today = todayIn(timeZone)
  const joints = [...new Set(known.map(({ joint }) => joint))]
  const joint: Joint = latest[0]?.joint ?? joints[0] ?? 'shoulder'
  const form = useFormState<MotionValues>(
    { joint, mode: latest[0]?.mode ?? 'active', degrees: {}, day: today, note: '' },
    {
      check: ({ degrees }): Record<string, string> =>
        filledMotions(degrees).length === 0 ? { degrees: t('motions.empty') } : {},
    },
  )
  const save = async ({ mode, degrees, day, note }: MotionValues) => {
    const measuredAt = momentOf(day, today, timeZone)
    const items = filledMotions(degrees)
    const body = { mode, items, ...(measuredAt && { measuredAt }), ...(note.trim() && { note }) }
    await once(api.records.motions.create, { params: { organization, id: patient.id }, body })
    await refresh(q.records.key())
    toast.good(t('kit:state.saved'))
    onClose()
  }
  return (
    <FormDialog form={form} title={t('motions.add')} onSubmit={() => void form.submit(save)} onClose={onClose}>
      <FormRow>
        <Select
          label={t('motions.joint')}
          placeholder={t('motions.joint')}
          value={form.values.joint}
          onChange={(next) => form.set('joint', next)}
          options={joints.map((id) => ({ id, label: t(`joint.${id}`) }))}
        />
        <SegmentedControl<MotionMode>
          label={t('motions.mode')}
          segments={motionModes.map((value) => ({ value, label: t(`motions.${value}`) }))}
          value={form.values.mode}
          onChange={(mode) => form.set('mode', mode)}
          className="self-end"
        />
      </FormRow>
      <MotionFields form={form} known={known} latest={latest} />
      <FormRow>
        <DateField {...form.field('day')} error={form.error('measuredAt')} label={t('outcomes.day')} />
        <TextField {...form.field('note')} label={t('note')} dir="auto" maxLength={500} />
      </FormRow>
    </FormDialog>
  )
}
