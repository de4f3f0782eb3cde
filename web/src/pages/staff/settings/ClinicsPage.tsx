import { useTranslation } from 'react-i18next'
import { ClinicForm, ClinicsTable } from '../../../features/organizations/public.ts'
import { WeeklyHoursField } from '../../../features/scheduling/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useClinic, useOrganization } from '../../../kit/session/session.tsx'
import { toast } from '../../../kit/notices/toast.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { FormActions } from '../../../ui/fields/FormActions.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'
import { AddButton } from '../../../kit/screen/AddButton.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function ClinicsPage() {
  const { t } = useTranslation('organizations')
  const { clinics } = useClinic()
  // whoever works for some clinics adds none beside them
  const mayAdd = !useOrganization().clinicIds
  const { search, set } = useAddress<{ new: string; edit: string }>()
  const edited = clinics.find(({ id }) => id === search.edit)
  const close = () => set({ new: undefined, edit: undefined })
  return (
    <SettingPage
      id="clinics"
      actions={mayAdd && <AddButton label={t('clinic.add')} permission="clinics.manage" />}
      panel={
        (search.new || edited) && (
          <SidePanel
            key={edited?.id ?? 'new'}
            size="large"
            title={edited?.name ?? t('clinic.add')}
            closeLabel={t('kit:action.close')}
            onClose={close}
          >
            <ClinicForm
              clinic={edited}
              hoursField={(field) => <WeeklyHoursField {...field} />}
              onSaved={({ name }) => {
                toast.good(t('clinic.saved', { name }))
                close()
              }}
              actions={({ isSubmitting, submit }) => (
                <FormActions>
                  <Button onPress={close}>{t('kit:action.cancel')}</Button>
                  <Button variant="primary" onPress={submit} isPending={isSubmitting}>
                    {t('kit:action.save')}
                  </Button>
                </FormActions>
              )}
            />
          </SidePanel>
        )
      }
    >
      <Card isFlush>
        <ClinicsTable activeId={edited?.id} onOpen={(edit) => set({ edit, new: undefined })} />
      </Card>
    </SettingPage>
  )
}
