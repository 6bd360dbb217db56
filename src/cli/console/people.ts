/** The people of the demo, to sign in as in development. Synthetic: nobody has these names. Pure. */

const VOORBEELDSTAD = '00000099000000001000'

export type DemoPerson = {
  readonly id: string
  readonly nl: string
  readonly en: string
  readonly oin: string
  readonly organ: string
  readonly department: string
  readonly roles: readonly string[]
  readonly person: string
}

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  person('casusregisseur', 'Casusregisseur, team Ondermijning', 'Case lead, undermining crime team', 'BGM', 'ONDM', [
    'R-CAS',
  ]),
  person('privacyfunctionaris', 'Privacyfunctionaris', 'Privacy officer', 'COL', 'PRIV', ['R-PRIV']),
  person('fg', 'Functionaris gegevensbescherming', 'Data protection officer', 'COL', 'FG', ['R-FG']),
  person('regisseur', 'Regisseur ondermijning', 'Director undermining crime', 'BGM', 'ONDM', ['R-REG']),
  person('teamlid', 'Lid van het ondermijningsteam', 'Member of the undermining crime team', 'BGM', 'ONDM', ['R-TEAM']),
  person('eigenaar', 'Gegevenseigenaar, Belastingen', 'Data owner, taxes', 'HEF', 'BEL', ['R-OWN']),
  person('jurist', 'Jurist, Juridische Zaken', 'Lawyer, legal affairs', 'COL', 'JZ', ['R-JZ']),
  person('leidinggevende', 'Leidinggevende', 'Manager', 'COL', 'ONDM', ['R-MGR']),
  person('riec-medewerker', 'Gegevensverwerker in het RIEC', 'Processor of data in the RIEC', 'COL', 'ONDM', [
    'PROCESS',
  ]),
  person(
    'baliemedewerker',
    'Medewerker Burgerzaken, zonder rol',
    'Civil affairs clerk, without a role',
    'COL',
    'BZ',
    [],
  ),
]

function person(
  name: string,
  nl: string,
  en: string,
  organ: string,
  department: string,
  roles: readonly string[],
): DemoPerson {
  return { id: name, nl, en, oin: VOORBEELDSTAD, organ, department, roles, person: `demo-${name}` }
}
