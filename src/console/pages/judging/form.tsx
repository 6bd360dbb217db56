/**
 * The form of a judgement, made from its row in the table: what it is about, its tests as yes or no, the other details by
 * their kind, then the outcome that follows from them, until when, and the grounds. The same for every judgement that there is.
 */
import type { z } from 'zod'
import type { attestationRequestSchema } from '../../../domain/case.ts'
import type { ApiProblem } from '../../api.ts'
import type { Sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { caseHint } from '../../parts/case.tsx'
import {
  type Choice,
  Csrf,
  FormProblem,
  faultsOf,
  OptionField,
  SelectField,
  Submit,
  TextArea,
  TextField,
} from '../../parts/form.tsx'
import { outcomeName } from '../../parts/judged.tsx'
import { LanguageOfForm } from '../../parts/language.tsx'
import { type Scope, type ScopeKey, scopeChoices, scopeLabel, scopeNames } from '../../parts/scope.ts'
import { Pairs } from '../../parts/show.tsx'
import { numberOf, said } from '../../words.ts'
import type { JudgementType } from './types.ts'

export type Drafted = z.infer<typeof attestationRequestSchema>

const details = (key: string) => `details-${key}`
const scope = (key: string) => `scope-${key}`

/** As it was filled in; what is missing or of another kind is for the API to say. */
export function requestOf(type: JudgementType, form: Sent): Drafted {
  const given = type.scope.flatMap((key) => (form.text(scope(key)) ? [[key, form.text(scope(key))]] : []))
  const validUntil = form.given('validUntil')
  return {
    type: type.code,
    outcome: form.text('outcome'),
    ...(given.length > 0 ? { scope: Object.fromEntries(given) } : {}),
    ...(Object.keys(type.details).length > 0 ? { details: detailsOf(type, form) } : {}),
    grounds: form.text('grounds'),
    ...(validUntil ? { validUntil } : {}),
  }
}

function detailsOf(type: JudgementType, form: Sent): NonNullable<Drafted['details']> {
  return Object.fromEntries(
    Object.entries(type.details).flatMap(([key, kind]): (readonly [string, boolean | number | string])[] => {
      const text = form.text(details(key))
      if (text === '') return []
      if (kind === 'boolean') return text === 'yes' || text === 'no' ? [[key, text === 'yes']] : []
      const number = Number(text)
      return [[key, kind === 'number' && Number.isFinite(number) ? number : text]]
    }),
  )
}

type Props = {
  readonly type: JudgementType
  readonly action: string
  /** What it is about, where that is not for the judge to choose. */
  readonly about?: Scope
  /** In which case; a string: of that one. 'asked': the form asks. */
  readonly caseId?: string | 'asked'
  readonly given?: Sent | undefined
  readonly problem?: ApiProblem | null | undefined
  /** It was looked at what it would do. */
  readonly previewed?: boolean
}

export async function judgementForm(v: Visit, props: Props) {
  const { t } = v
  const { type, action, given, previewed } = props
  const problem = apart(props.problem ?? null)
  const faults = faultsOf(v, problem)
  return (
    <form method="post" action={action} class="sluis-form" autocomplete="off">
      <Csrf v={v} />
      <FormProblem v={v} problem={problem} named={(field) => fieldName(v, type, field)} />
      {await aboutFields(v, props, faults)}
      {Object.entries(type.details).map(([key, kind]) => detailField(v, props, faults, key, kind))}
      <OptionField
        name="outcome"
        kind="radio"
        required
        legend={t('Uitkomst', 'Outcome')}
        error={faults.outcome}
        choices={Object.keys(type.outcomes).map((code) => [code, outcomeName(v, type, code)])}
        chosen={chosenOutcome(type, given)}
      />
      <TextField
        name="validUntil"
        type="date"
        label={t('Geldig tot en met', 'Valid up to and including')}
        hint={validityHint(v, type)}
        value={given?.text('validUntil')}
        error={faults.validUntil}
      />
      <TextArea
        name="grounds"
        label={t('Waarom: uw motivering', 'Why: your grounds')}
        hint={t('Blijft verzegeld in het logboek.', 'Stays sealed in the log.')}
        value={given?.text('grounds') ?? ''}
        error={faults.grounds}
        rows={5}
        required
      />
      <div class="sluis-actions">
        <Submit name="act" value="preview" kind={previewed ? 'secondary' : 'primary'}>
          {t('Bekijk wat dit verandert', 'See what this changes')}
        </Submit>
        <Submit name="act" value="give" kind={previewed ? 'primary' : 'secondary'}>
          {t('Vastleggen', 'Record')}
        </Submit>
      </div>
      <LanguageOfForm v={v} />
    </form>
  )
}

async function aboutFields(v: Visit, { type, about, caseId, given }: Props, faults: Readonly<Record<string, string>>) {
  if (about) {
    const names = await scopeNames(v)
    return (
      <>
        <Pairs pairs={names(about)} />
        {type.scope.map((key) => (
          <input type="hidden" name={scope(key)} value={about[key] ?? ''} />
        ))}
      </>
    )
  }
  const choices = new Map<ScopeKey, readonly Choice[] | null>()
  for (const key of type.scope) choices.set(key, await scopeChoices(v, key))
  return (
    <>
      {type.level === 'case' ? (
        <TextField
          name="caseId"
          label={v.t('Nummer van de zaak', 'Number of the case')}
          hint={caseHint(v)}
          value={given?.text('caseId') ?? caseId}
          error={faults.caseId}
          required
        />
      ) : null}
      {type.scope.map((key) => {
        const value = given?.text(scope(key))
        const shared = { name: scope(key), label: scopeLabel(v, key), error: faults[scope(key)], required: true }
        const listed = choices.get(key)
        if (listed) return <SelectField {...shared} choices={listed} value={value} none={v.t('Kies', 'Choose')} />
        return <TextField {...shared} hint={keyHint(v, key)} value={value} autocomplete="off" />
      })}
    </>
  )
}

function detailField(
  v: Visit,
  { type, given }: Props,
  faults: Readonly<Record<string, string>>,
  key: string,
  kind: JudgementType['details'][string],
) {
  const { t } = v
  const name = details(key)
  const words = type.words.details[key]
  const label = words ? said(v, words) : key
  const value = given?.text(name)
  if (kind !== 'boolean') {
    const number = kind === 'number' ? ({ inputmode: 'numeric' } as const) : {}
    return <TextField name={name} label={label} value={value} error={faults[name]} required {...number} />
  }
  return (
    <OptionField
      name={name}
      kind="radio"
      required
      inline
      legend={label}
      error={faults[name]}
      chosen={value ? [value] : []}
      choices={[
        ['yes', t('Ja', 'Yes')],
        ['no', t('Nee', 'No')],
      ]}
    />
  )
}

/** Where there is one there is nothing to choose. */
function chosenOutcome(type: JudgementType, given: Sent | undefined): string[] {
  const outcomes = Object.keys(type.outcomes)
  const chosen = given?.given('outcome') ?? (outcomes.length === 1 ? outcomes[0] : undefined)
  return chosen ? [chosen] : []
}

/** A detail may be called as a scope is: each has its own field. */
function apart(problem: ApiProblem | null): ApiProblem | null {
  if (!problem?.errors) return problem
  const errors = problem.errors.map(({ pointer, message }) => ({
    pointer: pointer.replace(/^\/(scope|details)\//, '/$1-'),
    message,
  }))
  return { ...problem, errors }
}

function fieldName(v: Visit, type: JudgementType, field: string): string {
  const { t } = v
  const [, of, key = ''] = /^(scope|details)-(.*)$/.exec(field) ?? []
  if (of === 'details') {
    const words = type.words.details[key]
    return words ? said(v, words) : key
  }
  if (of === 'scope') return scopeLabel(v, key as ScopeKey)
  const own: Readonly<Record<string, string>> = {
    outcome: t('Uitkomst', 'Outcome'),
    grounds: t('Motivering', 'Grounds'),
    validUntil: t('Geldig tot en met', 'Valid up to and including'),
    caseId: t('Nummer van de zaak', 'Number of the case'),
  }
  return own[field] ?? field
}

function keyHint({ t }: Visit, key: ScopeKey): string {
  return key === 'person'
    ? t(
        'Pseudoniem zoals het logboek het toont: p- en 32 tekens.',
        'Pseudonym as the log shows it: p- and 32 characters.',
      )
    : t('Sleutel zoals de zaak die toont: s- en 32 tekens.', 'Key as the case shows it: s- and 32 characters.')
}

function validityHint(v: Visit, { validDays }: JudgementType): string {
  return validDays === null
    ? v.t('Laat leeg als er geen einde is.', 'Leave empty if there is no end.')
    : v.t(
        `Laat leeg voor de langste termijn: ${numberOf(v, validDays)} dagen.`,
        `Leave empty for the longest term: ${numberOf(v, validDays)} days.`,
      )
}
