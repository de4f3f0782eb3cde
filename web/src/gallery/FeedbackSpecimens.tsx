import { CalendarX2, Clock } from 'lucide-react'
import { Badge, CountBadge } from '../ui/signs/Badge.tsx'
import { Banner } from '../ui/signs/Banner.tsx'
import { Button } from '../ui/buttons/Button.tsx'
import { Card } from '../ui/layout/Card.tsx'
import { EmptyState } from '../ui/lists/EmptyState.tsx'
import { Skeleton, SkeletonRegion } from '../ui/signs/Skeleton.tsx'
import { Spinner } from '../ui/signs/Spinner.tsx'
import { Specimen, Specimens } from './Specimen.tsx'
import { useWords } from './words.ts'

export function FeedbackSpecimens() {
  const say = useWords()
  const loading = say('Loading', 'جارٍ التحميل')
  return (
    <Specimens id="feedback" title={say('Feedback', 'الحالة')}>
      <Specimen name="Badge, CountBadge">
        <Badge>{say('Draft', 'مسودة')}</Badge>
        <Badge tone="accent" icon={<Clock aria-hidden="true" />}>
          {say('In progress', 'جارية')}
        </Badge>
        <Badge tone="good">{say('Paid', 'مدفوعة')}</Badge>
        <Badge tone="warn">{say('Late', 'متأخر')}</Badge>
        <Badge tone="bad">{say('Allergy: penicillin', 'حساسية: البنسلين')}</Badge>
        <Badge tone="info">{say('Video', 'فيديو')}</Badge>
        <CountBadge count={4} label={say('4 new', '٤ جديدة')} />
        <CountBadge count={12} tone="accent" label={say('12 new', '١٢ جديدة')} />
        <CountBadge count={120} tone="bad" label={say('120 failed', '١٢٠ فشلت')} />
      </Specimen>
      <Specimen name="Banner" isStacked>
        <Banner tone="info">{say('Times are shown in the time of the clinic.', 'تُعرض الأوقات بتوقيت العيادة.')}</Banner>
        <Banner tone="good" title={say('Payment received', 'تم استلام الدفعة')}>
          {say('The receipt is on its way.', 'الإيصال في الطريق.')}
        </Banner>
        <Banner
          tone="warn"
          title={say('Someone changed this visit', 'عدّل شخص ما هذه الزيارة')}
          action={<Button size="small">{say('See both', 'عرض النسختين')}</Button>}
        >
          {say('Your changes are kept until you choose.', 'تُحفظ تعديلاتك حتى تختار.')}
        </Banner>
        <Banner
          tone="bad"
          title={say('No connection', 'لا يوجد اتصال')}
          onDismiss={() => {}}
          dismissLabel={say('Dismiss', 'إخفاء')}
        >
          {say('What you type is kept and sent when the connection is back.', 'يُحفظ ما تكتبه ويُرسل عند عودة الاتصال.')}
        </Banner>
      </Specimen>
      <Specimen name="EmptyState, Skeleton, Spinner" isGrid>
        <Card>
          <EmptyState
            size="small"
            headingLevel={3}
            icon={<CalendarX2 aria-hidden="true" />}
            title={say('No visits today', 'لا زيارات اليوم')}
            text={say('The clinic is open until 18:00.', 'العيادة مفتوحة حتى ١٨:٠٠.')}
            action={<Button variant="primary">{say('Book visit', 'احجز زيارة')}</Button>}
          />
        </Card>
        <Card isFlush>
          <SkeletonRegion label={loading}>
            <Skeleton shape="row" lines={4} />
          </SkeletonRegion>
        </Card>
        <Card>
          <SkeletonRegion label={loading} className="flex flex-col gap-4">
            <span className="flex items-center gap-3">
              <Skeleton shape="circle" />
              <Skeleton width="8rem" />
            </span>
            <Skeleton lines={3} />
            <Skeleton shape="block" height={64} />
          </SkeletonRegion>
        </Card>
        <span className="flex items-center gap-4 text-muted">
          <Spinner label={loading} /> <Spinner size={20} /> <Spinner size={24} />
        </span>
      </Specimen>
    </Specimens>
  )
}
