# METADATA
# title: Rechten van betrokkenen lopen via het contactpunt
# description: >-
#   Requests of data subjects, information about the processing and breach notices run through the contact point, a
#   mayor, after consulting the involved participants.
# custom:
#   id: BGS-01
#   act: BGS
#   article: BGS 1.1 tot en met 1.4
#   tier: 2
#   certainty: V1
#   effect: obligation
#   absence: null
#   inferred: >-
#     Who names a case of a RIEC under another regime is told this only if their organ is involved, for else it would
#     tell that the case is there (I).
#   title:
#     nl: Rechten van betrokkenen lopen via het contactpunt
#     en: Rights of data subjects run through the contact point
#   text:
#     nl: >-
#       Vraagt iemand naar zijn eigen gegevens in een RIEC, dan antwoordt het contactpunt: een burgemeester, na overleg
#       met de betrokken deelnemers. Stuur het verzoek daarheen door.
#     en: >-
#       If somebody asks about their own data in a RIEC, the contact point answers: a mayor, after consulting the
#       involved participants. Pass the request on to it.
#   remedies: [CONTACT_POINT]
package norms.bgs.bgs_01

import data.lib

route := {"norm": "BGS-01", "effect": "oblige", "obligation": "ROUTE_CONTACT_POINT"}

findings contains route if {
	input.inquiry.purpose == "P-RECHT"
	in_a_riec
}

acts contains route if {
	input.act.kind == "read"
	input.act.purpose == "P-RECHT"
	in_a_riec
}

in_a_riec if lib.wgs

in_a_riec if lib.caller_involved
