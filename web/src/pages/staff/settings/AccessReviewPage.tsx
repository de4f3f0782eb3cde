import { AccessReview, AccessReviewExport, AccessReviewPanel } from '../../../features/organizations/public.ts'
import { ProgramsReviewed } from '../../../features/programs/public.ts'
import { SupportReviewed } from '../../../features/support/public.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { SettingPage } from '../../../kit/screen/SettingPage.tsx'

export function AccessReviewPage() {
  const { search } = useAddress<{ member: string }>()
  return (
    <SettingPage id="review" actions={<AccessReviewExport />} panel={search.member && <AccessReviewPanel />}>
      <AccessReview>
        <ProgramsReviewed />
        <SupportReviewed />
      </AccessReview>
    </SettingPage>
  )
}
