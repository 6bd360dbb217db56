/** Why the log is read: chosen once per visit, and on every entry of a read from then on. */
import type { Visit } from '../page.ts'
import { Csrf, OptionField, Submit } from '../parts/form.tsx'
import { Layout } from '../parts/layout.tsx'

export function PurposePage({ v, next }: { readonly v: Visit; readonly next: string }) {
  const { t, session } = v
  return (
    <Layout
      v={v}
      title={t('Waarom kijkt u in het logboek?', 'Why do you look in the log?')}
      lead={t(
        'Het doel geldt voor dit bezoek. Het staat bij elke regel over wat u inziet.',
        'The purpose is for this visit. It stands on each entry about what you look at.',
      )}
    >
      <form method="post" action="/console/purpose" class="sluis-form">
        <Csrf v={v} />
        <input type="hidden" name="next" value={next} />
        <OptionField
          name="purpose"
          kind="radio"
          legend={t('Doel', 'Purpose')}
          required
          chosen={session.readingPurpose ? [session.readingPurpose] : []}
          choices={[
            ['P-AUDIT', t('Controle: of juist is besloten', 'Control: whether decisions were right')],
            ['P-RECHT', t('Rechten van een betrokkene', 'Rights of a data subject')],
          ]}
        />
        <Submit>{t('Verder', 'Continue')}</Submit>
      </form>
    </Layout>
  )
}
