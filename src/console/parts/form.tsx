/** Parts of forms: label, explanation, error and field belong together (WCAG 1.3.1, 3.3.1, 3.3.2). */
import type { Child } from 'hono/jsx'
import type { ApiProblem } from '../api.ts'
import type { Visit } from '../page.ts'
import { isOwn } from '../problems.ts'
import { Alert } from './alert.tsx'
import { faultWord } from './faults.ts'
import { Fieldset, Marks, type MarksProps, type Titled } from './options.tsx'

/** In every form that posts: without it the post is refused. The word is of this form alone: it counts once. */
export function Csrf({ v }: { readonly v: Pick<Visit, 'session' | 'word'> }) {
  return (
    <>
      <input type="hidden" name="_csrf" value={v.session.csrf} />
      <input type="hidden" name="_once" value={v.word()} />
    </>
  )
}

/** `note`: what helps to choose it, small under its label. */
export type Choice = readonly [value: string, label: string, note?: string | undefined]
/** Choices that belong together, under a heading of their own. */
export type Group = { readonly title: string; readonly choices: readonly Choice[] }
type Labelled = {
  readonly name: string
  readonly label: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

function Field({ name, label, hint, error, children }: Labelled & { readonly children: Child }) {
  return (
    <div class={`utrecht-form-field${error ? ' utrecht-form-field--invalid' : ''}`}>
      <div class="utrecht-form-field__label">
        <label class="utrecht-form-label" for={name}>
          {label}
        </label>
      </div>
      {hint ? (
        <div class="utrecht-form-field-description" id={`${name}-hint`}>
          {hint}
        </div>
      ) : null}
      {error ? (
        <div class="utrecht-form-field-error-message" id={`${name}-error`}>
          {error}
        </div>
      ) : null}
      <div class="utrecht-form-field__input">{children}</div>
    </div>
  )
}

const described = ({ name, hint, error }: Labelled) =>
  [hint ? `${name}-hint` : '', error ? `${name}-error` : ''].filter((id) => id !== '').join(' ') || undefined

type Text = Labelled & {
  readonly value?: string | undefined
  readonly type?: 'text' | 'date' | 'search' | 'number' | 'datetime-local'
  readonly required?: boolean
  /** `off` keeps the browser from remembering persons. */
  readonly autocomplete?: 'off'
  readonly inputmode?: 'numeric'
}

export function TextField(props: Text) {
  const { name, value, type = 'text', required, autocomplete, inputmode, error } = props
  return (
    <Field {...props}>
      <input
        class={`utrecht-textbox utrecht-textbox--html-input${error ? ' utrecht-textbox--invalid' : ''}`}
        id={name}
        name={name}
        type={type}
        value={value}
        required={required}
        autocomplete={autocomplete}
        inputmode={inputmode}
        aria-describedby={described(props)}
        aria-invalid={error ? 'true' : undefined}
      />
    </Field>
  )
}

export function TextArea(
  props: Labelled & { readonly value?: string; readonly rows?: number; readonly required?: boolean },
) {
  const { name, value, rows = 4, required, error } = props
  return (
    <Field {...props}>
      <textarea
        class={`utrecht-textarea utrecht-textarea--html-textarea${error ? ' utrecht-textarea--invalid' : ''}`}
        id={name}
        name={name}
        rows={rows}
        required={required}
        aria-describedby={described(props)}
        aria-invalid={error ? 'true' : undefined}
      >
        {value ?? ''}
      </textarea>
    </Field>
  )
}

type Select = Labelled & {
  readonly choices?: readonly Choice[]
  /** Choices under headings. */
  readonly groups?: readonly Group[]
  readonly value?: string | undefined
  /** Words of the choice that chooses nothing; absent: there is none. */
  readonly none?: string
  readonly required?: boolean
}

export function SelectField(props: Select) {
  const { name, choices = [], groups = [], value, none, required, error } = props
  const offered = (those: readonly Choice[]) =>
    those.map(([code, label]) => (
      <option value={code} selected={code === value}>
        {label}
      </option>
    ))
  return (
    <Field {...props}>
      <select
        class={`utrecht-select utrecht-select--html-select${error ? ' utrecht-select--invalid' : ''}`}
        id={name}
        name={name}
        required={required}
        aria-describedby={described(props)}
        aria-invalid={error ? 'true' : undefined}
      >
        {none === undefined ? null : <option value="">{none}</option>}
        {offered(choices)}
        {groups.map(({ title, choices: those }) => (
          <optgroup label={title}>{offered(those)}</optgroup>
        ))}
      </select>
    </Field>
  )
}

type Options = Titled &
  Omit<MarksProps, 'from'> & {
    /** Beside each other: few and short. */
    readonly inline?: boolean
  }

export function OptionField(props: Options) {
  return (
    <Fieldset {...props}>
      <div class={props.inline ? 'sluis-options--inline' : undefined}>
        <Marks {...props} />
      </div>
    </Fieldset>
  )
}

type ButtonProps = {
  /** `danger`: what it does is not undone by the next click. */
  readonly kind?: 'primary' | 'secondary' | 'subtle' | 'danger'
  readonly children: Child
  readonly name?: string
  readonly value?: string
}

const BUTTON = {
  primary: 'nl-button nl-button--primary',
  secondary: 'nl-button nl-button--secondary',
  subtle: 'nl-button nl-button--subtle',
  danger: 'nl-button nl-button--secondary nl-button--negative',
}

export function Submit({ kind = 'primary', children, name, value }: ButtonProps) {
  return (
    <button class={BUTTON[kind]} type="submit" name={name} value={value}>
      {children}
    </button>
  )
}

type ProblemProps = {
  readonly v: Visit
  readonly problem: ApiProblem | null
  /** What a field is called on the page. */
  readonly named?: (field: string) => string
  /** As the API says it: for who writes what programs read, and chooses from no list. */
  readonly verbatim?: boolean
}

/** What was wrong with a form, first on the page, each fault with a link to its field (by the last member of its pointer). */
export function FormProblem({ v, problem, named = (field) => field, verbatim = false }: ProblemProps) {
  if (!problem) return null
  return (
    <Alert kind="error" title={v.t('Dit kon niet worden verwerkt', 'This could not be processed')} focus>
      <p class="nl-paragraph">
        {/* What a page itself says about a form says more than that something is to be mended. */}
        {problem.errors && !isOwn(problem)
          ? v.t('Verbeter wat hieronder staat.', 'Mend what stands below.')
          : problem.detail}
      </p>
      {problem.errors ? (
        <ul class="utrecht-unordered-list">
          {problem.errors.map(({ pointer, message }) => (
            <li class="utrecht-unordered-list__item">
              <a class="nl-link" href={`#${fieldOf(pointer)}`}>
                {named(fieldOf(pointer))}
              </a>
              {`: ${verbatim ? message : faultWord(v, message)}`}
            </li>
          ))}
        </ul>
      ) : null}
    </Alert>
  )
}

export const fieldOf = (pointer: string): string =>
  pointer
    .split('/')
    .filter((part) => !/^\d*$/.test(part))
    .at(-1) ?? ''

/** What is wrong with each field, to stand beside it. */
export function faultsOf(v: Visit, problem: ApiProblem | null): Readonly<Record<string, string>> {
  return Object.fromEntries(
    (problem?.errors ?? []).map(({ pointer, message }) => [fieldOf(pointer), faultWord(v, message)]),
  )
}

/** What a field is called, by a table of the page; one that is not in it by itself. */
export function labelIn(labels: Readonly<Record<string, string>>, field: string): string {
  return labels[field] ?? field
}
