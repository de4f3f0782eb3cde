import { useMutation } from '@tanstack/react-query'
import { useTranslation } from 'react-i18next'
import { q } from '../../../kit/api/api.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { Button } from '../../../ui/buttons/Button.tsx'
import { SidePanel } from '../../../ui/overlays/SidePanel.tsx'

/** One more kennel: `kennel` in the address. */
export function NewKennel() {
  const { t } = useTranslation('kennels')
  const { slug: organization } = useOrganization()
  const { set } = useAddress<{ kennel: string }>()
  const close = () => set({ kennel: undefined })
  const add = useMutation(q.kennels.kennels.create.mutationOptions({ onSuccess: close }))
  return (
    <SidePanel title={t('add')} closeLabel={t('kit:action.close')} onClose={close}>
      <Button
        variant="primary"
        isPending={add.isPending}
        onPress={() => add.mutate({ params: { organization }, body: { name: t('usual') } })}
      >
        {t('add')}
      </Button>
    </SidePanel>
  )
}
