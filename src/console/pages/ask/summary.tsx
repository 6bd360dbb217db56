/** How far one is, and what was chosen so far: each part with a way back to it. */
import { caseReference } from '../../../cases/reference.ts'
import type { Visit } from '../../page.ts'
import { fieldWord, levelWord, modeWord, regimeWord } from '../../parts/codes.ts'
import { Submit } from '../../parts/form.tsx'
import { Pairs } from '../../parts/show.tsx'
import { said } from '../../words.ts'
import { errorsIn } from './checks.ts'
import { type Draft, namesOfStep, one, type Regime, STEPS, type Step, trackOf } from './draft.ts'
import type { Tables } from './fitting.ts'
import { labelsOf, STEP_TITLES } from './steps.tsx'

export function Progress({ v, step }: { readonly v: Visit; readonly step: Step }) {
  const place = STEPS.indexOf(step) + 1
  const words = v.t(`Stap ${place} van ${STEPS.length}`, `Step ${place} of ${STEPS.length}`)
  return (
    <>
      <p class="nl-paragraph nl-paragraph--lead">{words}</p>
      <progress class="sluis-progress" value={place} max={STEPS.length} aria-label={words} />
    </>
  )
}

type Asked = Exclude<Step, 'check'>
type Pair = readonly [string, string | null]
type Part = readonly [step: Asked, pairs: readonly Pair[]]

/** Within a form: each button goes to its step with all that was filled in. */
export function Chosen({ v, parts }: { readonly v: Visit; readonly parts: readonly Part[] }) {
  const { t } = v
  return (
    <>
      {parts.map(([step, pairs]) => (
        <div class="sluis-record">
          <h3 class="nl-heading nl-heading--level-3">{t(...STEP_TITLES[step])}</h3>
          <Pairs pairs={pairs} />
          <div class="sluis-actions">
            <Submit name="go" value={step} kind="subtle">
              {t('Wijzigen: ', 'Change: ')}
              {t(...STEP_TITLES[step])}
            </Submit>
          </div>
        </div>
      ))}
    </>
  )
}

/** What was answered already in the other steps. */
export function SoFar({
  v,
  tables,
  draft,
  step,
}: {
  readonly v: Visit
  readonly tables: Tables
  readonly draft: Draft
  readonly step: Step
}) {
  const parts = summary(v, tables, draft).filter(([other]) => other !== step)
  if (parts.length === 0) return null
  return (
    <details class="sluis-disclosure">
      <summary>
        {v.t('Wat u al invulde', 'What you filled in already')} ({parts.length})
      </summary>
      <Chosen v={v} parts={parts} />
    </details>
  )
}

/** Nothing is left to be asked but this step; what data it is about has no answer before there is a source. */
export function restIsAnswered(v: Visit, tables: Tables, draft: Draft, step: Step): boolean {
  return one(draft, 'source') !== '' && STEPS.every((other) => other === step || isRight(v, tables, draft, other))
}

function isRight(v: Visit, tables: Tables, draft: Draft, step: Step): boolean {
  return Object.keys(errorsIn(v, tables, draft, step)).length === 0
}

/** What was chosen, step by step; only of steps that were answered. */
export function summary(v: Visit, tables: Tables, draft: Draft): readonly Part[] {
  const given = (step: Asked) => namesOfStep(step).some((name) => draft[name].length > 0)
  const answered = ASKED.filter((step) => given(step) && isRight(v, tables, draft, step))
  return answered.map((step) => [step, TOLD[step](v, tables, draft)])
}

const ASKED = STEPS.filter((step) => step !== 'check')

const TOLD: Readonly<Record<Asked, (v: Visit, tables: Tables, draft: Draft) => readonly Pair[]>> = {
  questions: (v, _, draft) =>
    (['necessity', 'proportionality', 'subsidiarity'] as const).map((ground) => [
      labelsOf(v)[ground],
      one(draft, ground),
    ]),
  track: (v, _, draft) => {
    const { regime, caseId } = trackOf(draft)
    return [[labelsOf(v).track, `${regimeWord(v, regime as Regime)}${caseId ? ` ${caseReference(caseId)}` : ''}`]]
  },
  purpose: (v, { purposes }, draft) => [[labelsOf(v).purpose, name(v, purposes, one(draft, 'purpose'))]],
  basis: (v, { tasks, bases }, draft) => [
    [labelsOf(v).task, name(v, tasks, one(draft, 'task'))],
    [labelsOf(v).legalBasis, draft.legalBasis.map((code) => name(v, bases, code)).join('; ')],
  ],
  source: (v, { sources }, draft) => [
    [labelsOf(v).source, name(v, sources, one(draft, 'source'))],
    [labelsOf(v).mode, modeWord(v, one(draft, 'mode') as 'DETAIL')],
    [labelsOf(v).level, levelWord(v, one(draft, 'level') as 'OPS')],
  ],
  data: (v, _, draft) => {
    const fields = draft.fields.map((field) => fieldWord(v, field)).join(', ')
    return [
      [labelsOf(v).fields, one(draft, 'mode') === 'DETAIL' ? fields : null],
      [labelsOf(v).value, one(draft, 'value') || null],
    ]
  },
}

type Coded = { readonly code: string; readonly nl: string; readonly en: string }

function name(v: Visit, rows: readonly Coded[], code: string): string {
  const row = rows.find((known) => known.code === code)
  return row ? said(v, row) : code
}
