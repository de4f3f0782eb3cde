import { useEffect, useRef, useState } from 'react'
import i18next from 'i18next'
import { unreadable } from '../../ui/fields/Field.tsx'
import { fieldErrorsOf, problemOf, problemText } from '../api/problem.ts'

type Values = Record<string, unknown>
type Errors = Record<string, string>

interface FormOptions<V extends Values> {
  /** Half-finished work is kept in this tab under this name until it is saved or reset. */
  rememberAs?: string
  /** What must be filled in before anything is sent. */
  required?: readonly (keyof V & string)[]
  check?: (values: V) => Errors
}

/** What could not be read is not remembered: its text is gone with the page. */
const known = (_: string, value: unknown): unknown => (value === unreadable ? null : value)

const read = <V extends Values>(key: string | undefined): Partial<V> => {
  try {
    return key ? (JSON.parse(sessionStorage.getItem(key) ?? '{}', known) as Partial<V>) : {}
  } catch {
    return {}
  }
}

const isEmpty = (value: unknown) =>
  value === undefined ||
  value === null ||
  (typeof value === 'string' && value.trim() === '') ||
  (Array.isArray(value) && value.length === 0)

/**
 * The state of one form: `form.field('name')` gives a ui field its value, change handler and error;
 * `form.submit(save)` checks, saves, and puts refused fields where they belong.
 */
export function useFormState<V extends Values>(initial: V, options: FormOptions<V> = {}) {
  const { rememberAs, required = [], check } = options
  const [start, setStart] = useState(initial)
  const [values, setValues] = useState<V>(() => ({ ...initial, ...read<V>(rememberAs) }))
  const [errors, setErrors] = useState<Errors>({})
  const [problem, setProblem] = useState<unknown>(null)
  const [isSubmitting, setSubmitting] = useState(false)
  const isRunning = useRef(false)
  const isDirty = JSON.stringify(values) !== JSON.stringify(start)

  useEffect(() => {
    if (!rememberAs) return
    if (isDirty) sessionStorage.setItem(rememberAs, JSON.stringify(values))
    else sessionStorage.removeItem(rememberAs)
  }, [rememberAs, isDirty, values])

  const set = <K extends keyof V & string>(name: K, value: V[K]) => {
    setValues((before) => ({ ...before, [name]: value }))
    setErrors((before) => withoutPath(before, name))
  }

  const reset = (next: V = start) => {
    setStart(next)
    setValues(next)
    setErrors({})
    setProblem(null)
  }

  const findings = (): Errors => {
    const missing = required
      .filter((name) => isEmpty(values[name]))
      .map((name) => [name, i18next.t('kit:issue.required')])
    return { ...check?.(values), ...(Object.fromEntries(missing) as Errors), ...unreadableIn(values) }
  }

  /** Runs `save` unless something is missing; answers its result, or undefined where it was refused. */
  async function submit<R>(save: (values: V) => Promise<R>): Promise<R | undefined> {
    if (isRunning.current) return undefined
    const found = findings()
    setErrors(found)
    setProblem(null)
    if (Object.keys(found).length > 0) {
      focusFirstError()
      return undefined
    }
    isRunning.current = true
    setSubmitting(true)
    try {
      const result = await save(values)
      if (rememberAs) sessionStorage.removeItem(rememberAs)
      setStart(values)
      return result
    } catch (error) {
      const refused = fieldErrorsOf(error)
      setErrors(refused)
      setProblem(error)
      if (Object.keys(refused).length > 0) focusFirstError()
      else bringProblemIntoSight()
      return undefined
    } finally {
      isRunning.current = false
      setSubmitting(false)
    }
  }

  /** The error at a path or anywhere below it. */
  const error = (path: string) =>
    errors[path] ?? Object.entries(errors).find(([key]) => key.startsWith(`${path}.`))?.[1]

  const field = <K extends keyof V & string>(name: K) => ({
    value: values[name],
    onChange: (value: V[K]) => set(name, value),
    error: error(name),
    isRequired: required.includes(name) || undefined,
  })

  return {
    values,
    set,
    setValues,
    field,
    error,
    errors,
    setErrors,
    isDirty,
    isSubmitting,
    submit,
    reset,
    problem,
    problemText: problem !== null && !isFieldProblem(problem) ? problemText(problem) : undefined,
  }
}

/** A field that holds what it cannot read says so by NaN or {@link unreadable}: nothing that was typed is dropped by saving. */
function unreadableIn(value: unknown, path = ''): Errors {
  if (Number.isNaN(value)) return { [path]: i18next.t('kit:issue.number') }
  if (value === unreadable) return { [path]: i18next.t('kit:issue.incomplete') }
  if (typeof value !== 'object' || value === null) return {}
  const parts = Object.entries(value).map(([key, part]) => unreadableIn(part, path ? `${path}.${key}` : key))
  return Object.assign({}, ...parts) as Errors
}

const isFieldProblem = (error: unknown) =>
  problemOf(error).code === 'invalid-input' && Object.keys(fieldErrorsOf(error)).length > 0

const withoutPath = (errors: Errors, path: string): Errors =>
  Object.fromEntries(Object.entries(errors).filter(([key]) => key !== path && !key.startsWith(`${path}.`)))

/** After the errors are drawn, the keyboard stands at the first of them. */
function focusFirstError() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      document.querySelector<HTMLElement>('form [aria-invalid="true"], form [data-invalid] button')?.focus(),
    ),
  )
}

/** What no field can show stands at the top of the form, which may be out of sight. */
function bringProblemIntoSight() {
  requestAnimationFrame(() =>
    requestAnimationFrame(() =>
      [...document.querySelectorAll('form [role="alert"]')]
        .at(-1)
        ?.scrollIntoView({ block: 'center', behavior: 'smooth' }),
    ),
  )
}
