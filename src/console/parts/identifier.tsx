/** Which person or thing: asked in a form that posts, so that no number comes into an address or a history. */
import { IDENTIFIER_TYPES, type IdentifierType } from '../../domain/codes.ts'
import { SUBJECT_OF } from '../../domain/identifier.ts'
import type { ApiProblem } from '../api.ts'
import type { Sent } from '../form.ts'
import type { Visit } from '../page.ts'
import { Alert } from './alert.tsx'
import { FormProblem, fieldOf, SelectField, TextField } from './form.tsx'

const NAMES: Readonly<Record<IdentifierType, readonly [nl: string, en: string]>> = {
  bsn: ['Persoon: burgerservicenummer (BSN)', 'Person: citizen service number (BSN)'],
  kvk: ['Organisatie: KVK-nummer', 'Organisation: chamber of commerce number'],
  rsin: ['Organisatie: RSIN', 'Organisation: RSIN'],
  address: ['Adres: postcode en huisnummer', 'Address: postcode and house number'],
  plate: ['Voertuig: kenteken', 'Vehicle: registration plate'],
  parcel: ['Perceel: kadastrale aanduiding', 'Parcel: cadastral designation'],
}

export type Identified = { readonly identifierType: string; readonly identifier: string }

export function identifierName({ t }: Pick<Visit, 't'>, type: IdentifierType): string {
  return t(...NAMES[type])
}

/** Beside the field, where it is the number that is wrong; the number itself is not repeated. */
export function identifierError({ t }: Pick<Visit, 't'>, problem: ApiProblem | null): string | undefined {
  if (!problem?.errors?.some(({ pointer }) => fieldOf(pointer) === 'value')) return undefined
  return t('Dit is geen geldig nummer van deze soort.', 'This is no valid number of this kind.')
}

/** The same at the head of the page, with a link to the field; what else is wrong in the words of the API. */
export function IdentifierProblem({ v, problem }: { readonly v: Visit; readonly problem: ApiProblem | null }) {
  const error = identifierError(v, problem)
  if (error === undefined) return <FormProblem v={v} problem={problem} />
  return (
    <Alert kind="error" title={v.t('Controleer het nummer', 'Check the number')} focus>
      <p class="nl-paragraph">
        <a class="nl-link" href="#value">
          {error}
        </a>
      </p>
    </Alert>
  )
}

/** As the API takes it; a kind that is none of ours is for the API to refuse. */
export function subjectIn({ identifierType: type, identifier: value }: Identified) {
  const known = IDENTIFIER_TYPES.find((one) => one === type)
  return { type: known ? SUBJECT_OF[known] : type, identifier: { type, value } }
}

export function identifiedIn(form: Sent): Identified {
  return { identifierType: form.text('identifierType'), identifier: form.text('value') }
}

type Props = {
  readonly v: Visit
  readonly types?: readonly IdentifierType[]
  readonly given?: Identified | undefined
  readonly error?: string | undefined
}

export function IdentifierFields({ v, types = IDENTIFIER_TYPES, given, error }: Props) {
  const { t } = v
  return (
    <>
      <SelectField
        name="identifierType"
        label={t('Soort nummer', 'Kind of number')}
        choices={types.map((type) => [type, identifierName(v, type)])}
        value={given?.identifierType}
      />
      <TextField
        name="value"
        label={t('Nummer', 'Number')}
        hint={t(
          'Het nummer komt in geen adres van een pagina. In het logboek staat alleen een pseudoniem.',
          'The number goes into no address of a page. The log has only a pseudonym.',
        )}
        value={given?.identifier}
        autocomplete="off"
        error={error}
        required
      />
    </>
  )
}

/** The same, for a form that goes on with what was asked. */
export function IdentifierKept({ given }: { readonly given: Identified }) {
  return (
    <>
      <input type="hidden" name="identifierType" value={given.identifierType} />
      <input type="hidden" name="value" value={given.identifier} />
    </>
  )
}
