import { lazy, Suspense, useEffect, useRef, useState } from 'react'
import { useQueryClient } from '@tanstack/react-query'
import { Outlet, useRouter, useRouterState } from '@tanstack/react-router'
import { useTranslation } from 'react-i18next'
import { AutoLock } from '../../../features/identity/public.ts'
import { PreviewBanner, useOwnLook } from '../../../features/organizations/public.ts'
import { loadTexts } from '../../../kit/texts/i18n.ts'
import { useLiveUpdates } from '../../../kit/api/live.ts'
import { useAddress } from '../../../kit/screen/navigation.tsx'
import { useOrganization } from '../../../kit/session/session.tsx'
import { useFeatures, type Feature } from '../../../kit/screen/feature.ts'
import { useShortcut } from '../../../kit/screen/shortcuts.ts'
import { useUndoKey } from '../../../kit/notices/undo.ts'
import { WritesHeld } from '../../../ui/buttons/writes-held.ts'
import type { PanelSearch } from '../../../paths.ts'
import { BottomBar, SideBar } from './NavBars.tsx'
import { OfflineBanner } from './OfflineBanner.tsx'
import { useHeldReason } from './held-reason.ts'
import { StandingBanner } from './StandingBanner.tsx'
import { TopBar } from './TopBar.tsx'

const EmergencyAsked = lazy(() =>
  import('../panels/EmergencyAsked.tsx').then(({ EmergencyAsked }) => ({ default: EmergencyAsked })),
)

const SupportBanners = lazy(async () => {
  const [{ SupportBanners }] = await Promise.all([import('./SupportBanners.tsx'), loadTexts('support')])
  return { default: SupportBanners }
})

/** The palette with what each feature offers in it; all of it comes with the first question. */
const paletteOf = (features: readonly Feature[]) =>
  lazy(async () => {
    const [{ Palette }, ...offering] = await Promise.all([
      import('../palette/Palette.tsx'),
      ...features.flatMap(({ palette }) => palette?.() ?? []),
    ])
    const hooks = offering.map(({ usePalette }) => usePalette)
    return { default: ({ onClose }: { onClose: () => void }) => <Palette hooks={hooks} onClose={onClose} /> }
  })

export function StaffFrame() {
  const { t } = useTranslation('staff')
  const organization = useOrganization()
  const features = useFeatures()
  const { search } = useAddress<PanelSearch>()
  const [isPaletteOpen, setPaletteOpen] = useState(false)
  useLiveUpdates(organization.slug, features)
  useShortcut('ctrl+k', () => setPaletteOpen(true))
  useUndoKey(organization.slug)
  useOwnLook()
  useFocusOnArrival()
  usePagesAtHand(features)
  const [Palette] = useState(() => paletteOf(features))
  return (
    // What is placed inside stays inside: nothing that takes the focus or opens can scroll the frame away.
    <div className="relative flex h-dvh flex-col overflow-clip bg-canvas print:static print:block print:h-auto print:overflow-visible">
      <a
        href="#content"
        className="sr-only z-50 rounded-lg bg-raised px-4 py-2 shadow-overlay focus:not-sr-only focus:fixed focus:start-4 focus:top-2"
      >
        {t('frame.skip')}
      </a>
      <PreviewBanner />
      <div className="flex min-h-0 flex-1">
        <SideBar />
        <div className="flex min-w-0 flex-1 flex-col">
          <TopBar onSearch={() => setPaletteOpen(true)} />
          <OfflineBanner />
          <StandingBanner />
          <Support />
          <Page />
        </div>
      </div>
      <BottomBar />
      <AutoLock />
      {search.emergency && (
        <Suspense>
          <EmergencyAsked />
        </Suspense>
      )}
      {isPaletteOpen && (
        <Suspense>
          <Palette onClose={() => setPaletteOpen(false)} />
        </Suspense>
      )}
    </div>
  )
}

/** What saves in it says so where nothing can be saved. */
function Page() {
  return (
    <main id="content" tabIndex={-1} className="flex min-h-0 min-w-0 flex-1 outline-none!">
      <WritesHeld value={useHeldReason()}>
        <Outlet />
      </WritesHeld>
    </main>
  )
}

/** Comes to those alone whom it can concern. */
function Support() {
  const { membership, can } = useOrganization()
  if (!membership.support && !can('organization.manage')) return null
  return (
    <Suspense>
      <SupportBanners />
    </Suspense>
  )
}

/** After a change of page the keyboard and the screen reader stand at its beginning, not on the link that led there. */
function useFocusOnArrival() {
  const path = useRouterState({ select: (state) => state.resolvedLocation?.pathname })
  const before = useRef(path)
  useEffect(() => {
    if (before.current && path && before.current !== path)
      document.getElementById('content')?.focus({ preventScroll: true })
    before.current = path
  }, [path])
}

/** Fetches code and texts of every staff page while nothing else happens: a click answers at once, also without a connection. */
function usePagesAtHand(features: readonly Feature[]) {
  const router = useRouter()
  const client = useQueryClient()
  useEffect(() => {
    let timer = setTimeout(fetchRest, 1500)
    function fetchRest() {
      // on a slow line it would stand in the way of what is being waited for
      if (router.state.isLoading || client.isFetching() > 0) return void (timer = setTimeout(fetchRest, 1500))
      void loadTexts(...features.map(({ name }) => name))
      // what says that the line is down cannot be fetched then
      void import('../../../ui/overlays/Toast.tsx')
      const pages = Object.values(router.routesById).filter(({ id }) => id.startsWith('/$organization'))
      for (const page of pages) void router.loadRouteChunk(page)
    }
    return () => clearTimeout(timer)
  }, [router, client, features])
}
