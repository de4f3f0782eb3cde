import type { Locator, Page } from '@playwright/test'

/** Counts what a person has to do: every press and every filled field is one action. */
export interface Effort {
  readonly actions: number
  /** Required fields that were empty when their form came into sight. */
  readonly requiredFields: number
  press: (what: Locator) => Promise<void>
  fill: (field: Locator, text: string) => Promise<void>
  /** Key by key, for fields that answer while one types. */
  type: (field: Locator, text: string) => Promise<void>
  /** Opening a link from a mail is one action as well. */
  open: (link: string) => Promise<void>
  meet: (form: string) => Promise<Locator>
}

export function effortOn(page: Page): Effort {
  let actions = 0
  let requiredFields = 0
  return {
    get actions() {
      return actions
    },
    get requiredFields() {
      return requiredFields
    },
    async press(what) {
      actions += 1
      await what.click()
    },
    async fill(field, text) {
      actions += 1
      await field.fill(text)
    },
    async type(field, text) {
      actions += 1
      await field.pressSequentially(text)
    },
    async open(link) {
      actions += 1
      await page.goto(link)
    },
    async meet(name) {
      const form = page.getByRole('form', { name })
      await form.waitFor()
      requiredFields += await form.evaluate(emptyRequiredFields)
      return form
    },
  }
}

/** Runs in the page: what must be filled in and is not yet. A group of choices is one field, done when one is chosen. */
function emptyRequiredFields(form: Element): number {
  const required = [...form.querySelectorAll<HTMLInputElement>('[aria-required="true"], :required')]
  const isDone = (field: HTMLInputElement) =>
    field.getAttribute('role') === 'radiogroup' ? field.querySelector(':checked') !== null : Boolean(field.value)
  return required.filter((field) => !isDone(field)).length
}
