/** The people of the demo, to sign in as in development. Synthetic: nobody has these names. Pure. */
import { OIN, PEOPLE, type Person } from '../demo/people.ts'

export type DemoPerson = Person & {
  readonly id: string
  readonly nl: string
  readonly en: string
  readonly oin: string
}

const OWNER = { person: 'demo-eigenaar', organ: 'HEF', department: 'BEL', roles: ['R-OWN'] }
const DPO = { person: 'demo-fg', organ: 'COL', department: 'FG', roles: ['R-FG'] }
const LAWYER = { person: 'demo-jurist', organ: 'COL', department: 'JZ', roles: ['R-JZ'] }
const MANAGER = { person: 'demo-leidinggevende', organ: 'COL', department: 'ONDM', roles: ['R-MGR'] }
const CLERK = { person: 'demo-baliemedewerker', organ: 'COL', department: 'BZ', roles: [] }

export const DEMO_PEOPLE: readonly DemoPerson[] = [
  called(PEOPLE.asker, 'Casusregisseur, team Ondermijning', 'Case lead, undermining crime team'),
  called(PEOPLE.officer, 'Privacyfunctionaris', 'Privacy officer'),
  called(DPO, 'Functionaris gegevensbescherming', 'Data protection officer'),
  called(PEOPLE.regisseur, 'Regisseur ondermijning', 'Director undermining crime'),
  called(PEOPLE.team, 'Lid van het ondermijningsteam', 'Member of the undermining crime team'),
  called(OWNER, 'Gegevenseigenaar, Belastingen', 'Data owner, taxes'),
  called(LAWYER, 'Jurist, Juridische Zaken', 'Lawyer, legal affairs'),
  called(MANAGER, 'Leidinggevende', 'Manager'),
  called(PEOPLE.analyst, 'Gegevensverwerker in het RIEC', 'Processor of data in the RIEC'),
  called(CLERK, 'Medewerker Burgerzaken, zonder rol', 'Civil affairs clerk, without a role'),
]

function called(who: Person, nl: string, en: string): DemoPerson {
  return { ...who, id: who.person.replace('demo-', ''), nl, en, oin: OIN.voorbeeldstad }
}
