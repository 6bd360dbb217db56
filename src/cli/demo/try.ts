/** Lines to try against the demo that was left running: each works as it stands, from top to bottom. Pure. */
import { municipal } from './questions.ts'

export type Left = {
  readonly base: string
  /** Of the server that was left running. */
  readonly folders: { readonly data: string; readonly keys: string; readonly anchor: string }
  readonly caseId: string
  readonly asker: string
  readonly officer: string
}

/** For a POSIX shell. The tokens stand in variables, so that the lines can be read. */
export function linesToTry({ base, folders, caseId, asker, officer }: Left): string {
  const mayGo = municipal(caseId, 'BEL/heffingen', 'DETAIL', ['aanslag_ozb', 'iban'])
  const waits = municipal(caseId, 'VERG/vergunningen', 'DETAIL', ['soort'])
  const closed = municipal(caseId, 'WMO/voorzieningen', 'HITNOHIT')
  const ask = (path: string, body: unknown): string =>
    `curl -s ${base}${path} -H "$VRAGER" -H 'content-type: application/json' -d '${JSON.stringify(body)}'`
  return `
De server blijft draaien; stop met Ctrl-C. De tokens gelden een uur.

VRAGER='authorization: Bearer ${asker}'
FUNCTIONARIS='authorization: Bearer ${officer}'

# Opdrachten van de beheerder nemen de mappen van deze server, bijvoorbeeld: npm run -s sluis -- log verify --parts
export SLUIS_DATA_DIR=${folders.data} SLUIS_KEYS_DIR=${folders.keys} SLUIS_ANCHOR_DIR=${folders.anchor}

# Vragen: wat mag, wat wacht op een vaststelling, wat niet mag
${ask('/v1/inquiries', mayGo)}
${ask('/v1/inquiries', waits)}
${ask('/v1/inquiries', closed)}
# Vooraf kijken, zonder iets op te halen
${ask('/v1/inquiries/_preview', mayGo)}
# Terugkijken: eigen verzoeken, de casus
curl -s ${base}/v1/inquiries -H "$VRAGER"
curl -s ${base}/v1/cases/${caseId} -H "$VRAGER"
# Het logboek, als privacyfunctionaris
curl -s '${base}/v1/decisions?readingPurpose=P-AUDIT&outcome=deny' -H "$FUNCTIONARIS"
# Een token voor iemand anders
SLUIS_KEYS_DIR=${folders.keys} npm run -s sluis -- token --organ BGM --department ONDM --role R-TEAM --person demo-teamlid

De console: ${base}/console
`
}
