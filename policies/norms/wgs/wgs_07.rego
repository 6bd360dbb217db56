# METADATA
# title: Belastinggegevens nooit naar een private partij
# description: >-
#   Data of the tax administration never go to private parties, the FIOD excepted for results.
# custom:
#   id: WGS-07
#   act: WGS
#   article: WGS 1.5 lid 4, WGS 1.7 lid 6
#   tier: 1
#   certainty: V1
#   effect: deny
#   absence: null
#   inferred: >-
#     The tax administration is all its units, customs and allowances included; the FIOD is a participant of its own.
#     A result is judged part by part, by its origin, contributors and what it was derived from.
#     Outside a RIEC AWR 67 decides, which knows dispensation (norm AWR-01) (I).
#   title:
#     nl: Belastinggegevens nooit naar een private partij
#     en: Tax data never to a private party
#   text:
#     nl: >-
#       Gegevens van de Belastingdienst gaan vanuit een RIEC nooit naar een private partij, zoals een
#       woningcorporatie of een bank.
#     en: >-
#       Data of the tax administration never go from a RIEC to a private party, such as a housing association or a
#       bank.
#   remedies: [OWN_POWER]
package norms.wgs.wgs_07

import data.lib

findings contains {"norm": "WGS-07", "effect": "deny"} if {
	to_a_private_party
	from_tax_administration
}

# Of what is held, each part into which such data went, however far back.
findings contains {"norm": "WGS-07", "effect": "deny", "fields": names} if {
	to_a_private_party
	names := lib.asked_of(lib.tax_parts)
	count(names) > 0
}

to_a_private_party if {
	lib.wgs
	lib.recipient_kind == "THIRD_PRIVATE"
}

from_tax_administration if lib.from_tax_administration

# Who holds them does not matter: what came from there stays closed.
from_tax_administration if data.facts.organs[lib.source.origin].participantAs == "BD"
