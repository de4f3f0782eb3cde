import fc from 'fast-check'
import { expect, test } from 'vitest'
import './contract.ts'
import { decide, kindsOfPeople, placeOf, ruleKinds, type Rule, type RuleKind, type Whom } from './kit/toggles/decide.ts'
import { declarationOf, toggleKeys, type ToggleKey } from './kit/toggles/toggles.ts'
import { planFeatures } from './plans/plans.ts'

const here = 'a0000000-0000-7000-8000-000000000001'
const elsewhere = 'a0000000-0000-7000-8000-000000000002'

/** What a rule of each kind can be about; the first of each is about the caller below. */
const subjects: Record<RuleKind, readonly (string | null)[]> = {
  account: ['me', 'somebody-else'],
  role: ['nurse', 'receptionist'],
  clinic: ['north', 'south'],
  organization: [null],
  percentage: ['100', '0'],
  plan: ['free', 'pro'],
  everybody: [null],
}

const ofOneOrganization: readonly RuleKind[] = ['clinic', 'organization']

const rule = (toggle: ToggleKey): fc.Arbitrary<Rule> =>
  fc.constantFrom(...ruleKinds).chain((kind) =>
    fc.record({
      toggle: fc.constant(toggle),
      kind: fc.constant(kind),
      organizationId: ofOneOrganization.includes(kind)
        ? fc.constantFrom(here, elsewhere)
        : fc.constant<string | null>(null),
      subject: fc.constantFrom(...subjects[kind]),
      isOn: fc.boolean(),
    }),
  )

const whom = (features: readonly string[] = []): Whom => ({
  organizationId: here,
  plan: { key: 'free', features },
  accountId: 'me',
  roleKey: 'nurse',
  clinicIds: ['north'],
})

const isAboutMe = ({ kind, organizationId, subject }: Rule) =>
  organizationId !== elsewhere && subject === subjects[kind][0]

test('the most specific rule decides, whatever else was said and in whichever order', () => {
  for (const key of toggleKeys()) {
    const { actsOn, isOn, planFeature } = declarationOf(key)
    fc.assert(
      fc.property(
        fc.uniqueArray(rule(key), {
          maxLength: 12,
          selector: (one) => JSON.stringify([one.kind, one.organizationId, one.subject]),
        }),
        fc.boolean(),
        (rules, isInPlan) => {
          const decision = decide(key, rules, whom(isInPlan && planFeature ? [planFeature] : []))
          const asked = rules.filter(
            (one) => isAboutMe(one) && (actsOn === 'people' || !kindsOfPeople.includes(one.kind)),
          )
          const [first] = asked.toSorted((a, b) => ruleKinds.indexOf(a.kind) - ruleKinds.indexOf(b.kind))
          if (first) expect(decision).toEqual({ isOn: first.isOn, by: first.kind })
          else if (planFeature) expect(decision).toEqual({ isOn: isInPlan, by: 'plan-feature' })
          else expect(decision).toEqual({ isOn, by: 'default' })
        },
      ),
    )
  }
})

test('what was said of a role here comes before what was said of it everywhere', () => {
  const of = (organizationId: string | null, isOn: boolean): Rule => ({
    toggle: 'patient-pictures',
    kind: 'role',
    organizationId,
    subject: 'nurse',
    isOn,
  })
  for (const rules of [
    [of(null, false), of(here, true)],
    [of(here, true), of(null, false)],
  ])
    expect(decide('patient-pictures', rules, whom()).isOn).toBe(true)
})

test('who works at several clinics has what is on at one of them; where one is named, it decides', () => {
  const off: Rule = { toggle: 'patient-pictures', kind: 'clinic', organizationId: here, subject: 'north', isOn: false }
  const at = (...clinicIds: string[]) => decide('patient-pictures', [off], { ...whom(), clinicIds }).isOn
  expect([at('north'), at('south'), at('north', 'south')]).toEqual([false, true, true])
  const { clinicIds: _any, ...everywhere } = whom()
  expect(decide('patient-pictures', [off], everywhere).isOn).toBe(true)
  const on: Rule = { toggle: 'rooms', kind: 'clinic', organizationId: here, subject: 'south', isOn: true }
  expect(decide('rooms', [on], everywhere)).toEqual({ isOn: true, by: 'clinic' })
  expect(decide('rooms', [on], { ...everywhere, clinicIds: ['north'] }).isOn).toBe(false)
})

test('a percentage means the same organizations each time, and with a larger one these and others', () => {
  fc.assert(
    fc.property(fc.uuid(), fc.integer({ min: 1, max: 99 }), (organizationId, percentage) => {
      const ask = (subject: number) =>
        decide(
          'website',
          [{ toggle: 'website', kind: 'percentage', organizationId: null, subject: `${subject}`, isOn: false }],
          {
            organizationId,
            plan: { key: 'free', features: [] },
          },
        )
      expect(ask(percentage)).toEqual(ask(percentage))
      if (!ask(percentage).isOn) expect(ask(percentage + 1).isOn).toBe(false)
      expect(ask(100)).toEqual({ isOn: false, by: 'percentage' })
    }),
  )
  // a value that a release must not change: whoever has a feature would lose it
  expect(placeOf('website', here)).toBe(56)
})

test('so many in a hundred are about so many, and another toggle means others', () => {
  const ids = Array.from({ length: 4000 }, (_, index) => `b0000000-0000-7000-8000-${String(index).padStart(12, '0')}`)
  const under = (toggle: string, percentage: number) => ids.filter((id) => placeOf(toggle, id) < percentage)
  for (const percentage of [10, 50, 90]) {
    const share = (under('website', percentage).length / ids.length) * 100
    expect(Math.abs(share - percentage), `${percentage} is ${share}`).toBeLessThan(3)
  }
  const both = under('website', 50).filter((id) => placeOf('programs', id) < 50)
  expect(Math.abs(both.length / ids.length - 0.25)).toBeLessThan(0.04)
})

test('what a plan has to include is a feature that plans know', () => {
  const named = toggleKeys().flatMap((key) => declarationOf(key).planFeature ?? [])
  expect(named.length).toBeGreaterThan(0)
  for (const feature of named) expect(planFeatures).toContain(feature)
})
