# METADATA
# title: Sluiten op grond van de Opiumwet gaat over een plek
# description: The mayor may impose an order on a dwelling or premises where drugs are dealt in or present; a question for that is about a place.
# custom:
#   id: OPW-01
#   act: Opiumwet
#   article: Opiumwet 13b
#   tier: 1
#   certainty: U1
#   effect: deny
#   absence: null
#   inferred: >-
#     About a place is a question about an object in a dataset that is asked by address or parcel: the input does not say
#     by which of its identifiers an object was named. The police report that the order rests on is a matter of the
#     decision itself, not of this question. Information that is held does not say how it can be asked: there an object
#     is enough, and screening holds back what is not about it (I).
#   title:
#     nl: Sluiten op grond van de Opiumwet gaat over een plek
#     en: Closure under the Opiumwet is about a place
#   text:
#     nl: >-
#       Alleen de burgemeester kan een woning of lokaal sluiten vanwege drugs. Een vraag daarvoor gaat over die plek
#       (adres of perceel), niet over een persoon of bedrijf.
#     en: >-
#       Only the mayor can close a dwelling or premises because of drugs. A question for that is about the place (address
#       or parcel), not about a person or company.
#   remedies: [ASK_ABOUT_PLACE, OWN_POWER]
package norms.opw.opw_01

import data.lib

findings contains {"norm": "OPW-01", "effect": "deny"} if {
	input.inquiry.purpose == "P-13B"
	not by_the_mayor_about_a_place
}

# Information that is held was received about its subject, by whatever it was named.
by_the_mayor_about_a_place if {
	input.caller.organ == "BGM"
	input.inquiry.subject.type == "OBJECT"
	not is_null(input.holding)
}

by_the_mayor_about_a_place if {
	input.caller.organ == "BGM"
	input.inquiry.subject.type == "OBJECT"
	some identifier in lib.source.identifiers
	identifier in {"address", "parcel"}
}
