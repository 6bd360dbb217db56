/** Choices to mark, one or several, also under headings: who reads one group need not read the others. */
import type { Child } from 'hono/jsx'
import type { Choice, Group } from './form.tsx'

/** Whole: what is put together is not found among the classes that pages use. */
const MARK = {
  radio: 'utrecht-radio-button utrecht-radio-button--html-input',
  checkbox: 'utrecht-checkbox utrecht-checkbox--html-input',
}

export type Titled = {
  readonly name: string
  /** Where a page asks the same in more than one form: its place. Otherwise its name. */
  readonly id?: string
  readonly legend: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
}

/** What belongs to one question: a fault of it leads here. */
export function Fieldset({ name, id = name, legend, hint, error, children }: Titled & { readonly children: Child }) {
  const describedBy = [hint ? `${id}-hint` : '', error ? `${id}-error` : ''].filter((part) => part !== '').join(' ')
  return (
    <fieldset
      class="utrecht-form-fieldset__fieldset utrecht-form-fieldset--html-fieldset"
      id={id}
      tabindex={-1}
      aria-describedby={describedBy || undefined}
    >
      <legend class="utrecht-form-fieldset__legend utrecht-form-fieldset__legend--html-legend">{legend}</legend>
      {hint ? (
        <p class="utrecht-form-field-description" id={`${id}-hint`}>
          {hint}
        </p>
      ) : null}
      {error ? (
        <p class="utrecht-form-field-error-message" id={`${id}-error`}>
          {error}
        </p>
      ) : null}
      {children}
    </fieldset>
  )
}

export type MarksProps = {
  readonly name: string
  readonly id?: string
  readonly choices: readonly Choice[]
  readonly chosen?: readonly string[]
  readonly kind: 'radio' | 'checkbox'
  readonly required?: boolean
  /** Of the first: each has a place of its own within its question. */
  readonly from?: number
}

/** The choices themselves. */
export function Marks({ name, id = name, choices, chosen = [], kind, required, from = 0 }: MarksProps) {
  return (
    <>
      {choices.map(([value, label, note], i) => (
        <div class="sluis-option">
          <input
            class={MARK[kind]}
            type={kind}
            name={name}
            id={`${id}-${from + i}`}
            value={value}
            checked={chosen.includes(value)}
            required={required && kind === 'radio'}
            aria-describedby={note ? `${id}-${from + i}-note` : undefined}
          />
          <div>
            <label class="utrecht-form-label" for={`${id}-${from + i}`}>
              {label}
            </label>
            {note ? (
              <div class="sluis-small" id={`${id}-${from + i}-note`}>
                {note}
              </div>
            ) : null}
          </div>
        </div>
      ))}
    </>
  )
}

type Grouped = Group & {
  /** What its title says in words, for who knows the code. */
  readonly code?: string | undefined
  /** What is seldom chosen is folded, unless something of it is chosen. */
  readonly folded?: boolean
  /** A mark that takes all of the group at once; the server makes each of them of it. */
  readonly whole?: readonly [name: string, value: string, label: string] | undefined
}

type Props = {
  readonly name: string
  readonly legend: string
  readonly hint?: string | undefined
  readonly error?: string | undefined
  readonly groups: readonly Grouped[]
  readonly chosen: readonly string[]
  readonly kind: 'radio' | 'checkbox'
}

export function GroupedOptions({ groups, chosen, kind, ...question }: Props) {
  const filled = groups.filter(({ choices }) => choices.length > 0)
  return (
    <Fieldset {...question}>
      {filled.map((group, i) => {
        const before = filled.slice(0, i).reduce((sum, { choices }) => sum + choices.length, 0)
        const marks = <Marks name={question.name} choices={group.choices} chosen={chosen} kind={kind} from={before} />
        return group.folded ? (
          <details class="sluis-disclosure" open={group.choices.some(([value]) => chosen.includes(value)) || undefined}>
            <summary>
              {group.title} ({group.choices.length})
            </summary>
            {marks}
          </details>
        ) : (
          <fieldset class="sluis-group">
            <legend class="sluis-group__legend">
              {group.title}
              {group.code ? ' ' : ''}
              {group.code ? <span class="sluis-small">({group.code})</span> : null}
            </legend>
            {group.whole ? <Whole whole={group.whole} place={i} /> : null}
            <div class={isShort(group) ? 'sluis-options--columns' : undefined}>{marks}</div>
          </fieldset>
        )
      })}
    </Fieldset>
  )
}

/** Many that are a word or two each stand beside each other. */
function isShort({ choices }: Group): boolean {
  return choices.length > 6 && choices.every(([, label, note]) => note === undefined && label.length < 32)
}

function Whole({ whole, place }: { readonly whole: NonNullable<Grouped['whole']>; readonly place: number }) {
  const [name, value, label] = whole
  return <Marks name={name} choices={[[value, label]]} kind="checkbox" from={place} />
}
