/** A decision of another organisation, as who supplied the data may see it. */
import type { SuppliedDecision } from '../../../log/supplied.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { spokenNorms } from '../../parts/norms.tsx'
import { Code, Moment, Outcome, Pairs, Section, Table } from '../../parts/show.tsx'
import { treatmentWord } from '../../parts/treatment.ts'
import { namesOf } from '../../words.ts'

export async function supplied(v: Visit, decision: SuppliedDecision) {
  const { t } = v
  const [purpose, source, basis] = await Promise.all([
    namesOf(v, 'purposes'),
    namesOf(v, 'sources'),
    namesOf(v, 'legal-bases'),
  ])
  return (
    <>
      <Alert kind="info">
        <p class="nl-paragraph">
          {t(
            'Een andere organisatie vroeg dit aan een bron van uw organisatie. U ziet wat uw bron is gevraagd en wat ervan is gegeven. De zaak, de persoon en wie het vroeg blijven bij die organisatie.',
            'Another organisation asked this of a source of your organisation. You see what your source was asked and what of it was given. The case, the person and who asked stay with that organisation.',
          )}
        </p>
      </Alert>
      <Section title={t('Uitkomst', 'Outcome')}>
        <p class="nl-paragraph">
          <Outcome v={v} outcome={decision.outcome} /> <Moment v={v} at={decision.at} ago />
        </p>
        <p class="nl-paragraph">
          {decision.settled
            ? t('De vraag is beantwoord: wat hieronder staat, is gegeven.', 'It was answered: what is below was given.')
            : t('Er is niets gegeven.', 'Nothing was given.')}
        </p>
      </Section>
      <Section title={t('Wat is gevraagd', 'What was asked')}>
        <Pairs
          pairs={[
            [t('Organisatie (OIN)', 'Organisation (OIN)'), <Code>{decision.oin}</Code>],
            [t('Bron', 'Source'), source(decision.source)],
            [t('Doel', 'Purpose'), decision.purpose && purpose(decision.purpose)],
            [t('Grondslag', 'Legal basis'), decision.legalBasis.map(basis).join('; ') || null],
          ]}
        />
      </Section>
      <Section title={t('Velden', 'Fields')}>
        <Table
          caption={t('Wat met elk veld gebeurde', 'What became of each field')}
          head={[t('Veld', 'Field'), t('Behandeling', 'Treatment')]}
          rows={decision.fields.map((field) => [
            field.name,
            field.waiting ? t('wacht op een oordeel', 'waits for a judgement') : treatmentWord(v, field.treatment),
          ])}
          empty={t('Er zijn geen velden gevraagd.', 'No fields were asked for.')}
        />
      </Section>
      <Section title={t('De normen die spraken', 'The norms that spoke')}>
        {await spokenNorms(v, decision.norms)}
      </Section>
    </>
  )
}
