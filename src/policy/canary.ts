/** Questions whose answer is known beforehand: a new instance serves only after it gave those answers. Pure. */
import { NO_ACT } from './assemble.ts'
import type { Facts } from './facts.ts'
import type { PolicyInput } from './input.ts'
import { type Entrypoint, screeningSchema, verdictDocumentSchema } from './output.ts'

const NOBODY: PolicyInput = {
  now: '1970-01-01T00:00:00.000Z',
  today: 0,
  caller: {
    oin: '00000099000000000000',
    organ: '-',
    department: null,
    roles: [],
    person: 'canary',
    authorised: false,
    screened: false,
    trained: false,
  },
  inquiry: null,
  act: null,
  case: null,
  holding: null,
  attestations: [],
  records: [],
}

/**
 * Nobody, without purpose, task or basis, asks whether something is known. The answer is a deny that names norms: they
 * are named per category of the dataset, so an instance that lost its tables cannot give it (pitfalls 1, 2 and 11).
 */
export function speaksSense(facts: Facts, ask: (entrypoint: Entrypoint, input: PolicyInput) => unknown): boolean {
  const source = Object.keys(facts.sources).sort()[0] ?? ''
  const inquiry: PolicyInput['inquiry'] = {
    regime: 'MONO',
    purpose: null,
    task: null,
    legalBasis: [],
    source,
    mode: 'HITNOHIT',
    level: null,
    fields: [],
    reasoned: { necessity: false, proportionality: false, subsidiarity: false },
    recipient: { organ: '-', department: null },
    subject: null,
    namesCase: false,
  }
  const decided = verdictDocumentSchema.safeParse(ask('sluis/decide', { ...NOBODY, inquiry }))
  const hit = decided.data?.fields[0]
  const categories = Object.values(facts.sources[source]?.fields ?? {}).map(({ category }) => category)
  const named = decided.data?.findings.some(({ category }) => category !== undefined && categories.includes(category))
  const record = { index: 7, wpgArticle: null, ageDays: null, brpSecret: null, ofSubject: null, persons: [] }
  const screened = screeningSchema.safeParse(ask('sluis/screen', { ...NOBODY, inquiry, records: [record] }))
  const acted = verdictDocumentSchema.safeParse(ask('sluis/act', { ...NOBODY, act: { kind: 'read', ...NO_ACT } }))
  return (
    decided.data?.canary === NOBODY.now &&
    decided.data.outcome === 'deny' &&
    hit?.treatment === 'withhold' &&
    named === true &&
    screened.data?.canary === NOBODY.now &&
    screened.data.records[0]?.index === record.index &&
    acted.data?.canary === NOBODY.now &&
    acted.data.outcome === 'deny' &&
    acted.data.findings.length > 0
  )
}
