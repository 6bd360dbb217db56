/** Whom a case is about, by relation. Who somebody is stays hidden until it is needed; each look has a purpose and grounds. */
import type { z } from 'zod'
import type { OpenCaseDocument, revealedSchema } from '../../../api/documents-case.ts'
import { IDENTIFIER_TYPES, RELATIONS } from '../../../domain/codes.ts'
import { LIMITS } from '../../../limits.ts'
import type { Sent } from '../../form.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { identifierWord, relationWord, subjectWord } from '../../parts/codes.ts'
import { Csrf, SelectField, Submit, TextArea, TextField } from '../../parts/form.tsx'
import { Code, Section, Table } from '../../parts/show.tsx'
import { namesOf } from '../../words.ts'

/** A form that came back: what was sent, and what is wrong by field. */
export type Faults = { readonly form: Sent; readonly errors: Readonly<Record<string, string>> }

export type Revealed = z.infer<typeof revealedSchema>

export async function subjects(v: Visit, open: OpenCaseDocument, revealed: Revealed | null, faults: Faults | null) {
  const { t } = v
  const given = (name: string) => faults?.form.text(name) ?? ''
  const { errors = {} } = faults ?? {}
  const sorted = [...open.subjects].sort((a, b) => RELATIONS.indexOf(a.relation) - RELATIONS.indexOf(b.relation))
  const called = (key: string) => `${t('betrokkene', 'subject')} ${sorted.findIndex((one) => one.key === key) + 1}`
  return (
    <Section title={t('Betrokkenen', 'Subjects')} id="betrokkenen">
      {revealed ? <Shown v={v} revealed={revealed} called={called(revealed.key)} /> : null}
      <Table
        caption={t('Over wie en wat deze zaak gaat', 'Whom and what this case is about')}
        head={[t('Wie', 'Who'), t('Relatie', 'Relation'), t('Soort', 'Kind'), t('Pseudoniem', 'Pseudonym')]}
        rows={sorted.map(({ key, relation, type }) => [
          called(key),
          relationWord(v, relation),
          subjectWord(v, type),
          <Code>{key}</Code>,
        ])}
        empty={t('Er is nog niemand in deze zaak.', 'There is nobody in this case yet.')}
      />
      {sorted.length > 0 ? (
        <details class="sluis-disclosure" open={errors.revealGrounds !== undefined}>
          <summary>{t('Zien wie een betrokkene is', 'See who a subject is')}</summary>
          <form
            method="post"
            action={`/console/cases/${open.id}/reveal#betrokkenen`}
            class="sluis-form"
            autocomplete="off"
          >
            <Csrf v={v} />
            <SelectField
              name="subject"
              label={t('Betrokkene', 'Subject')}
              choices={sorted.map(({ key, relation }) => [key, `${called(key)}, ${relationWord(v, relation)}`])}
              value={given('subject')}
            />
            <SelectField name="purpose" label={t('Doel', 'Purpose')} choices={await purposesOf(v, open)} />
            <TextArea
              name="revealGrounds"
              error={errors.revealGrounds}
              label={t('Waarom moet u dit nu weten?', 'Why must you know this now?')}
              hint={t('Uw reden staat bij deze blik in het logboek.', 'Your reason stands with this look in the log.')}
              rows={2}
              required
            />
            <Submit>{t('Tonen', 'Show')}</Submit>
          </form>
        </details>
      ) : null}
      <details class="sluis-disclosure" open={['value', 'addGrounds', 'relation'].some((name) => name in errors)}>
        <summary>{t('Een betrokkene toevoegen', 'Add a subject')}</summary>
        <form method="post" action={`/console/cases/${open.id}/subjects`} class="sluis-form" autocomplete="off">
          <Csrf v={v} />
          <SelectField
            name="type"
            label={t('Soort nummer', 'Kind of number')}
            choices={IDENTIFIER_TYPES.map((type) => [type, identifierWord(v, type)])}
            value={given('type')}
          />
          <TextField
            name="value"
            label={t('Nummer of adres', 'Number or address')}
            value={given('value')}
            error={errors.value}
            autocomplete="off"
            required
          />
          <SelectField
            name="relation"
            label={t('Relatie', 'Relation')}
            choices={RELATIONS.map((relation) => [relation, relationWord(v, relation)])}
            value={given('relation')}
            error={errors.relation}
          />
          <TextArea
            name="addGrounds"
            label={t('Motivering', 'Grounds')}
            rows={2}
            value={given('addGrounds')}
            error={errors.addGrounds}
            required
          />
          <Submit>{t('Toevoegen', 'Add')}</Submit>
        </form>
      </details>
    </Section>
  )
}

function Shown({ v, revealed, called }: { readonly v: Visit; readonly revealed: Revealed; readonly called: string }) {
  const { type, value } = revealed.subject.identifier
  const minutes = LIMITS.answerShownSeconds / 60
  return (
    <Alert kind="info" focus>
      <p class="nl-paragraph">
        {called}: {identifierWord(v, type)} <strong>{value}</strong>
      </p>
      <p class="nl-paragraph sluis-screen-only">
        {v.t(
          `Dat u dit zag, staat in het logboek. Het verdwijnt na ${minutes} minuten van uw scherm.`,
          `That you saw this stands in the log. It leaves your screen after ${minutes} minutes.`,
        )}
      </p>
    </Alert>
  )
}

async function purposesOf(v: Visit, { facts }: OpenCaseDocument) {
  const purpose = await namesOf(v, 'purposes')
  return facts.purposes.map((code) => [code, purpose(code)] as const)
}
