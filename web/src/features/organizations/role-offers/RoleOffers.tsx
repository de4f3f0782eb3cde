import type { RoleOffer } from '@polyclinic/contract/organizations/role-offers.ts'
import { useFormat } from '../../../kit/texts/format.ts'
import { useTrade } from '../../../kit/session/trade.ts'
import { Button } from '../../../ui/buttons/Button.tsx'
import { Card } from '../../../ui/layout/Card.tsx'
import { useRoleName } from '../roles/use-role-name.ts'
import { useAnswerOffers, useRoleOffers } from './use-role-offers.ts'

/** What a release brought that roles were not asked about yet: to be taken or left, role by role or at once. */
export function RoleOffers() {
  const { t } = useTrade('organizations')
  const offers = useRoleOffers()
  const { mutate, isPending } = useAnswerOffers()
  if (offers.length === 0) return null
  const answer = (answered: readonly RoleOffer[], isTaken: boolean) => mutate({ offers: answered, isTaken })
  return (
    <Card
      title={t('offers.title')}
      actions={
        offers.length > 1 && (
          <>
            <Button onPress={() => answer(offers, false)} isDisabled={isPending}>
              {t('offers.leaveAll')}
            </Button>
            <Button onPress={() => answer(offers, true)} isDisabled={isPending}>
              {t('offers.takeAll')}
            </Button>
          </>
        )
      }
    >
      <p className="max-w-prose text-muted">{t('offers.text')}</p>
      <ul className="mt-2 divide-y divide-line">
        {offers.map((offer) => (
          <OfferRow
            key={offer.role.key}
            offer={offer}
            isPending={isPending}
            onAnswer={(isTaken) => answer([offer], isTaken)}
          />
        ))}
      </ul>
    </Card>
  )
}

type RowProps = { offer: RoleOffer; isPending: boolean; onAnswer: (isTaken: boolean) => void }

function OfferRow({ offer: { role, origin, permissions }, isPending, onAnswer }: RowProps) {
  const { t } = useTrade('organizations')
  const { list } = useFormat()
  const roleName = useRoleName()
  const from = roleName({ key: origin.key, name: origin.key })
  const words = permissions.map((one) => t(`kit:permission.${one}`))
  const about = { name: roleName(role), permissions: list(words) }
  return (
    <li className="flex flex-wrap items-center gap-x-6 gap-y-3 py-3 last:pb-0">
      <div className="me-auto min-w-0">
        <p className="font-semibold wrap-anywhere">
          <bdi>{about.name}</bdi>
        </p>
        <ul className="list-disc ps-5">
          {words.map((word) => (
            <li key={word}>{word}</li>
          ))}
        </ul>
        <p className="text-13 text-muted">{t(origin.isRecorded ? 'offers.since' : 'offers.likest', { role: from })}</p>
      </div>
      <div className="flex gap-2">
        <Button aria-label={t('offers.leaveFor', about)} isDisabled={isPending} onPress={() => onAnswer(false)}>
          {t('offers.leave')}
        </Button>
        <Button
          variant="primary"
          aria-label={t('offers.takeFor', about)}
          isDisabled={isPending}
          onPress={() => onAnswer(true)}
        >
          {t('offers.take')}
        </Button>
      </div>
    </li>
  )
}
