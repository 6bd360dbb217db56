/** That a decision stands in the log: checked here and now, claim by claim, and to be taken along. */
import type { z } from 'zod'
import { logEntrySchema } from '../../../api/documents.ts'
import type { decisionRecordSchema } from '../../../api/documents-decision.ts'
import type { Claim } from '../../../log/evidence.ts'
import { keysDocumentSchema } from '../../../log/succession.ts'
import type { Visit } from '../../page.ts'
import { Alert } from '../../parts/alert.tsx'
import { Badge, Code, Link, Pairs, Table } from '../../parts/show.tsx'
import { type Checked, checkedProof } from '../../proof.ts'
import { download } from '../decisions/taking.tsx'

type Place = Pick<z.infer<typeof decisionRecordSchema>, 'id' | 'index' | 'leafHash'>

export async function proofPart(v: Visit, place: Place) {
  const { t } = v
  const { proof } = await v.api.get(`/log/entries/${place.id}`, logEntrySchema)
  return (
    <>
      {proof === null ? (
        <p class="nl-paragraph">
          {t(
            'Dit besluit is vastgelegd. Het bewijs is er binnen een seconde.',
            'This decision is recorded. Its proof is there within a second.',
          )}
        </p>
      ) : (
        <Verified v={v} checked={checkedProof(v.noteCrypto, await keysOf(v), place, proof)} />
      )}
      <Pairs
        pairs={[
          [t('Volgnummer in het logboek', 'Index in the log'), String(place.index)],
          [t('Controlegetal van de regel (hash)', 'Check value of the entry (hash)'), <Code>{place.leafHash}</Code>],
        ]}
      />
      {proof === null ? null : (
        <p class="nl-paragraph sluis-screen-only">
          <Link href={`/console/decisions/${place.id}/proof`}>{t('Bewijs downloaden', 'Download the proof')}</Link>
          {' · '}
          <Link href={`/console/decisions/${place.id}/checkpoint`}>
            {t('Controlepunt downloaden', 'Download the checkpoint')}
          </Link>
        </p>
      )}
    </>
  )
}

async function keysOf(v: Visit) {
  const answer = await v.api.raw('/log/keys', {})
  return keysDocumentSchema.parse(await answer.json())
}

function Verified({ v, checked }: { readonly v: Visit; readonly checked: Checked | undefined }) {
  const { t } = v
  const claims = checked?.claims ?? []
  const holds = claims.length > 0 && claims.every((claim) => claim.holds)
  return (
    <>
      <Alert kind={holds ? 'ok' : 'error'}>
        <p class="nl-paragraph">
          {holds
            ? t(
                'Nagerekend: dit besluit staat ongewijzigd in het ondertekende logboek.',
                'Computed again: this decision stands unchanged in the signed log.',
              )
            : t(
                'Het bewijs klopt niet. Waarschuw de beheerder van Sluis.',
                'The proof does not hold. Warn the operator of Sluis.',
              )}
        </p>
      </Alert>
      <Table
        caption={t('Wat is nagerekend', 'What was computed')}
        head={[t('Bewering', 'Claim'), t('Waarover', 'About'), t('Klopt', 'Holds')]}
        rows={claims.map((claim) => [claimWord(v, claim), aboutWord(v, claim), <Holds v={v} holds={claim.holds} />])}
        empty={t('Er is geen leesbaar bewijs.', 'There is no readable proof.')}
      />
      <p class="nl-paragraph sluis-small">
        {t(
          'Sluis rekent hier met de sleutel die het logboek zelf toont. Wie dat niet wil, controleert het gedownloade bewijs met sluis-verify en een sleutel die langs een andere weg kwam; ook handtekeningen van getuigen worden daar gecontroleerd.',
          'Sluis computes here with the key that the log itself shows. Who does not want that checks the downloaded proof with sluis-verify and a key had by another way; signatures of witnesses are checked there as well.',
        )}
      </p>
    </>
  )
}

function Holds({ v, holds }: { readonly v: Visit; readonly holds: boolean | null }) {
  if (holds === null) return <Badge tone="neutral">{v.t('niet getoond', 'not shown')}</Badge>
  return <Badge tone={holds ? 'positive' : 'negative'}>{holds ? v.t('ja', 'yes') : v.t('nee', 'no')}</Badge>
}

const CLAIMS: Readonly<Partial<Record<Claim['code'], readonly [nl: string, en: string]>>> = {
  'checkpoint-signed': ['Het controlepunt is ondertekend door het logboek', 'The checkpoint is signed by the log'],
  'entry-included': [
    'De regel staat in het logboek van dat controlepunt',
    'The entry is in the log of that checkpoint',
  ],
  'leaf-of-entry': ['Die regel is van dit besluit', 'That entry is of this decision'],
}

function claimWord({ t }: Visit, { code }: Claim): string {
  const words = CLAIMS[code]
  return words ? t(...words) : code
}

function aboutWord({ t }: Visit, { code, about }: Claim): string {
  return code === 'checkpoint-signed' ? `${about} ${t('regels', 'entries')}` : `${t('nr.', 'no.')} ${about}`
}

export async function proofFile(v: Visit, id: string, file: 'proof' | 'checkpoint'): Promise<Response> {
  const { proof } = await v.api.get(`/log/entries/${id}`, logEntrySchema)
  // What follows the first empty line is the signed checkpoint (c2sp.org/tlog-proof@v1).
  const text = file === 'proof' ? proof : proof?.slice(proof.indexOf('\n\n') + 2)
  const name = file === 'proof' ? `${id}.tlog-proof` : 'checkpoint.txt'
  return download(text ?? '', 'text/plain; charset=utf-8', name)
}
