/** What left, or why nothing did: names of fields, how many records and when; never what they said. */
import type { z } from 'zod'
import type { decisionRecordSchema } from '../../../api/documents-decision.ts'
import type { Outcome } from '../../../domain/codes.ts'
import { readSettlement } from '../../adl.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { fieldWord } from '../../parts/codes.ts'
import { Badge, Pairs, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { numberOf } from '../../words.ts'

type Props = {
  readonly v: Visit
  readonly decision: z.infer<typeof decisionRecordSchema>
  readonly outcome: Outcome
}

const REASONS: Readonly<Record<string, readonly [nl: string, en: string]>> = {
  crash: ['Sluis viel uit voordat het antwoord klaar was', 'Sluis went down before the answer was ready'],
  'source-failed': ['de bron gaf geen bruikbaar antwoord', 'the source gave no usable answer'],
  'screening-fault': ['de regels konden de gegevens niet beoordelen', 'the rules could not judge the data'],
  'redaction-fault': ['de gegevens konden niet veilig worden bewerkt', 'the data could not be treated safely'],
  'case-changed': ['de zaak is intussen veranderd', 'the case changed meanwhile'],
  fault: ['er ging in Sluis iets mis', 'something went wrong in Sluis'],
}

export function Settlement({ v, decision, outcome }: Props) {
  const { t } = v
  if (decision.settlement === null) {
    return (
      <p class="nl-paragraph">
        {outcome === 'permit'
          ? t('Er is nog niets verstrekt.', 'Nothing left yet.')
          : t('Er is niets verstrekt.', 'Nothing left.')}
      </p>
    )
  }
  const settled = readSettlement(decision.settlement)
  if (!settled) {
    return (
      <p class="nl-paragraph">
        {t('Wat is verstrekt, is na de bewaartermijn gewist.', 'What left was erased after its term.')}
      </p>
    )
  }
  if (settled.result === 'aborted') {
    const words = REASONS[settled.reason ?? '']
    return (
      <Alert kind="warning">
        <p class="nl-paragraph">
          {`${t('Afgebroken, er is niets verstrekt', 'Aborted, nothing left')}: ${words ? t(...words) : (settled.reason ?? '–')}.`}
        </p>
      </Alert>
    )
  }
  const { records, hit, fields = [] } = settled
  return (
    <>
      <Pairs
        pairs={[
          [
            t('Aantal regels van de bron', 'Records of the source'),
            // Whether somebody is known there is no number of records.
            records === undefined || typeof hit === 'boolean' ? null : numberOf(v, records),
          ],
          [
            t('Is iemand gevonden', 'Was somebody found'),
            typeof hit === 'boolean' ? <Badge tone="neutral">{hit ? t('ja', 'yes') : t('nee', 'no')}</Badge> : null,
          ],
        ]}
      />
      <Table
        caption={t('Wat van elk veld is verstrekt', 'What left of each field')}
        head={[t('Veld', 'Field'), t('Hoe', 'How')]}
        rows={fields.map(({ name, treatment }) => [fieldWord(v, name), treatmentWord(v, treatment)])}
        empty={t('Geen velden: alleen of er iets bekend is.', 'No fields: only whether something is known.')}
      />
    </>
  )
}
