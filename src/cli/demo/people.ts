/** Synthetic people and organisations: official test BSNs, test OINs, names that nobody has. */

/** A gemeente that adopted the local protocol, one that did not, and a synthetic Belastingdienst that both ask. */
export const OIN = {
  voorbeeldstad: '00000099000000001000',
  testdorp: '00000099000000002000',
  belastingdienst: '00000099000000003000',
} as const

/** Subjects. The garage owner is the one the story is about. */
export const BSN = { garagehouder: '999990019', pgbHouder: '999990020', huisgenoot: '999990032' } as const

export type Person = {
  readonly person: string
  readonly organ: string
  readonly department: string | null
  readonly roles: readonly string[]
}

/** Who does what in the demo; every one of them is another person. */
export const PEOPLE = {
  regisseur: { person: 'demo-regisseur', organ: 'BGM', department: 'ONDM', roles: ['R-REG'] },
  team: { person: 'demo-teamlid', organ: 'BGM', department: 'ONDM', roles: ['R-TEAM'] },
  asker: { person: 'demo-casusregisseur', organ: 'BGM', department: 'ONDM', roles: ['R-CAS'] },
  officer: { person: 'demo-privacyfunctionaris', organ: 'COL', department: 'PRIV', roles: ['R-PRIV'] },
  riec: { person: 'demo-riec-vertegenwoordiger', organ: 'COL', department: 'ONDM', roles: ['R-RIEC-D', 'PROCESS'] },
  analyst: { person: 'demo-riec-medewerker', organ: 'COL', department: 'ONDM', roles: ['PROCESS'] },
} as const satisfies Record<string, Person>
