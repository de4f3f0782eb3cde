import { use, useEffect, useEffectEvent, useLayoutEffect, useRef, type RefObject } from 'react'
import { ComboBoxStateContext } from 'react-aria-components'
import type { Option } from './ListBoxParts.tsx'

type Field = { field: RefObject<HTMLElement | null> }

/** Selects what stands in the field when one enters it and after a choice: what is typed then takes its place. */
export function TypingReplaces({ field }: Field) {
  const state = use(ComboBoxStateContext)
  const [chosen, words] = [state?.selectedKey ?? null, state?.inputValue]
  const lastChosen = useRef(chosen)
  const isJustChosen = useRef(false)
  useEffect(() => {
    const element = field.current
    let isFresh = false
    const enter = ({ target }: FocusEvent) => {
      if (!(target instanceof HTMLInputElement)) return
      target.select()
      isFresh = true
    }
    // The press that enters puts the caret somewhere; a selection drawn by hand stays.
    const press = ({ target }: MouseEvent) => {
      if (isFresh && target instanceof HTMLInputElement && target.selectionStart === target.selectionEnd)
        target.select()
      isFresh = false
    }
    const type = () => (isFresh = isJustChosen.current = false)
    element?.addEventListener('focusin', enter)
    element?.addEventListener('click', press)
    element?.addEventListener('input', type)
    return () => {
      element?.removeEventListener('focusin', enter)
      element?.removeEventListener('click', press)
      element?.removeEventListener('input', type)
    }
  }, [field])
  // What was chosen is written into the field a moment later; the next key may come at once.
  useLayoutEffect(() => {
    if (lastChosen.current !== chosen) isJustChosen.current = chosen !== null
    lastChosen.current = chosen
    const input = field.current?.querySelector('input')
    if (isJustChosen.current && input && input === document.activeElement) input.select()
  }, [chosen, words, field])
  return null
}

/** Escape closes the open list and nothing else: the panel or dialog around it stays. */
export function EscapeClosesList({ field }: Field) {
  const state = use(ComboBoxStateContext)
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (event.key !== 'Escape' || !state?.isOpen) return
    event.preventDefault()
    event.stopPropagation()
    state.revert()
  })
  useEffect(() => {
    const element = field.current
    const onKey = (event: KeyboardEvent) => press(event)
    element?.addEventListener('keydown', onKey, { capture: true })
    return () => element?.removeEventListener('keydown', onKey, { capture: true })
  }, [field])
  return null
}

type FirstProps = Field & { isLoading: boolean; isAlwaysKept: boolean }

/**
 * Enter takes the first of what was found for the words in the field. Pressed before the answer is there, it waits for it,
 * and is forgotten as soon as the words change; with somebody chosen it does nothing (`isAlwaysKept`), because one press too
 * many is soon done; an offer ("add as new") is taken only by those who have seen it.
 */
export function EnterTakesFirst({ field, isLoading, isAlwaysKept }: FirstProps) {
  const state = use(ComboBoxStateContext)
  const awaited = useRef<string>(undefined)

  const firstOf = (isSeen: boolean) => {
    if (!state) return undefined
    const keys = [...state.collection.getKeys()].filter((key) => !state.selectionManager.isDisabled(key))
    const [first] = keys
    const option = first === undefined ? undefined : (state.collection.getItem(first)?.value as Option | undefined)
    return first !== undefined && (isSeen || !option?.isOffer) ? first : undefined
  }
  const take = (isSeen: boolean) => {
    const first = firstOf(isSeen)
    if (first !== undefined) state?.selectionManager.select(first)
  }
  const press = useEffectEvent((event: KeyboardEvent) => {
    if (!state || event.key !== 'Enter' || event.isComposing || event.ctrlKey || event.metaKey) return
    const words = state.inputValue.trim()
    const isChosen =
      state.selectedKey !== null && state.inputValue === state.collection.getItem(state.selectedKey)?.textValue
    if (words === '' || isChosen || state.selectionManager.focusedKey !== null) return
    if (isLoading) awaited.current = state.inputValue
    else if (state.isOpen) take(true)
    else if (!isAlwaysKept) return
    event.preventDefault()
    event.stopPropagation()
  })
  useEffect(() => {
    const element = field.current
    const onKey = (event: KeyboardEvent) => press(event)
    const forget = () => (awaited.current = undefined)
    element?.addEventListener('keydown', onKey, { capture: true })
    element?.addEventListener('focusout', forget)
    return () => {
      element?.removeEventListener('keydown', onKey, { capture: true })
      element?.removeEventListener('focusout', forget)
    }
  }, [field])

  const words = state?.inputValue
  const collection = state?.collection
  const answer = useEffectEvent(() => {
    if (awaited.current === undefined) return
    if (awaited.current === words) {
      // The lines come one drawing after the answer.
      if (isLoading || collection?.size === 0) return
      take(false)
    }
    awaited.current = undefined
  })
  useEffect(() => answer(), [isLoading, words, collection])
  return null
}
