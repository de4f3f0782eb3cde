import { useQuery } from '@tanstack/react-query'
import { useOrganization } from '../session/session.tsx'
import { gathered } from './gathered.ts'

interface Pictured {
  id?: string
  /** Changes with the picture; absent where there is none. */
  pictureId?: string
}

type Ask = (organization: string, ids: string) => Promise<{ items: { id: string; content: string }[] }>

/**
 * A hook that answers where somebody's small picture is read; undefined while it is on its way and where there is none. What
 * a list shows is asked for together, each organization for itself.
 */
export function smallPictures(kind: string, ask: Ask) {
  const askers = new Map<string, (id: string) => Promise<string | undefined>>()
  const askerOf = (organization: string) => {
    const asker =
      askers.get(organization) ??
      gathered(async (ids) => {
        const { items } = await ask(organization, ids.join(','))
        return new Map(items.map(({ id, content }) => [id, `data:image/webp;base64,${content}`]))
      })
    askers.set(organization, asker)
    return asker
  }
  return function useSmallPicture({ id = '', pictureId }: Pictured): string | undefined {
    const { slug } = useOrganization()
    const { data } = useQuery({
      queryKey: ['small-picture', kind, slug, id, pictureId],
      queryFn: async () => (await askerOf(slug)(id)) ?? null,
      enabled: id !== '' && pictureId !== undefined,
      // another picture has another id; what waits for the scanner is asked for again
      staleTime: ({ state }) => (state.data ? Infinity : 0),
      retry: false,
    })
    return data ?? undefined
  }
}
