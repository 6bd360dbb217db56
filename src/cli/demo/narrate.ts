/** How the demo shows an answer: colour and symbols on a terminal, plain lines elsewhere. */
import type { Reply } from './client.ts'
import type { Narrator } from './story.ts'

type Shown = {
  readonly outcome?: string
  readonly status?: string
  readonly fields?: readonly {
    readonly name: string
    readonly treatment: string
    readonly waiting: boolean
    readonly norms: readonly string[]
  }[]
  readonly reasons?: readonly {
    readonly norm: string
    readonly article: string
    readonly certainty: string
    readonly title: { readonly nl: string }
    readonly text: { readonly nl: string }
  }[]
  readonly missing?: readonly { readonly attestation: string; readonly roles: readonly string[] }[]
  readonly remedies?: readonly { readonly text: { readonly nl: string } }[]
  readonly disclosure?: { readonly hit?: boolean; readonly records: readonly unknown[] }
  readonly receipt?: {
    readonly decision: { readonly index: number }
    readonly settlement: { readonly index: number } | null
  }
  readonly items?: readonly {
    readonly index: number
    readonly at: string
    readonly type: string
    readonly outcome: string
    readonly source: string | null
    readonly norms: readonly string[]
  }[]
}

const COLOURS: Readonly<Record<string, number>> = { permit: 32, review: 33, deny: 31 }
const WORDS: Readonly<Record<string, string>> = { permit: 'mag', review: 'wacht', deny: 'mag niet' }
/** What happens to a field, in words. */
const TREATED: Readonly<Record<string, string>> = {
  release: 'vrij',
  mask: 'deels verborgen',
  generalise: 'minder precies',
  pseudonymise: 'onder een pseudoniem',
  existence: 'alleen of het er is',
  withhold: 'blijft achter',
}

export function narratorFor(write: (text: string) => void, colour: boolean): Narrator {
  const paint = (code: number, text: string): string => (colour ? `\u001b[${code}m${text}\u001b[0m` : text)
  const line = (text: string): void => write(`${text}\n`)

  return {
    chapter: (title) => line(`\n${paint(1, `== ${title}`)}`),
    note: (text) => {
      for (const one of text.trimEnd().split('\n')) line(`  ${one}`)
    },
    step: (who, what, reply: Reply) => {
      const shown = reply.body as Shown
      const outcome = shown.outcome ?? ''
      line(
        `  ${who} ${what}${outcome ? `: ${paint(COLOURS[outcome] ?? 0, `${WORDS[outcome] ?? outcome} (${outcome})`)}` : ''}`,
      )
      if (shown.items) line(paint(2, HEADING))
      for (const item of shown.items ?? []) line(entryLine(item))
      if (!shown.fields || shown.fields.length === 0) return
      for (const field of shown.fields) line(`    ${field.name}: ${treated(field)}  [${field.norms.join(', ')}]`)
      if (outcome !== 'permit') {
        for (const { norm, title, text, article, certainty } of shown.reasons ?? [])
          line(`    ${norm} ${title.nl}: ${text.nl} ${paint(2, `(${article}; ${certainty})`)}`)
      }
      for (const need of shown.missing ?? [])
        line(`    ontbreekt: ${need.attestation}, te geven door ${need.roles.join(' of ')}`)
      for (const remedy of shown.remedies ?? []) line(`    wat wel kan: ${remedy.text.nl}`)
      if (shown.disclosure?.hit !== undefined) line(`    antwoord: ${shown.disclosure.hit ? 'hit' : 'geen hit'}`)
      for (const record of shown.disclosure?.records ?? []) line(`    antwoord: ${JSON.stringify(record)}`)
      if (shown.receipt) line(paint(2, `    logboek: beslissing ${shown.receipt.decision.index}${settlement(shown)}`))
    },
  }
}

function treated({ treatment, waiting }: NonNullable<Shown['fields']>[number]): string {
  return waiting ? 'wacht (waiting)' : `${TREATED[treatment] ?? treatment} (${treatment})`
}

function settlement(shown: Shown): string {
  return shown.receipt?.settlement ? `, afhandeling ${shown.receipt.settlement.index}` : ''
}

const HEADING = '     nr  wanneer                   soort     uitkomst  bron en normen'

function entryLine(item: NonNullable<Shown['items']>[number]): string {
  return `    ${String(item.index).padStart(3)}  ${item.at}  ${item.type.padEnd(8)}  ${item.outcome.padEnd(8)}  ${[item.source ?? [], item.norms].flat().join(' ')}`
}
