# METADATA
# title: Deelnemers leveren wat nodig is
# description: >-
#   A participant must provide the listed categories when the purpose needs them, unless it sees weighty reasons
#   against.
# custom:
#   id: WGS-06
#   act: WGS
#   article: WGS 1.5 lid 1 en 3
#   tier: 1
#   certainty: V1
#   effect: permit
#   absence: review
#   inferred: >-
#     Necessity is a recorded judgement by the provider or the privacy officer, never the asker's own words; the
#     table of states (WGS 2.23 lid 6) says which categories can be asked; the duty is owed to participants. A result
#     of joint processing is no provision into a RIEC: WGS-16 to WGS-20 decide about it (I). Of what is held its necessity
#     is for who owns the data in all its parts, not for who received it; weighty reasons of its holder, and of each who
#     contributed to a part, hold back all of it (I).
#   title:
#     nl: Deelnemers leveren wat nodig is
#     en: Participants provide what is needed
#   text:
#     nl: >-
#       Een deelnemer levert aan het RIEC de gegevens die nodig zijn voor het doel en die bij de fase van de zaak
#       horen. Eerst moet zijn vastgesteld dat ze nodig zijn. De bronhouder kan zwaarwegende redenen hebben om niet
#       te leveren.
#     en: >-
#       A participant provides to the RIEC the data that the purpose needs and that belong to the phase of the
#       case. Their necessity must be recorded first. The provider may have weighty reasons not to provide.
#   remedies: [ASK_PROVIDER, WAIT_FOR_PHASE]
package norms.wgs.wgs_06

import data.lib

findings contains {"norm": "WGS-06", "effect": "permit", "category": category} if {
	owed
	some category in lib.categories_in_open_phase
}

findings contains {
	"norm": "WGS-06",
	"effect": "require",
	"attestation": "NECESSITY",
	"scope": {"source": input.inquiry.source},
} if {
	owed
	count(lib.categories_in_open_phase) > 0
	not ["NECESSITY", null] in lib.met
}

findings contains {"norm": "WGS-06", "effect": "deny"} if {
	lib.wgs
	not lib.result
	some judgement in {"NECESSITY", "VETO"}
	[judgement, null] in lib.refused
}

owed if {
	lib.wgs
	lib.participant_source
	lib.recipient_kind == "PARTICIPANT"
	lib.state_allows_mode
}
