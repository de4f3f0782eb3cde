import { useAddress } from '../../../kit/screen/navigation.tsx'

/** Which row of a settings table is open beside it: `edit` and `new` in the address. */
export function useSettingAddress() {
  const { search, set } = useAddress<{ edit: string; new: string }>()
  return {
    editedId: search.edit,
    isNew: Boolean(search.new),
    edit: (id: string | number) => set({ edit: String(id), new: undefined }),
    add: () => set({ new: '1', edit: undefined }),
    close: () => set({ edit: undefined, new: undefined }),
  }
}
